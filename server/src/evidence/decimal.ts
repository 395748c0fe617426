/** Digits after the point that figures may have. */
const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);
const LARGEST = 9007199254740991n * ONE;

/** A decimal as a whole number of millionths; undefined when it has more places or is too large. */
export function millionths(decimal: string): bigint | undefined {
  const [, sign, whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const places = rest.replace(/0+$/, '');
  if (sign === undefined || places.length > PLACES) return undefined;
  const size = BigInt(whole) * ONE + BigInt(places.padEnd(PLACES, '0'));
  if (size > LARGEST) return undefined;
  return sign === '-' ? -size : size;
}
