import {
  type GraphQLCompositeType,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isListType,
  type SelectionNode,
} from 'graphql';
import { beside, selectionsIn } from './beside.ts';

/** A publication from which facts of an export were taken. */
export interface Source {
  publisher: string;
  title: string;
  url: string | null;
  publishedAt: string;
  via: string | null;
  /** on which terms facts may be taken from it, and how it wants to be named */
  terms: string | null;
}

const report = '{ publisher title url publishedAt via terms }';

/** How the reports behind a field are reached, by the type it answers with. */
const ways: Record<string, string> = {
  SourceReport: report,
  SourceReportConnection: `(first: 200) { nodes ${report} }`,
  Claim: `{ sourceReport ${report} }`,
  ClaimConnection: `(first: 200) { nodes { sourceReport ${report} } }`,
};

// what else a claim or a report leads to is about others
const ofClaim = new Set(['restates', 'restatedBy', 'supersedes', 'supersededBy', 'contradicts']);

const known = new WeakMap<GraphQLCompositeType, readonly SelectionNode[]>();

/** The sources of a record: those it names itself, and those of the claims about it. */
export function besideForSources(type: GraphQLCompositeType): readonly SelectionNode[] {
  const made = known.get(type) ?? selectionsFor(type);
  known.set(type, made);
  return made;
}

function selectionsFor(type: GraphQLCompositeType): readonly SelectionNode[] {
  if (type.name === 'SourceReport') return selectionsIn(`{ ${ownFields()} }`);
  if (!('getFields' in type)) return [];
  const lines = Object.values(type.getFields()).flatMap((field) => lineOf(type.name, field));
  return lines.length === 0 ? [] : selectionsIn(`{ ${lines.join(' ')} }`);
}

function lineOf(owner: string, { name, type }: GraphQLField<unknown, unknown>): string[] {
  const way = ways[getNamedType(type).name];
  if (!way || (owner === 'Claim' && ofClaim.has(name)) || owner.endsWith('Connection')) return [];
  // of a page and of an edge the rows themselves are looked through
  if (owner.endsWith('Edge') || (isListType(getNullableType(type)) && name === 'nodes')) return [];
  return [`${beside(`from_${name}`)}: ${name} ${way}`];
}

/** A report that is itself a row: its fields under keys of their own. */
function ownFields(): string {
  const fields = report.slice(2, -2).split(' ');
  return fields.map((name) => `${beside(`own_${name}`)}: ${name}`).join(' ');
}

/** Gathers what was read beside rows; each source once. */
export class Sources {
  readonly #found = new Map<string, Source>();

  /** @param row with everything below it */
  add(row: unknown): void {
    const waiting: unknown[] = [row];
    while (waiting.length > 0) {
      const value = waiting.pop();
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) {
        for (const item of value) waiting.push(item);
        continue;
      }
      const object = value as Record<string, unknown>;
      if (beside('own_publisher') in object) this.#addOwn(object);
      for (const [key, part] of Object.entries(object)) {
        if (key.startsWith(beside('from_'))) this.#addReports(part);
        else waiting.push(part);
      }
    }
  }

  #addOwn(object: Record<string, unknown>): void {
    const own = Object.entries(object).filter(([key]) => key.startsWith(beside('own_')));
    this.#keep(
      Object.fromEntries(own.map(([key, value]) => [key.slice(beside('own_').length), value])),
    );
  }

  /** Reports below a field, through claims and pages. */
  #addReports(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if ('publisher' in value) this.#keep(value);
    else for (const part of Object.values(value)) this.#addReports(part);
  }

  #keep(source: object): void {
    const { publisher, title, url, publishedAt, via, terms } = source as Source;
    const plain = { publisher, title, url, publishedAt, via, terms };
    this.#found.set(JSON.stringify(plain), plain);
  }

  /** By the day of publication. */
  all(): Source[] {
    const order = ({ publishedAt, publisher, title }: Source) =>
      `${publishedAt} ${publisher} ${title}`;
    return [...this.#found.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1));
  }
}
