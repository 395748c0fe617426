import {
  type GraphQLField,
  GraphQLInt,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { Choices } from './documents-choices.ts';
import type { Samples } from './documents-samples.ts';
import { Values, written } from './documents-values.ts';
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
const served = new Set(['complianceCheck', 'whatIf', 'check', 'shares', 'aggregates', 'groups']);

class Writer {
  readonly #fragments: string[] = [];
  readonly #connections: number[] = [];
  readonly #wrong: string[] = [];
  readonly #variables: DocumentVariables;
  readonly #values: Values;
  #aliases = 0;
  readonly schema: GraphQLSchema;
  readonly samples: Samples;
  readonly choices: Choices;

  constructor(schema: GraphQLSchema, samples: Samples, choices: Choices) {
    this.schema = schema;
    this.samples = samples;
    this.choices = choices;
    this.#variables = new DocumentVariables(choices);
    this.#values = new Values(choices, samples, this.#variables);
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
      wrong: this.#wrong,
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
    const args = this.#arguments(field, connection);
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

  #arguments(field: GraphQLField<unknown, unknown>, connection: number): string {
    if (field.args.length === 0) return '';
    const parts = field.args.some((argument) => argument.name === 'first')
      ? this.#page(field, connection)
      : this.#lookup(field);
    return parts.length > 0 ? `(${parts.join(', ')})` : '';
  }

  #page(field: GraphQLField<unknown, unknown>, connection: number): string[] {
    const parts: string[] = [];
    const type = getNamedType(field.type).name.replace(/Connection$/, '');
    const size = this.choices.oneOf([
      'first',
      'last',
      '',
      'first: null, last',
      'last: null, first',
    ]);
    if (size !== '') parts.push(`${size}: ${this.#size()}`);
    for (const side of ['after', 'before']) {
      if (!this.choices.onceIn(3)) continue;
      if (this.choices.onceIn(60)) {
        parts.push(`${side}: "${this.#mistaken('MALFORMED_CURSOR', 'WyJ4IiwiMSJd')}"`);
        continue;
      }
      parts.push(`${side}: ${this.#variables.later(`${side}_${connection}`, 'Cursor')}`);
    }
    for (const name of ['filter', 'orderBy']) {
      const argument = field.args.find((one) => one.name === name);
      if (!argument || !this.choices.onceIn(name === 'filter' ? 3 : 2)) continue;
      const value = this.#values.of(argument.type, { type, field: '', depth: 0 });
      parts.push(`${name}: ${value.literal}`);
    }
    return parts;
  }

  #mistaken(code: string, value: string): string {
    this.#wrong.push(code);
    return value;
  }

  #size(): string {
    if (this.choices.onceIn(80)) return this.#mistaken('PAGE_SIZE', '201');
    const size = written(1 + this.choices.upTo(4));
    return this.choices.onceIn(4) ? this.#variables.declare(GraphQLInt, size) : size.literal;
  }

  #lookup(field: GraphQLField<unknown, unknown>): string[] {
    const type = getNamedType(field.type as GraphQLOutputType).name;
    const anyType = this.choices.oneOf(this.#nodeTypes()) ?? type;
    if (field.name === 'node' && this.choices.onceIn(20)) {
      return [`id: "${this.#mistaken('MALFORMED_ID', 'Q2hpcDow')}"`];
    }
    if (field.name === 'node') return [`id: ${written(this.#values.idFor(anyType)).literal}`];
    if (field.name === 'nodes') {
      const ids = Array.from({ length: this.choices.upTo(4) }, () =>
        this.#values.idFor(this.choices.oneOf(this.#nodeTypes()) ?? type),
      );
      return [`ids: ${written(ids).literal}`];
    }
    const natural = field.args.filter((one) => one.name !== 'id' && one.name !== 'authority');
    const argument = this.choices.oneOf([undefined, ...natural]);
    if (!argument) return [`id: ${written(this.#knownId(type)).literal}`];
    if (isInputObjectType(argument.type)) {
      const place = { type, field: argument.name, depth: 0 };
      return [`${argument.name}: ${this.#values.of(argument.type, place).literal}`];
    }
    const value = this.#values.sample(type, argument.name, 'String');
    return [`${argument.name}: ${written(value).literal}`];
  }

  #knownId(type: string): string {
    return this.choices.oneOf(this.samples.ids(type)) ?? encodeId(type, 1);
  }

  #nodeTypes(): string[] {
    const node = this.schema.getType('Node');
    if (!isInterfaceType(node)) return [];
    const names = this.schema.getPossibleTypes(node).map((type) => type.name);
    return ['LicenceEvent', ...names.filter((name) => this.samples.ids(name).length > 0)];
  }

  #directive(): string {
    if (!this.choices.onceIn(12)) return '';
    const include = this.choices.onceIn(2);
    const value = this.choices.onceIn(2);
    const condition = this.choices.onceIn(4) ? value : this.#variables.flag(value);
    const one = ` @${include ? 'include' : 'skip'}(if: ${condition})`;
    return this.choices.onceIn(6) ? `${one} @skip(if: ${this.#variables.flag(!value)})` : one;
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
