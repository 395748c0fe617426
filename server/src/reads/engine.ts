import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { ViewerFacts } from '../access/viewer.ts';
import type { Moment } from '../events/moment.ts';
import { Fault } from '../kernel/fault.ts';
import { CostExceeded, costJson, mostCost as costLimit, totalOf } from './plan/cost.ts';
import { keptByText, Operations, Statements } from './kept.ts';
import { type Admitted, bind, type Compiled } from './compiled.ts';
import type { Variables } from './plan/located.ts';
import type { Model } from './model.ts';
import type { Asked, PastState, RootPlan } from './plan/plan.ts';
import { planOperation } from './plan/operation.ts';
import { planRoot, type RootField } from './plan/root.ts';
import { type Planning, planSelection } from './plan/selection.ts';
import type { ReadPool } from './read-pool.ts';
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
  /** as of which moment to read what has no `asOf` or `recordedAsOf` of its own; none: the present */
  moment?: PastState | undefined;
}

/** Finds the moment that an instant means, by what was known or by what was recorded. */
export interface Moments {
  /** @throws Fault AS_OF_FUTURE */
  at(axis: 'known' | 'recorded', instant: Date): Promise<Moment>;
}

/** The moment of a request that has one. */
const given: Asked = { axis: 'given' };

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
    readonly moments: Moments,
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
    try {
      if (whole) admitted.compiled = this.#compile(plans, 'text', request);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      admitted.fault = error;
    }
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

  /**
   * JSON of the statement that an operation's reads come to, and of PostgreSQL's plan for it with
   * the viewer's own values; undefined where nothing is read, or by decisions after they are taken.
   * Nothing is run.
   * @param costs whether the plan tells what PostgreSQL expects of rows that the viewer may not see
   * @throws Fault when an argument cannot be used
   */
  async explain(request: ReadRequest, costs: boolean): Promise<string | undefined> {
    const compiled = this.admit(request).compiled ?? this.#treeOf(request);
    if (!compiled) return undefined;
    const { sql: statement } = compiled.statement;
    const values = await this.#values(compiled, request, []);
    const plan = await this.pool.explain(statement, values, { costs, signal: request.signal });
    return JSON.stringify({ statement, plan });
  }

  /** The answers of the document's read fields as objects for graphql-js, by response key. */
  async tree(request: ReadRequest): Promise<Record<string, ReadResult>> {
    const planning = this.planning(request);
    const kind = kindOf(request.viewer);
    const answers: Record<string, ReadResult> = {};
    const plans: RootPlan[] = [];
    const moments = new Map<Asked, PastState>();
    for (const [key, nodes] of this.#rootNodes(planning, request.operation)) {
      const root = this.roots.get((nodes[0] as FieldNode).name.value);
      if (!root) continue;
      try {
        const plan = planRoot(planning, this.#query, root, key, nodes);
        const { params, asked } = statementOf([plan], 'tree', kind);
        for (const one of asked) moments.set(one, await this.#momentOf(one, request));
        bind(params, { ...request, moments, keys: [] });
        plans.push(plan);
      } catch (error) {
        answers[key] = { error };
      }
    }
    if (plans.length === 0) return answers;
    const { sql, params } = statementOf(plans, 'tree', kind);
    const values = bind(params, { ...request, moments, keys: [] });
    const text = await this.pool.read(this.#statements.of(sql), values, request.signal);
    const read = JSON.parse(text) as Record<string, unknown>;
    for (const { key, asked } of plans) {
      answers[key] = { value: read[key], moment: asked && moments.get(asked) };
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

  /** @throws Fault DOCUMENT_LIMIT */
  #compile(
    plans: RootPlan[],
    output: 'text' | 'tree',
    { viewer }: Pick<ReadRequest, 'viewer'>,
  ): Compiled {
    const { sql, params, asked } = statementOf(plans, output, kindOf(viewer));
    return { statement: this.#statements.of(sql), params, asked };
  }

  /** What is read of an operation of which code answers a part. */
  #treeOf(request: ReadRequest): Compiled | undefined {
    const { plans } = planOperation(this.planning(request), this.roots, request.operation);
    const read = plans.filter(({ kind }) => kind !== 'typename');
    return read.length === 0 ? undefined : this.#compile(read, 'tree', request);
  }

  /** A read that is compiled once and run again and again with other keys. */
  repeated(
    plans: RootPlan[],
    request: Omit<ReadRequest, 'operation'>,
  ): (keys: string[]) => Promise<unknown> {
    const past = plans.map((plan) => ({ asked: request.moment && given, ...plan }));
    const compiled = this.#compile(past, 'tree', request);
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

  planning({ fragments, variables, moment }: Omit<ReadRequest, 'operation'>): Planning {
    const { schema, registry } = this;
    const asked = moment && given;
    const begun = { computed: false, fixed: new Set<string>(), fields: 0, given: asked, asked };
    return { schema, registry, fragments, variables, ...begun };
  }

  #rootNodes(
    { schema, fragments, variables }: Planning,
    operation: OperationDefinitionNode,
  ): Map<string, readonly FieldNode[]> {
    return collectFields(schema, fragments, variables, this.#query, operation.selectionSet);
  }

  async #run(
    compiled: Compiled,
    request: Omit<ReadRequest, 'operation'>,
    keys: string[],
  ): Promise<string> {
    const values = await this.#values(compiled, request, keys);
    return await this.pool.read(compiled.statement, values, request.signal);
  }

  async #values(
    { params, asked }: Compiled,
    request: Omit<ReadRequest, 'operation'>,
    keys: string[],
  ): Promise<unknown[]> {
    const found = asked.map(
      async (one): Promise<[Asked, PastState]> => [one, await this.#momentOf(one, request)],
    );
    const moments = new Map(await Promise.all(found));
    return bind(params, { ...request, moments, keys });
  }

  async #momentOf(
    asked: Asked,
    { moment, variables }: Omit<ReadRequest, 'operation'>,
  ): Promise<PastState> {
    if (asked.axis !== 'given') return await this.moments.at(asked.axis, asked.instant(variables));
    if (!moment) throw new Error('a read as of a given moment was given none');
    return moment;
  }
}

/** What a read root field came to, and as of which moment; none: the present. */
export type ReadResult = { value: unknown; moment?: PastState | undefined } | { error: unknown };
