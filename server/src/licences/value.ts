/** Amounts of money are whole hundredths; the value of one chip has eight places. */
const valuePlaces = 1_000_000n;

/** Hundredths of an amount of at most two places, as the database prints it. */
export function centsOf(amount: string): bigint {
  return scaled(amount, 2);
}

/** The amount with two places. */
export function amountOf(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Value of one chip in its smallest parts, of a decimal of at most eight places. */
export function unitValueOf(decimal: string): bigint {
  return scaled(decimal, 8);
}

/** Hundredths that so many chips are worth, half a hundredth rounded up. */
export function worthOf(units: number, unitValue: bigint): bigint {
  return (BigInt(units) * unitValue + valuePlaces / 2n) / valuePlaces;
}

/** The most chips that are worth no more than so many hundredths. */
export function unitsWithin(cents: bigint, unitValue: bigint): number {
  const largest = BigInt(Number.MAX_SAFE_INTEGER);
  if (cents < 0n) return 0;
  if (unitValue === 0n) return Number.MAX_SAFE_INTEGER;
  const most = ((cents + 1n) * valuePlaces - valuePlaces / 2n - 1n) / unitValue;
  return Number(most < largest ? most : largest);
}

function scaled(decimal: string, places: number): bigint {
  const [, sign, whole = '0', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const size = BigInt(whole + rest.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -size : size;
}
