import { GraphQLError } from 'graphql';
import { answerOf, compareRaw, instantOf, type PlainLeaf, type Raw } from './oracle-plain-leaf.ts';
import type { PlainMistake } from './oracle-plain-mistake.ts';
import type { PlainSight } from './oracle-plain-sight.ts';
import type { PlainRow } from './oracle-plain-source.ts';

export type Given = Record<string, unknown>;

/** What every filter of one document looks at. */
export interface PlainAsking {
  readonly sight: PlainSight;
  /** planted, to see that comparing finds it */
  readonly mistake?: PlainMistake;
}

/** Whether a row is what the filter asks for: contract §1.4, a comparison with nothing is false. */
export function takes(asking: PlainAsking, row: PlainRow, filter: Given): boolean {
  return Object.entries(filter).every(([name, part]) => {
    if (part === null) return true;
    if (name === 'isNull') return part === false;
    if (name === 'and') return listOf(part).every((each) => takes(asking, row, each));
    if (name === 'or') return listOf(part).some((each) => takes(asking, row, each));
    if (name === 'not') return !takes(asking, row, part as Given);
    const { leaves, relations } = row.source.model;
    const leaf = leaves.get(name);
    if (leaf) return fits(asking, leaf, row.values.get(name) ?? null, part as Given);
    const relation = relations.get(name);
    if (!relation) throw new Error(`${row.type}.${name} cannot be filtered by`);
    const others = asking.sight
      .led(row, relation)
      .filter((other) => asking.mistake === 'filters see all' || asking.sight.sees(other));
    return relation.kind === 'toOne'
      ? takesOne(asking, others[0], part as Given)
      : takesMany(asking, others, part as Given);
  });
}

/** `{isNull, …}` of a relation to one row: it is there and is what the rest asks for. */
function takesOne(asking: PlainAsking, other: PlainRow | undefined, filter: Given): boolean {
  const { isNull, ...rest } = filter;
  if (typeof isNull === 'boolean' && isNull !== (other === undefined)) return false;
  return Object.keys(rest).length === 0 || (other !== undefined && takes(asking, other, rest));
}

function takesMany(asking: PlainAsking, others: PlainRow[], filter: Given): boolean {
  return Object.entries(filter).every(([quantifier, part]) => {
    if (part === null) return true;
    const fit = others.filter((other) => takes(asking, other, part as Given)).length;
    if (quantifier === 'some') return fit > 0;
    const all = asking.mistake === 'every is some' ? fit > 0 : fit === others.length;
    return quantifier === 'none' ? fit === 0 : all;
  });
}

/** Whether a leaf's value is what its comparisons ask for. */
function fits(asking: PlainAsking, leaf: PlainLeaf, raw: Raw, comparisons: Given): boolean {
  return Object.entries(comparisons).every(([operator, operand]) => {
    if (operator === 'isNull') return operand === null || operand === (raw === null);
    if (operand === null) {
      if (operator === 'eq') return raw === null;
      return operator !== 'ne' || raw !== null;
    }
    if (leaf.list) {
      return raw !== null && (JSON.parse(raw) as string[]).includes(String(operand));
    }
    if (operator === 'ne' && raw === null) return asking.mistake !== 'ne leaves nothing out';
    if (operator === 'in') {
      const all = (operand as unknown[]).map((each) => operandOf(leaf, each));
      return raw !== null && all.some((each) => compareRaw(leaf.kind, raw, each) === 0);
    }
    const held = operandOf(leaf, operand);
    return raw !== null && compares(asking, leaf, operator, raw, held);
  });
}

function compares(
  { mistake }: PlainAsking,
  { kind }: PlainLeaf,
  operator: string,
  raw: string,
  held: string,
): boolean {
  if (operator === 'contains') return folded(raw).includes(folded(held));
  if (operator === 'startsWith') return folded(raw).startsWith(folded(held));
  const order = compareRaw(kind, raw, held);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return mistake === 'gt is gte' ? order >= 0 : order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    default:
      throw new Error(`${operator} is no operator`);
  }
}

/** What two texts have in common whatever the case, accents and width of their letters. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

/** An argument as PostgreSQL would write the value. */
function operandOf({ kind, names }: Pick<PlainLeaf, 'kind' | 'names'>, value: unknown): string {
  if (kind === 'id') return keyIn(String(value), names);
  if (kind === 'instant') return new Date(instantOf(String(value))).toISOString();
  return String(value);
}

/** The key in a global id of a type, or of any. */
function keyIn(id: string, type?: string): string {
  const { type: found, key } = readId(id);
  if (type && found !== type) throw refusal('MALFORMED_ID', `an id of ${found} for ${type}`);
  return key;
}

export function readId(id: string): { type: string; key: string } {
  const [, type = '', key = ''] =
    /^([A-Za-z]+):([1-9]\d{0,18})$/.exec(Buffer.from(id, 'base64url').toString('latin1')) ?? [];
  const same = answerOf({ kind: 'id', names: type }, key) === id;
  if (!same || BigInt(key) >= 2n ** 63n) throw refusal('MALFORMED_ID', 'no id');
  return { type, key };
}

export function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function listOf(part: unknown): Given[] {
  return (Array.isArray(part) ? part : [part]) as Given[];
}
