import { type GraphQLInputType, isNonNullType } from 'graphql';
import type { Choices } from './documents-choices.ts';
import type { Written } from './documents-values.ts';

/** The variables that a document comes to need, with the values to send. */
export class DocumentVariables {
  readonly values: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #choices: Choices;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** `($v1: Int, ...)`, or nothing. */
  get definitions(): string {
    return this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
  }

  /** A variable for a value, sometimes left to its default, null or without a value. */
  declare(type: GraphQLInputType, value: Written): string {
    const name = `v${this.#definitions.length + 1}`;
    const nullable = !isNonNullType(type);
    if (nullable && this.#choices.onceIn(8)) {
      if (this.#choices.onceIn(2)) this.values[name] = null;
      this.#definitions.push(`$${name}: ${type}`);
      return `$${name}`;
    }
    const sent = !this.#choices.onceIn(4);
    if (sent) this.values[name] = value.json;
    this.#definitions.push(`$${name}: ${type}${sent ? '' : ` = ${value.literal}`}`);
    return `$${name}`;
  }

  flag(value: boolean): string {
    const name = `v${this.#definitions.length + 1}`;
    this.#definitions.push(`$${name}: Boolean!`);
    this.values[name] = value;
    return `$${name}`;
  }

  /** A variable without a value yet. */
  later(name: string, type: string): string {
    this.#definitions.push(`$${name}: ${type}`);
    return `$${name}`;
  }
}
