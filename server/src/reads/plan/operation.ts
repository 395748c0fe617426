import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { Fault } from '../../kernel/fault.ts';
import { batchRows, type CostPart, costOfRoot, costOfRows, dearestOf, listRows } from './cost.ts';
import type { RootPlan } from './plan.ts';
import { planRoot, type RootField } from './root.ts';
import { fieldsOf, type Planning, planSelection } from './selection.ts';

type Field = GraphQLField<unknown, unknown>;

/** What the list of a schema's types counts for, and each other list of what a schema has. */
const schemaTypes = 500;
const schemaMembers = 5;

/** Marks a field from which code lets reading go on, in `extensions` of the schema's field. */
export const goesOn = 'carnetReads';

/** What is read from there. */
export interface GoesOn {
  type: string;
  list: boolean;
}

/** What an operation comes to. */
export interface OperationPlan {
  /** of the root fields that are read */
  plans: RootPlan[];
  cost: CostPart[];
  /** whether they are all there is: one statement answers it */
  whole: boolean;
  /** why a part cannot be planned */
  fault: Fault | undefined;
}

/** Plans the reads of an operation, and says what they and those of its answers may cost. */
export function planOperation(
  planning: Planning,
  roots: ReadonlyMap<string, RootField>,
  operation: OperationDefinitionNode,
): OperationPlan {
  const { schema, fragments, variables } = planning;
  const type = schema.getRootType(operation.operation) as GraphQLObjectType;
  const isQuery = operation.operation === 'query';
  const planned: OperationPlan = { plans: [], cost: [], whole: isQuery, fault: undefined };
  const fields = collectFields(schema, fragments, variables, type, operation.selectionSet);
  for (const [key, nodes] of fields) {
    const { value: name } = (nodes[0] as FieldNode).name;
    const root = isQuery ? roots.get(name) : undefined;
    try {
      if (name === '__typename') {
        planned.plans.push({ kind: 'typename', key, type: type.name });
      } else if (root) {
        const plan = planRoot(planning, type, root, key, nodes);
        planned.plans.push(plan);
        planned.cost.push(...costOfRoot(plan));
      } else {
        planned.whole = false;
        const own = introspection[name];
        if (own) planned.cost.push({ path: key, cost: costOfSchema(planning, own, nodes, 1) });
        else
          planned.cost.push(...costOfAnswer(planning, type.getFields()[name] as Field, nodes, key));
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      planned.fault ??= error;
    }
  }
  planned.whole &&= !planning.computed && planned.fault === undefined;
  return planned;
}

function costOfAnswer(
  planning: Planning,
  field: Field,
  nodes: readonly FieldNode[],
  key: string,
): CostPart[] {
  for (const model of planning.registry.models.values()) {
    if (model.root?.stream === field.name) {
      return costOfRows(planSelection(planning, model, nodes), key, batchRows);
    }
  }
  return [{ path: key, cost: 1 }, ...costOfCode(planning, field, nodes, key)];
}

/** What is read of what code answers, such as a decision's payload. */
function costOfCode(
  planning: Planning,
  field: Field,
  nodes: readonly FieldNode[],
  path: string,
): CostPart[] {
  const on = field.extensions[goesOn] as GoesOn | undefined;
  if (on) {
    const target = planSelection(planning, planning.registry.modelOf(on.type), nodes);
    return costOfRows(target, path, on.list ? listRows : 1);
  }
  const named = getNamedType(field.type);
  const types = isAbstractType(named) ? planning.schema.getPossibleTypes(named) : [named];
  return dearestOf(
    types.filter(isObjectType).map((type) => {
      const below = [...fieldsOf(planning, type, nodes)].flatMap(([key, fields]) => {
        const inner = type.getFields()[(fields[0] as FieldNode).name.value];
        return inner ? costOfCode(planning, inner, fields, `${path}.${key}`) : [];
      });
      return isList(field) ? below.map(manyTimes) : below;
    }),
  );
}

// what the schema says of itself: objects that code makes, about as dear as rows
const introspection: Record<string, Field> = {
  [SchemaMetaFieldDef.name]: SchemaMetaFieldDef,
  [TypeMetaFieldDef.name]: TypeMetaFieldDef,
};

function costOfSchema(
  planning: Planning,
  field: Field,
  nodes: readonly FieldNode[],
  times: number,
): number {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return 0;
  const many = field.name === 'types' ? schemaTypes : schemaMembers;
  const objects = times * (isList(field) ? many : 1);
  const below = [...fieldsOf(planning, type, nodes)].map(([, fields]) => {
    const inner = type.getFields()[(fields[0] as FieldNode).name.value];
    return inner ? costOfSchema(planning, inner, fields, objects) : 0;
  });
  return below.reduce((total, cost) => total + cost, objects);
}

const manyTimes = ({ path, cost }: CostPart): CostPart => ({ path, cost: cost * listRows });

function isList({ type }: Field): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
