import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { Choices } from './documents-choices.ts';
import type { Samples } from './documents-samples.ts';
import { FieldArguments } from './documents-arguments.ts';
import { Values } from './documents-values.ts';
import { DocumentVariables } from './documents-variables.ts';

/** A random document that is valid and whose variables are right. */
export interface RandomDocument {
  text: string;
  variables: Record<string, unknown>;
  /** numbers n of connections: `$after_n` and `$before_n` take cursors that stand at `cursor_n_…` */
  connections: number[];
  /** codes of the errors that were written into it on purpose */
  wrong: string[];
}

/** Selections of these are part of their connection's, not a level of their own. */
const plumbing = /(Connection|Edge|^PageInfo)$/;
/** Prefix of the response keys that only code can answer; `$code` includes them. */
export const codeKey = 'code_';
const deepest = 4;

/** Writes the document that the numbers decide. */
export function writeDocument(
  schema: GraphQLSchema,
  samples: Samples,
  numbers: readonly number[],
): RandomDocument {
  return new Writer(schema, samples, new Choices(numbers)).document();
}

/** Where a selection stands. */
interface Scope {
  depth: number;
  /** the connection whose cursors are met here */
  connection: number;
  /** several types meet in one selection, so fields need names of their own */
  mixed: boolean;
}

/** Fields that services answer, of which the oracle has none, and what has documents of its own. */
const served = new Set([
  ...['complianceCheck', 'whatIf', 'check', 'shares', 'series', 'changes'],
  ...['aggregates', 'groups'],
]);

class Writer {
  readonly #fragments: string[] = [];
  readonly #connections: number[] = [];
  readonly #variables: DocumentVariables;
  readonly #arguments: FieldArguments;
  #aliases = 0;
  readonly schema: GraphQLSchema;
  readonly samples: Samples;
  readonly choices: Choices;

  constructor(schema: GraphQLSchema, samples: Samples, choices: Choices) {
    this.schema = schema;
    this.samples = samples;
    this.choices = choices;
    this.#variables = new DocumentVariables(choices);
    const values = new Values(choices, samples, this.#variables);
    const written = { variables: this.#variables, values };
    this.#arguments = new FieldArguments(schema, samples, choices, written);
  }

  document(): RandomDocument {
    this.#variables.later('code', 'Boolean = false');
    const query = this.schema.getQueryType() as GraphQLObjectType;
    const roots = Object.values(query.getFields()).filter(({ name }) => !served.has(name));
    const fields = Array.from(
      { length: 1 + this.choices.upTo(this.choices.onceIn(8) ? 6 : 2) },
      () => {
        const field = this.choices.oneOf(roots);
        return field
          ? this.#field(query, field, { depth: deepest, connection: 0, mixed: false })
          : '';
      },
    );
    // read, so that the variable is used whatever the rest is
    const text = `query Random${this.#variables.definitions} {\n  __typename @skip(if: $code)\n  ${fields.join('\n  ')}\n}`;
    return {
      text: [text, ...this.#fragments].join('\n'),
      variables: this.#variables.values,
      connections: this.#connections,
      wrong: this.#arguments.wrong,
    };
  }

  #selection(name: string, scope: Scope): string {
    const type = this.schema.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
    const parts = Array.from({ length: 1 + this.choices.upTo(3) }, () =>
      this.#part(type as GraphQLObjectType, scope),
    );
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLObjectType, scope: Scope): string {
    const fields = Object.values(type.getFields()).filter(({ name }) => !served.has(name));
    const plain = plumbing.test(type.name);
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const others = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    if (this.choices.onceIn(12)) return this.#named('__typename', scope);
    if (!plain && this.choices.onceIn(6)) return this.#fragment(type, scope);
    if (isInterfaceType(type) && this.choices.onceIn(2)) return this.#onConcrete(type, scope);
    const further = scope.depth > 0 && others.length > 0;
    const chosen = this.choices.oneOf(further && this.choices.onceIn(2) ? others : leaves);
    const field = chosen ?? (plain ? this.choices.oneOf(others) : undefined);
    return field ? this.#field(type, field, scope) : '__typename';
  }

  /** A fragment on the same type or on one that it implements. */
  #fragment(type: GraphQLObjectType, scope: Scope): string {
    const mixed = { ...scope, mixed: true };
    if (this.choices.onceIn(4))
      return `...${this.#directive()} ${this.#selection(type.name, mixed)}`;
    const on = this.choices.oneOf([type.name, ...type.getInterfaces().map((one) => one.name)]);
    const inside = this.#selection(on, mixed);
    if (this.choices.onceIn(2)) return `... on ${on}${this.#directive()} ${inside}`;
    const name = `F${this.#fragments.length + 1}`;
    this.#fragments.push(`fragment ${name} on ${on} ${inside}`);
    return `...${name}${this.#directive()}`;
  }

  #onConcrete(type: GraphQLObjectType, scope: Scope): string {
    const possible = this.schema.getPossibleTypes(type as never).map((one) => one.name);
    const on = this.choices.oneOf(type.name === 'Node' ? ['LicenceEvent', ...possible] : possible);
    return `... on ${on} ${this.#selection(String(on), { ...scope, mixed: true })}`;
  }

