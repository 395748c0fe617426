import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Choices } from './documents-choices.ts';
import type { Samples } from './documents-samples.ts';
import type { DocumentVariables } from './documents-variables.ts';

/** A value as it is written in a document and as it is sent in variables. */
export interface Written {
  literal: string;
  json: unknown;
}

/** Which field's values are compared with. */
interface Place {
  type: string;
  field: string;
  depth: number;
}

const usual: Record<string, readonly [unknown, ...unknown[]]> = {
  String: ['H200', '', 'a', 'Reuters', 'it\'s "quoted" \\ and\nbroken', '數據', 'nothing has this'],
  Int: [1, 0, -1, 2026, 2147483647],
  SafeInt: [0, 1, 400000, 9007199254740991, -5],
  Decimal: ['0', '15840', '0.5', '400000', '-1', '123456789012345678901234567890.5'],
  Date: ['2026-01-28', '2025-12-31', '1999-01-01', '2030-06-15'],
  DateTime: ['2026-01-28T12:00:00.000Z', '2020-02-29T23:59:59.999Z', '2031-01-01T00:00:00+02:00'],
  Boolean: [true, false],
};

/** Random values of input types, near to what is in the database. */
export class Values {
  readonly #choices: Choices;
  readonly #samples: Samples;
  readonly #variables: DocumentVariables;
  readonly #unknownIds: readonly [string, ...string[]];

  constructor(choices: Choices, samples: Samples, variables: DocumentVariables) {
    this.#choices = choices;
    this.#samples = samples;
    this.#variables = variables;
    this.#unknownIds = [idOf('Chip:999999999'), idOf('Nothing:1')];
  }

  /** A value, now and then as a variable. */
  of(type: GraphQLInputType, place: Place): Written {
    if (!this.#choices.onceIn(4)) return this.#fixed(type, place, true);
    const value = this.#fixed(type, place, false);
    return { ...value, literal: this.#variables.declare(type, value) };
  }

  /** An id of a row of the type, of a row that is not there, or of any type. */
  idFor(type: string): string {
    const known = this.#choices.oneOf(this.#samples.ids(type));
    const other = this.#choices.oneOf(this.#unknownIds);
    return this.#choices.onceIn(6) || !known ? other : known;
  }

  /** A value that the field has in some row, or one that it may have. */
  sample(type: string, field: string, scalar: string): unknown {
    const held = this.#samples.values(type, field).flat();
    const found = this.#choices.onceIn(4) ? undefined : this.#choices.oneOf(held);
    return found ?? this.#choices.oneOf(usual[scalar] ?? ['']);
  }

  #fixed(type: GraphQLInputType, place: Place, open: boolean): Written {
    if (isNonNullType(type)) return this.#fixed(type.ofType, place, open);
    if (isListType(type)) return this.#list(type.ofType, place, open);
    if (isInputObjectType(type)) return this.#object(type, place, open);
    if (isEnumType(type)) {
      const name = this.#choices.oneOf(type.getValues())?.name ?? '';
      return { literal: name, json: name };
    }
    return written(this.#leaf(type.name, place));
  }

  #leaf(scalar: string, place: Place): unknown {
    if (scalar === 'ID') return this.#samples.ids(place.type)[0] ?? idOf(`${place.type}:1`);
    const value = this.sample(place.type, place.field, scalar);
    // a day may be the value of a field of the same name
    const instant = scalar !== 'DateTime' || String(value).includes('T');
    const fits = typeof value === typeof usual[scalar]?.[0] && instant;
    const right = fits ? value : this.#choices.oneOf(usual[scalar] ?? ['']);
    if (scalar !== 'String' || typeof right !== 'string') return right;
    return this.#choices.onceIn(3) ? right.slice(0, 1 + this.#choices.upTo(5)) : right;
  }

  #list(item: GraphQLInputType, place: Place, open: boolean): Written {
    const items = Array.from({ length: this.#choices.upTo(3) }, () =>
      open ? this.of(item, place) : this.#fixed(item, place, false),
    );
    return {
      literal: `[${items.map((each) => each.literal).join(', ')}]`,
      json: items.map((each) => each.json),
    };
  }

  #object(type: GraphQLInputObjectType, place: Place, open: boolean): Written {
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type) && !field.defaultValue);
    const optional = fields.filter(
      (field) => place.depth < 4 || !isInputObjectType(field.type) || isLeafFilter(field.type),
    );
    const wanted = new Set(required);
    for (let count = this.#choices.upTo(2) + (required.length > 0 ? 0 : 1); count > 0; count -= 1) {
      const field = this.#choices.oneOf(optional);
      if (field && !(place.depth >= 4 && isListType(field.type))) wanted.add(field);
    }
    const parts = [...wanted].map((field) => {
      const nullable = !isNonNullType(field.type);
      if (nullable && this.#choices.onceIn(12)) {
        return { name: field.name, literal: 'null', json: null };
      }
      const inner = innerPlace(type.name, field.name, place);
      const value = open ? this.of(field.type, inner) : this.#fixed(field.type, inner, false);
      return { name: field.name, ...value };
    });
    return {
      literal: `{ ${parts.map(({ name, literal }) => `${name}: ${literal}`).join(', ')} }`,
      json: Object.fromEntries(parts.map(({ name, json }) => [name, json])),
    };
  }
}

/** `{eq: ...}` and its like, which hold no other filters. */
function isLeafFilter(type: GraphQLInputObjectType): boolean {
  return 'isNull' in type.getFields() && !('and' in type.getFields());
}

/** Inside `ChipFilter` the field `name` compares with values of `Chip.name`. */
function innerPlace(input: string, field: string, place: Place): Place {
  const [, type] = /^(\w+?)(?:List)?Filter$/.exec(input) ?? [];
  const operators = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith'];
  const depth = place.depth + 1;
  if (operators.includes(field) || !type) return { ...place, depth };
  return { type, field, depth };
}

export function written(value: unknown): Written {
  return { literal: JSON.stringify(value), json: value };
}

function idOf(text: string): string {
  return Buffer.from(text).toString('base64url');
}
