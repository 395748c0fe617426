import { decodeId } from '../kernel/ids.ts';
import type { EpcisError, EpcisObject } from './epcis-validation.ts';
import { leafOf, type Namespaces, namespacesOf, qualified } from './epcis-value.ts';
import { canonicalKey } from './gs1-key.ts';

export type EpcRole = 'OBJECT' | 'PARENT' | 'CHILD' | 'INPUT' | 'OUTPUT';

export interface EpcFact {
  readonly role: EpcRole;
  readonly epc: string;
  readonly digitalLink: string;
}

export interface QuantityFact {
  readonly role: EpcRole;
  readonly epcClass: string;
  readonly digitalLink: string;
  readonly quantity: number | null;
  readonly uom: string | null;
  /** name of the chip that the class stands for */
  readonly chip: string | null;
}

/** A licence as an event names it: by key, or by its authority's name and its number. */
export interface LicenceName {
  readonly key: string | null;
  readonly authority: string | null;
  readonly number: string | null;
}

/** What is filed of an event beside its text. */
export interface EventFacts {
  readonly epcs: readonly EpcFact[];
  readonly quantities: readonly QuantityFact[];
  readonly transactions: readonly { readonly type: string | null; readonly uri: string }[];
  readonly certificates: readonly string[];
  readonly licences: readonly LicenceName[];
  readonly controlType: string | null;
  readonly statusBefore: string | null;
  readonly statusAfter: string | null;
}

const epcFields = {
  epcList: 'OBJECT',
  parentID: 'PARENT',
  childEPCs: 'CHILD',
  inputEPCList: 'INPUT',
  outputEPCList: 'OUTPUT',
} as const;
const quantityFields = {
  quantityList: 'OBJECT',
  childQuantityList: 'CHILD',
  inputQuantityList: 'INPUT',
  outputQuantityList: 'OUTPUT',
} as const;

/** The namespace of the extension fields that say what customs did. */
const ours = 'urn:carnet:epcis:';
const certificate = 'https://ref.gs1.org/cbv/BTT-cert';
const controlTypes: readonly unknown[] = ['DOCUMENTARY', 'PHYSICAL', 'LABORATORY'];

/** @param event one that is valid */
export function readFacts(event: EpcisObject, context: unknown): EventFacts {
  const spaces = namespacesOf([context, event['@context']]);
  const transactions = itemsOf(event.bizTransactionList).map(({ type, bizTransaction }) => ({
    type: textOf(type),
    uri: String(bizTransaction),
  }));
  const certificates = [event.certificationInfo ?? []].flat().map(String);
  const named = transactions
    .filter(({ type }) => type !== null && leafOf('type', type, spaces) === certificate)
    .map(({ uri }) => uri);
  const own = ownFields(event, spaces);
  return {
    epcs: Object.entries(epcFields).flatMap(([field, role]) =>
      [event[field] ?? []].flat().map((epc) => epcOf(role, String(epc))),
    ),
    quantities: Object.entries(quantityFields).flatMap(([field, role]) =>
      itemsOf(event[field]).map((item) => quantityOf(role, item)),
    ),
    transactions,
    certificates,
    licences: [...certificates, ...named].flatMap(readLicence),
    controlType: textOf(own.get('controlType')?.value),
    statusBefore: textOf(own.get('statusBefore')?.value),
    statusAfter: textOf(own.get('statusAfter')?.value),
  };
}

/** What is wrong with the extension fields that are Carnet's. */
export function ownErrors(event: EpcisObject, context: unknown, index: number): EpcisError[] {
  const own = ownFields(event, namespacesOf([context, event['@context']]));
  return [...own].flatMap(([name, { key: field, value }]) => {
    const isControl = name === 'controlType';
    if (!isControl && name !== 'statusBefore' && name !== 'statusAfter') return [];
    const right = isControl ? controlTypes.includes(value) : isWord(value);
    if (right) return [];
    const wanted = isControl ? `one of ${controlTypes.join(', ')}` : 'a word such as UNDER_CONTROL';
    return [{ event: index, field, message: `${field} has to be ${wanted}.` }];
  });
}

const isWord = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{0,39}$/.test(value);

/** By their names in our namespace, with their keys as written. */
function ownFields(event: EpcisObject, spaces: Namespaces) {
  const fields = new Map<string, { readonly key: string; readonly value: unknown }>();
  for (const [key, value] of Object.entries(event)) {
    const name = key.includes(':') ? qualified(key, spaces) : '';
    if (name.startsWith(`{${ours}}`)) fields.set(name.slice(ours.length + 2), { key, value });
  }
  return fields;
}

const itemsOf = (list: unknown): readonly EpcisObject[] => (list ?? []) as readonly EpcisObject[];

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function epcOf(role: EpcRole, epc: string): EpcFact {
  return { role, epc, digitalLink: linkOf(epc) };
}

/** A link can be longer than what it stands for, and longer than a column takes. */
function linkOf(key: string): string {
  const link = canonicalKey(key);
  return link.length > 2000 ? key : link;
}

function quantityOf(role: EpcRole, { epcClass, quantity, uom }: EpcisObject): QuantityFact {
  const name = String(epcClass);
  const [, chip] = /^urn:carnet:chip:(.+)$/.exec(name) ?? [];
  return {
    role,
    epcClass: name,
    digitalLink: linkOf(name),
    quantity: typeof quantity === 'number' ? quantity : null,
    uom: textOf(uom),
    chip: chip === undefined ? null : (decoded(chip) ?? null),
  };
}

/** `urn:carnet:licence:<id>` or `urn:carnet:licence:<authority>:<number>`, percent-encoded. */
function readLicence(uri: string): LicenceName[] {
  const [, first, second] = /^urn:carnet:licence:([^:]+)(?::([^:]+))?$/.exec(uri) ?? [];
  if (first === undefined) return [];
  if (second === undefined) return licenceById(first);
  const [authority, number] = [decoded(first), decoded(second)];
  return authority && number ? [{ key: null, authority, number }] : [];
}

function licenceById(id: string): LicenceName[] {
  try {
    const { type, key } = decodeId(id);
    return type === 'Licence' ? [{ key, authority: null, number: null }] : [];
  } catch {
    // A certificate of somebody else's that looks like ours.
    return [];
  }
}

function decoded(text: string): string | undefined {
  try {
    const found = decodeURIComponent(text);
    return found.includes('\u0000') ? undefined : found;
  } catch {
    return undefined;
  }
}
