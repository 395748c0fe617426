import { Fault } from '../../kernel/fault.ts';
import { type Form, forms } from './form.ts';

/** What a request says of its export in `extensions.export`. */
export interface ExportOptions {
  /** in place of the `Accept` header, which a link cannot set */
  as?: Form;
  /** go on after the row of this cursor, without the header line, for whoever was cut off */
  after?: string;
  /** how many rows are there already: a total that the document sets counts them */
  rows?: number;
  /** the state that the export began in, as its header told it */
  recordedAsOf?: string;
  /** whether each row bears its cursor */
  cursors?: boolean;
  /** whether a header says how many rows there will be, which costs a count */
  count?: boolean;
}

const checks: { [Name in keyof ExportOptions]-?: [(value: unknown) => boolean, string] } = {
  as: [(value) => forms.includes(value as Form), `one of ${forms.join(', ')}`],
  after: [isText, 'the cursor of the last row'],
  rows: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'a number of rows'],
  recordedAsOf: [isInstant, 'the instant in the header Carnet-Recorded-As-Of'],
  cursors: [(value) => typeof value === 'boolean', 'true or false'],
  count: [(value) => typeof value === 'boolean', 'true or false'],
};

/**
 * What stands in `extensions.export`: of a body, or of an address as JSON.
 * @throws Fault BAD_USER_INPUT when it says what cannot be meant
 */
export function exportOptions(extensions: unknown): ExportOptions {
  const given = (parsed(extensions) as { export?: unknown } | null | undefined)?.export;
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') throw wrong('is an object');
  for (const [name, value] of Object.entries(given)) {
    const check = checks[name as keyof ExportOptions];
    if (!check) throw wrong(`takes ${Object.keys(checks).join(', ')}`);
    if (!check[0](value)) throw wrong(`takes as \`${name}\` ${check[1]}`);
  }
  return given;
}

function parsed(extensions: unknown): unknown {
  if (typeof extensions !== 'string') return extensions;
  try {
    return JSON.parse(extensions);
  } catch {
    // whatever reads it next says what is wrong
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isInstant(value: unknown): boolean {
  return isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value)) && isDate(String(value));
}

function isDate(value: string): boolean {
  return !Number.isNaN(Date.parse(value));
}

function wrong(what: string): Fault {
  return new Fault('BAD_USER_INPUT', `\`extensions.export\` ${what}.`);
}
