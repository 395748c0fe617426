import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { ViewerFacts } from '../access/viewer.ts';
import { Fault } from '../kernel/fault.ts';
import { CostExceeded, costJson, mostCost as costLimit, totalOf } from './plan/cost.ts';
import { keptByText, Operations, Statements } from './kept.ts';
import type { Variables } from './plan/located.ts';
import type { Model } from './model.ts';
import type { Param, RootPlan } from './plan/plan.ts';
import { planOperation } from './plan/operation.ts';
import { planRoot, type RootField } from './plan/root.ts';
import { type Planning, planSelection } from './plan/selection.ts';
import type { Prepared, ReadPool } from './read-pool.ts';
import type { Registry } from './registry.ts';
import { statementOf } from './sql/statement.ts';
import { kindOf } from './viewer-sql.ts';

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

/** What is known of an operation before it runs. */
export interface Admitted {
  /** JSON of `{total limit fields}`: what it may cost */
  cost: string;
  /** none: code answers a part of it, or a part cannot be planned */
  compiled?: Compiled | undefined;
  fault?: Fault | undefined;
}

/** How a log's own cursors are read. */
type LogCursor = NonNullable<Model['cursor']>;

/** Compiles read documents into one SQL statement each and runs them. */
export class ReadEngine {
  readonly #admitted = keptByText<Admitted>(({ compiled }) => compiled?.statement.sql ?? '');
  readonly #statements = new Statements();
  readonly #operations = new Operations();

  constructor(
    readonly schema: GraphQLSchema,
    readonly registry: Registry,
    readonly roots: Map<string, RootField>,
    readonly pool: ReadPool,
    readonly mostCost = costLimit,
  ) {}

  /**
   * Plans an operation before anything of it runs, and says what it may cost; also of a decision
   * and of a subscription, whose answers are read.
   * @throws CostExceeded
   */
  admit(request: ReadRequest): Admitted {
    const found = this.#admitted.get(this.#operations.key(this.schema, request));
    if (found) return found;
    const { fixed } = this.#operations.of(request.operation);
    const planning = { ...this.planning(request), fixed };
    const { plans, cost, whole, fault } = planOperation(planning, this.roots, request.operation);
    if (totalOf(cost) > this.mostCost) throw new CostExceeded(cost, this.mostCost);
    const admitted: Admitted = { cost: costJson(cost, this.mostCost), fault };
    if (whole) this.#compile(admitted, plans, request);
    // the key holds the values of variables of which the plan said only now that it depends on them
    const key = this.#operations.key(this.schema, request);
    // the next request of this kind may have better values
    if (!admitted.fault) this.#admitted.set(key, admitted);
    return admitted;
  }

  /**
   * The JSON text of `data`, or undefined when code must answer a part of it.
   * @throws Fault when an argument cannot be used
   */
  async text(request: ReadRequest, admitted = this.admit(request)): Promise<string | undefined> {
    if (admitted.fault) throw admitted.fault;
    return admitted.compiled && (await this.#run(admitted.compiled, request, []));
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
    const compiled = { statement: this.#statements.of(sql), params };
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

  #compile(admitted: Admitted, plans: RootPlan[], { viewer }: ReadRequest): void {
    try {
      const { sql, params } = statementOf(plans, 'text', kindOf(viewer));
      admitted.compiled = { statement: this.#statements.of(sql), params };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      admitted.fault = error;
    }
  }

  /** A read that is compiled once and run again and again with other keys. */
  repeated(
    plans: RootPlan[],
    request: Omit<ReadRequest, 'operation'>,
  ): (keys: string[]) => Promise<unknown> {
    const { sql, params } = statementOf(plans, 'tree', kindOf(request.viewer));
    const compiled = { statement: this.#statements.of(sql), params };
    return async (keys) => JSON.parse(await this.#run(compiled, request, keys));
  }

  /**
   * The place in a log that a cursor of it stands for.
   * @throws Fault MALFORMED_CURSOR, CURSOR_EXPIRED
   */
  async place({ place, read, sqlType }: LogCursor, text: string): Promise<number> {
    const sql = `select ${place(`$1::${sqlType}`)}::text`;
    return Number(await this.pool.read(this.#statements.of(sql), [read(text)]));
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
