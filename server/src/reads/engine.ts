import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { ViewerFacts } from '../access/viewer.ts';
import { Bounded } from '../kernel/bounded-map.ts';
import type { Variables } from './plan/located.ts';
import type { Model } from './model.ts';
import type { Param, RootPlan } from './plan/plan.ts';
import { planRoot, type RootField } from './plan/root.ts';
import { type Planning, planSelection } from './plan/selection.ts';
import type { Prepared, ReadPool } from './read-pool.ts';
import type { Registry } from './registry.ts';
import { statementOf } from './sql/statement.ts';
import { shapeOfVariables } from './plan/shape.ts';
import { kindKey, kindOf } from './viewer-sql.ts';

/** An operation with its variables coerced. */
export interface ReadRequest {
  fragments: Record<string, FragmentDefinitionNode>;
  operation: OperationDefinitionNode;
  variables: Variables;
  viewer: ViewerFacts;
  /** stops the statement in PostgreSQL when it aborts, with Fault TIMEOUT */
  signal?: AbortSignal | undefined;
}

/** A compiled operation, kept for requests of the same shape. */
interface Compiled {
  statement: Prepared;
  params: Param[];
}

interface KnownOperation {
  number: number;
  /** variables whose values its statements depend on */
  fixed: Set<string>;
}

// an entry is some kilobytes of SQL text; enough for every document of several applications
const mostCompiled = 1000;

/** How a log's own cursors are read. */
type LogCursor = NonNullable<Model['cursor']>;

