import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';

export type Row = Readonly<Record<string, unknown>>;

/** Name and GraphQL type of each field of a type such as `LicenceCounts`. */
export function fieldsOf(schema: GraphQLSchema, type: string): [name: string, type: string][] {
  const found = schema.getType(type);
  if (!isObjectType(found)) return [];
  return Object.values((found as GraphQLObjectType).getFields()).map((field) => [
    field.name,
    getNamedType(field.type).name,
  ]);
}

/** Selects every aggregate of a type but sums of figures. */
export function everyAggregate(schema: GraphQLSchema, type: string): string {
  const parts = fieldsOf(schema, `${type}Aggregates`).map(([name, of]) => {
    const plain = fieldsOf(schema, of).filter(([, each]) => each !== 'FigureSum');
    if (name === 'count') return name;
    return plain.length > 0 ? `${name} { ${plain.map(([each]) => each).join(' ')} }` : '';
  });
  return `aggregates { ${parts.join(' ')} }`;
}

/** What `everyAggregate` must answer for rows that hold every field of `<Type>Counts`. */
export function aggregatesOf(schema: GraphQLSchema, type: string, rows: readonly Row[]): object {
  const whole = fieldsOf(schema, `${type}Aggregates`).flatMap(([name, of]) => {
    if (name === 'count') return [[name, rows.length]];
    const fields = fieldsOf(schema, of).filter(([, each]) => each !== 'FigureSum');
    if (fields.length === 0) return [];
    const values = fields.map(([field]) => [field, gathered(name, rows, field)]);
    return [[name, Object.fromEntries(values)]];
  });
  return Object.fromEntries(whole);
}

function gathered(name: string, rows: readonly Row[], field: string): unknown {
  const known = rows.flatMap((row) => (row[field] === null ? [] : [row[field]]));
  const sorted = [...known].sort(compare);
  switch (name) {
    case 'sum':
      return known.length === 0 ? null : decimal(total(known));
    case 'avg':
      return known.length === 0 ? null : decimal(mean(total(known), BigInt(known.length)));
    case 'min':
      return sorted[0] ?? null;
    case 'max':
      return sorted.at(-1) ?? null;
    case 'distinctCount':
      return new Set(known).size;
    default:
      return rows.length - known.length;
  }
}

/** Digits after the point that are calculated with: more than any value has. */
const digits = 20;

/** The number times 10^20. */
function scaled(value: unknown): bigint {
  const [, sign, whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  return BigInt(`${sign}${whole}${rest.padEnd(digits, '0')}`);
}

const total = (values: readonly unknown[]): bigint =>
  values.reduce<bigint>((sum, value) => sum + scaled(value), 0n);

/** To six digits after the point, half away from zero. */
function mean(sum: bigint, count: bigint): bigint {
  const unit = 10n ** BigInt(digits - 6);
  const size = sum < 0n ? -sum : sum;
  const rounded = (2n * size + count * unit) / (2n * count * unit);
  return (sum < 0n ? -rounded : rounded) * unit;
}

function decimal(number: bigint): string {
  const text = String(number < 0n ? -number : number).padStart(digits + 1, '0');
  const rest = text.slice(-digits).replace(/0+$/, '');
  const whole = `${text.slice(0, -digits)}${rest === '' ? '' : `.${rest}`}`;
  return number < 0n ? `-${whole}` : whole;
}

function compare(one: unknown, other: unknown): number {
  const number = /^-?\d+(\.\d+)?$/;
  if (number.test(String(one)) && number.test(String(other))) {
    const difference = scaled(one) - scaled(other);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;
}
