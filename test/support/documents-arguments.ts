import {
  type GraphQLField,
  GraphQLInt,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
} from 'graphql';
import { encodeId } from '../../server/src/kernel/ids.ts';
import type { Choices } from './documents-choices.ts';
import type { Samples } from './documents-samples.ts';
import { type Values, written } from './documents-values.ts';
import type { DocumentVariables } from './documents-variables.ts';

/** Arguments of lookups that are no natural key by themselves. */
const plainArguments = new Set(['id', 'authority', 'capturedBy', 'asOf', 'recordedAsOf']);

/** Random arguments of fields; a few are wrong on purpose. */
export class FieldArguments {
  /** codes of the errors that were written on purpose */
  readonly wrong: string[] = [];
  readonly schema: GraphQLSchema;
  readonly samples: Samples;
  readonly choices: Choices;
  readonly #variables: DocumentVariables;
  readonly #values: Values;

  constructor(
    schema: GraphQLSchema,
    samples: Samples,
    choices: Choices,
    written: { variables: DocumentVariables; values: Values },
  ) {
    this.schema = schema;
    this.samples = samples;
    this.choices = choices;
    this.#variables = written.variables;
    this.#values = written.values;
  }

  /** `(first: 2, ...)`, or nothing. */
  of(field: GraphQLField<unknown, unknown>, connection: number): string {
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
    this.wrong.push(code);
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
    const natural = field.args.filter((one) => !plainArguments.has(one.name));
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
}
