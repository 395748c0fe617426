/** What one entry of a record holds and the column it becomes. */
export interface FieldShape {
  readonly column: string;
  readonly kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'texts' | 'date' | 'instant' | 'key';
  readonly required?: boolean;
  readonly otherwise?: string | number | boolean | readonly string[];
  readonly oneOf?: readonly string[];
  /** of a date: the column for how much of it is known; without one a whole date is asked for */
  readonly precision?: string;
  /** of a key: the type it must be of */
  readonly type?: string;
}

/** A list of keys that becomes rows of a link table. */
export interface LinkShape {
  readonly table: string;
  readonly own: string;
  readonly other: string;
  readonly type: string;
  /** both directions are stored */
  readonly mutual?: boolean;
}

/** A kind of record: how it is written and the table it goes to. */
export interface RecordShape {
  readonly type: string;
  readonly table: string;
  readonly fields: Readonly<Record<string, FieldShape>>;
  readonly links?: Readonly<Record<string, LinkShape>>;
  /** records written inside this one, and their column that points to it */
  readonly children?: Readonly<Record<string, { shape: RecordShape; parent: string }>>;
  /** which column names the source; none: the source only dates the record */
  readonly sourceColumn?: string;
  /** it may rest on several sources, listed under `sources` and linked */
  readonly manySources?: boolean;
  /** it is a source itself */
  readonly isSource?: boolean;
  /** its value is written as `figure`, `statement`, `organisation` or `date` */
  readonly isClaim?: boolean;
  /** numbered from one within the record it is written in */
  readonly ordinal?: boolean;
}

type Rest = Omit<FieldShape, 'column' | 'kind'>;

export const required: Rest = { required: true };

const field =
  (kind: FieldShape['kind']) =>
  (column: string, rest: Rest = {}): FieldShape => ({ column, kind, ...rest });

export const text = field('text');
export const integer = field('integer');
export const decimal = field('decimal');
export const boolean = field('boolean');
export const texts = field('texts');
export const date = field('date');
export const instant = field('instant');

/** One of a closed set of words. */
export const word = (column: string, oneOf: readonly string[], rest: Rest = {}): FieldShape => ({
  column,
  kind: 'text',
  oneOf,
  ...rest,
});

/** The key of another record of the dataset. */
export const key = (column: string, type: string, rest: Rest = {}): FieldShape => ({
  column,
  kind: 'key',
  type,
  ...rest,
});

/** A date with the column that says how much of it is known. */
export const roughDate = (column: string, precision: string, rest: Rest = {}): FieldShape => ({
  column,
  kind: 'date',
  precision,
  ...rest,
});