/** Compiles read documents into one SQL statement each and runs them. */
export class ReadEngine {
  readonly #compiled = new Bounded<string, Compiled | 'code'>(mostCompiled);
  readonly #statements = new Bounded<string, Prepared>(mostCompiled);
  readonly #operations = new WeakMap<OperationDefinitionNode, KnownOperation>();
  #operationCount = 0;
  #statementCount = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly registry: Registry,
    readonly roots: Map<string, RootField>,
    readonly pool: ReadPool,
  ) {}

  /**
   * The JSON text of `data`, or undefined when code must answer a part of it.
   * @throws Fault when an argument cannot be used
   */
  async text(request: ReadRequest): Promise<string | undefined> {
    const known = this.#known(request.operation);
    let compiled = this.#compiled.get(this.#key(known, request));
    if (compiled === undefined) {
      compiled = this.#compileText(known, request) ?? 'code';
      this.#compiled.set(this.#key(known, request), compiled);
    }
    if (compiled === 'code') return undefined;
    return await this.#run(compiled, request, []);
  }

  /** The answers of the document's read fields as objects for graphql-js, by response key. */
  async tree(request: ReadRequest): Promise<Record<string, ReadResult>> {
    const planning = this.planning(request);
    const kind = kindOf(request.viewer);
    const answers: Record<string, ReadResult> = {};
    const plans: RootPlan[] = [];
    for (const [key, nodes] of this.#rootNodes(planning, request.operation)) {
      const root = this.roots.get((nodes[0] as FieldNode).name.value);
      if (!root) continue;
      try {
        const plan = planRoot(planning, this.#query, root, key, nodes);
        this.#bind(statementOf([plan], 'tree', kind).params, request.variables, request.viewer, []);
        plans.push(plan);
      } catch (error) {
        answers[key] = { error };
      }
    }
    if (plans.length === 0) return answers;
    const { sql, params } = statementOf(plans, 'tree', kind);
    const compiled = { statement: this.#prepared(sql), params };
    const text = await this.#run(compiled, request, []);
    for (const [key, value] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
      answers[key] = { value };
    }
    return answers;
  }

  /** Rows by key, null where there is none, for a field from which code lets reading go on. */
  async byKey(
    request: Omit<ReadRequest, 'operation'>,
    type: string,
    nodes: readonly FieldNode[],
    keys: string[],
  ): Promise<unknown[]> {
    const planning = this.planning(request);
    const target = planSelection(planning, this.registry.modelOf(type), nodes);
    const read = this.repeated([{ kind: 'byKey', key: 'rows', target }], request);
    return ((await read(keys)) as { rows: unknown[] }).rows;
  }

  get #query(): GraphQLObjectType {
    return this.schema.getQueryType() as GraphQLObjectType;
  }

  #compileText(known: KnownOperation, request: ReadRequest): Compiled | undefined {
    const planning = { ...this.planning(request), fixed: known.fixed };
    const plans: RootPlan[] = [];
    for (const [key, nodes] of this.#rootNodes(planning, request.operation)) {
      const name = (nodes[0] as FieldNode).name.value;
      const root = this.roots.get(name);
      if (name === '__typename') plans.push({ kind: 'typename', key, type: this.#query.name });
      else if (root) plans.push(planRoot(planning, this.#query, root, key, nodes));
      else return undefined;
    }
    if (planning.computed) return undefined;
    const { sql, params } = statementOf(plans, 'text', kindOf(request.viewer));
    return { statement: this.#prepared(sql), params };
  }

  /** A read that is compiled once and run again and again with other keys. */
  repeated(
    plans: RootPlan[],
    request: Omit<ReadRequest, 'operation'>,
  ): (keys: string[]) => Promise<unknown> {
    const { sql, params } = statementOf(plans, 'tree', kindOf(request.viewer));
    const compiled = { statement: this.#prepared(sql), params };
    return async (keys) => JSON.parse(await this.#run(compiled, request, keys));
  }

  /**
   * The place in a log that a cursor of it stands for.
   * @throws Fault MALFORMED_CURSOR, CURSOR_EXPIRED
   */
  async place({ place, read, sqlType }: LogCursor, text: string): Promise<number> {
    const sql = `select ${place(`$1::${sqlType}`)}::text`;
    return Number(await this.pool.read(this.#prepared(sql), [read(text)]));
  }

  planning({ fragments, variables }: Omit<ReadRequest, 'operation'>): Planning {
    const { schema, registry } = this;
    return { schema, registry, fragments, variables, computed: false, fixed: new Set(), fields: 0 };
  }

  #rootNodes(
    { schema, fragments, variables }: Planning,
    operation: OperationDefinitionNode,
  ): Map<string, readonly FieldNode[]> {
    return collectFields(schema, fragments, variables, this.#query, operation.selectionSet);
  }

  /** The same text is the same statement, whoever asks: prepared once, also for many subscribers. */
  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known) return known;
    this.#statementCount += 1;
    const prepared = { sql, name: `carnet_${this.#statementCount}`, uses: 0 };
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #known(operation: OperationDefinitionNode): KnownOperation {
    let known = this.#operations.get(operation);
    if (!known) {
      this.#operationCount += 1;
      known = { number: this.#operationCount, fixed: new Set() };
      this.#operations.set(operation, known);
    }
    return known;
  }

  /** Requests with the same key have the same statement. */
  #key({ number, fixed }: KnownOperation, { operation, variables, viewer }: ReadRequest): string {
    const shape = shapeOfVariables(this.schema, operation.variableDefinitions ?? [], variables);
    const values = [...fixed].map((name) => JSON.stringify(variables[name]));
    return `${number} ${kindKey(kindOf(viewer))} ${shape} ${values.join(' ')}`;
  }

  async #run(
    { statement, params }: Compiled,
    { variables, viewer, signal }: Omit<ReadRequest, 'operation'>,
    keys: string[],
  ): Promise<string> {
    return await this.pool.read(statement, this.#bind(params, variables, viewer, keys), signal);
  }

  #bind(params: Param[], variables: Variables, viewer: ViewerFacts, keys: string[]): unknown[] {
    return params.map((param) => param.read({ variables, viewer, keys }));
  }
}

/** What a read root field came to. */
export type ReadResult = { value: unknown } | { error: unknown };