  #field(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, scope: Scope): string {
    const target = getNamedType(field.type).name;
    if (field.name === 'viewer' || field.name === 'controlAssessment') {
      return `${codeKey}${this.#number()}: ${field.name} @include(if: $code) ${this.#code(target)}`;
    }
    if (isLeafType(getNamedType(field.type))) return this.#leaf(field.name, scope);
    const depth =
      plumbing.test(parent.name) || plumbing.test(target) ? scope.depth : scope.depth - 1;
    const listed = target.endsWith('Connection');
    const connection = listed ? this.#connect() : scope.connection;
    const args = this.#arguments.of(field, connection);
    const alias =
      args !== '' || scope.mixed || this.choices.onceIn(4) ? `a${this.#number()}: ` : '';
    const head = `${alias}${field.name}${args}`;
    const inner = { depth: listed ? depth - 1 : depth, connection, mixed: false };
    const whole = `${head}${this.#directive()} ${this.#selection(target, inner)}`;
    // the same field once more: what is selected of it is merged
    return this.choices.onceIn(8) ? `${whole} ${head} ${this.#selection(target, inner)}` : whole;
  }

  #leaf(name: string, scope: Scope): string {
    if (/^(cursor|startCursor|endCursor)$/.test(name) && scope.connection > 0) {
      return `cursor_${scope.connection}_${this.#number()}: ${name}`;
    }
    return this.#named(name, scope);
  }

  #named(name: string, scope: Scope): string {
    const own = (scope.mixed && name !== '__typename' && name !== 'id') || this.choices.onceIn(6);
    return `${own ? `a${this.#number()}: ` : ''}${name}${this.#directive()}`;
  }

  #code(type: string): string {
    return type === 'Viewer'
      ? '{ name roles organisation { name } }'
      : '{ __typename code controlled rules { rule verdict inputs } }';
  }

  #directive(): string {
    if (!this.choices.onceIn(12)) return '';
    const include = this.choices.onceIn(2);
    const value = this.choices.onceIn(2);
    const condition = this.choices.onceIn(4) ? value : this.#variables.flag(value);
    const one = ` @${include ? 'include' : 'skip'}(if: ${condition})`;
    if (!this.choices.onceIn(6)) return one;
    const other = `@${include ? 'skip' : 'include'}(if: ${this.#variables.flag(include !== value)})`;
    return `${one} ${other}`;
  }

  #connect(): number {
    const number = this.#number();
    this.#connections.push(number);
    return number;
  }

  #number(): number {
    this.#aliases += 1;
    return this.#aliases;
  }
}
