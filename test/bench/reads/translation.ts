import type { Contestant } from '../contestant.ts';
import { bodyOf, type Question } from './cases.ts';
import { postgraphileDocuments } from './documents.ts';
import { cursorsAfter, firstCursor } from './places.ts';

/** The last value in a cursor, or the key in a global id, of Carnet's. */
const keyOf = (name: string, text: string): string => {
  const plain = Buffer.from(text, 'base64url').toString();
  return name === 'id'
    ? (plain.split(':')[1] ?? '')
    : String((JSON.parse(plain) as unknown[]).at(-1));
};

/** The same questions in PostGraphile's words, in the same order. */
export async function translated(question: Question, peer: Contestant): Promise<string[]> {
  const list = question.name === 'orders' ? 'allPurchaseOrders' : 'allLicences';
  const given = await firstCursor(peer, list, '');
  return question.variables.map((variables) =>
    bodyOf(
      postgraphileDocuments[question.name],
      Object.fromEntries(
        Object.entries(variables).map(([name, text]) => {
          if (name === 'id') return [name, keyOf(name, text)];
          return [name, name === 'after' ? cursorsAfter(given, [keyOf(name, text)])[0] : text];
        }),
      ),
    ),
  );
}

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
type Parts = { [key: string]: Json };

/**
 * What an answer of either says, in one form: ids are keys, counts numbers, instants ISO 8601 in
 * UTC; what is left of a line is counted, and groups are told alike and in one order.
 */
export function meaningOf(answer: Json): Json {
  if (typeof answer === 'string') return plain(answer);
  if (answer === null || typeof answer !== 'object') return answer;
  if (Array.isArray(answer)) return answer.map(meaningOf);
  return Object.fromEntries(
    Object.entries(toldAlike(answer)).map(([name, value]) => {
      if (name === 'id' && typeof value === 'string') return [name, Number(numberOf(value))];
      if (name === 'groups' && Array.isArray(value)) return [name, ordered(value)];
      return [name, meaningOf(value)];
    }),
  );
}

function toldAlike(parts: Parts): Parts {
  const { authorisedUnits, reservedUnits, usedUnits, keys, distinctCount, max, ...others } = parts;
  if (reservedUnits !== undefined && usedUnits !== undefined) {
    const known = authorisedUnits !== null && authorisedUnits !== undefined;
    const left = Number(authorisedUnits) - Number(reservedUnits) - Number(usedUnits);
    return { ...others, available: known ? left : null };
  }
  if (Array.isArray(keys)) {
    const [status = null, direction = null] = keys;
    const count = Number((distinctCount as Parts).rowId);
    return { key: { status, direction }, aggregates: { count, max: max ?? null } };
  }
  return parts;
}

const ordered = (groups: Json[]): Json[] =>
  groups
    .map(meaningOf)
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

const numberOf = (id: string) =>
  /^\d+$/.test(id) ? id : Buffer.from(id, 'base64url').toString().split(':')[1];

function plain(text: string): Json {
  if (/^\d+$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text).toISOString() : text;
}
