import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Bounded } from '../kernel/bounded-map.ts';
import type { ReadRequest } from './engine.ts';
import { shapeOfVariables } from './plan/shape.ts';
import type { Prepared } from './read-pool.ts';
import { kindKey, kindOf } from './viewer-sql.ts';

// enough for every document of several applications
const mostKept = 1000;
// characters of SQL text that are kept; a statement has some thousands, and may have a million
const mostText = 32_000_000;

/** A map of what was made of documents, bounded by their number and by the length of their SQL. */
export function keptByText<V>(textOf: (value: V) => string): Bounded<string, V> {
  const of = (key: string, value: V): number => key.length + textOf(value).length;
  return new Bounded(mostKept, { most: mostText, of });
}

/** The same text is the same statement, whoever asks: prepared once, also for many subscribers. */
export class Statements {
  readonly #kept = keptByText<Prepared>(() => '');
  #count = 0;

  of(sql: string): Prepared {
    const known = this.#kept.get(sql);
    if (known) return known;
    this.#count += 1;
    const prepared = { sql, name: `carnet_${this.#count}`, uses: 0 };
    this.#kept.set(sql, prepared);
    return prepared;
  }
}

interface KnownOperation {
  number: number;
  /** variables whose values its statements depend on */
  fixed: Set<string>;
}

/** Numbers operations as long as their documents are kept. */
export class Operations {
  readonly #known = new WeakMap<OperationDefinitionNode, KnownOperation>();
  #count = 0;

  of(operation: OperationDefinitionNode): KnownOperation {
    let known = this.#known.get(operation);
    if (!known) {
      this.#count += 1;
      known = { number: this.#count, fixed: new Set() };
      this.#known.set(operation, known);
    }
    return known;
  }

  /** Requests with the same key have the same statement. */
  key(schema: GraphQLSchema, { operation, variables, viewer, moment }: ReadRequest): string {
    const { number, fixed } = this.of(operation);
    const shape = shapeOfVariables(schema, operation.variableDefinitions ?? [], variables);
    const values = [...fixed].map((name) => JSON.stringify(variables[name]));
    return `${number} ${moment ? 'past' : 'now'} ${kindKey(kindOf(viewer))} ${shape} ${values.join(' ')}`;
  }
}
