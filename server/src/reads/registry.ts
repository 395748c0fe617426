import { type GraphQLObjectType, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { type Leaf, leafKind } from './leaf.ts';
import type {
  Computed,
  Declaration,
  Field,
  Model,
  RootLeaf,
  Row,
  RowCondition,
  ToAny,
  ToMany,
  ToOne,
} from './model.ts';
import { seenThroughSubject } from './subject.ts';

export type ResolvedField =
  | { kind: 'leaf'; leaf: Leaf }
  | { kind: 'computed'; computed: Computed }
  | { kind: 'toOne'; relation: ToOne }
  | { kind: 'toAny'; relation: ToAny }
  | { kind: 'toMany'; relation: ToMany; name: string };

/** A model with every field of its GraphQL type accounted for. */
export interface ResolvedModel extends Model {
  /** column that is unique, not null and gives lists their last order */
  sort: string;
  resolved: Map<string, ResolvedField>;
}

/** Everything declared, by type name. */
export interface Registry {
  models: Map<string, ResolvedModel>;
  /** the model behind a type, also behind one concrete type of several in a table */
  modelOf(type: string): ResolvedModel;
  /** @throws when the type has no such field: a mistake in the declarations */
  field(type: string, name: string): ResolvedField;
  /** concrete types an object of this type can be */
  concrete(model: ResolvedModel): string[];
  rootLeaf(name: string): Leaf;
}

/** Models with the fields that later features add to them. */
export function gather(declarations: Declaration[]): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const declaration of declarations) {
    if ('type' in declaration) models.set(declaration.type, declaration);
  }
  for (const declaration of declarations) {
    if (!('extends' in declaration)) continue;
    const model = models.get(declaration.extends);
    if (!model) throw new Error(`${declaration.extends} is extended but not declared`);
    models.set(model.type, {
      ...model,
      ...withTypes(model, declaration.types),
      visible: both(model.visible, declaration.visible ?? 'everyone'),
      fields: { ...model.fields, ...declaration.fields },
    });
  }
  for (const model of models.values()) join(models, model);
  for (const model of models.values()) {
    if (!model.about) continue;
    const visible = both(model.visible, seenThroughSubject(models, model.about));
    models.set(model.type, { ...model, visible });
  }
  return models;
}

function withTypes({ discriminator }: Model, types: Record<string, string> = {}): Partial<Model> {
  return discriminator
    ? { discriminator: { ...discriminator, types: { ...discriminator.types, ...types } } }
    : {};
}

/** Gives a model's types and fields to the one that it is part of, and that one's fields to it. */
function join(models: Map<string, Model>, part: Model): void {
  const whole = part.partOf && models.get(part.partOf);
  if (!whole) return;
  const types = part.discriminator?.types ?? {};
  const own = [...Object.values(types), part.type];
  const given = Object.entries(part.fields).map(([name, field]): [string, Field] => {
    if (whole.fields[name]) throw new Error(`${whole.type}.${name} is declared twice`);
    return [name, isRelation(field) ? { only: own, ...field } : field];
  });
  const taken = Object.entries(whole.fields).filter(
    ([, field]) =>
      !isRelation(field) || !field.only || field.only.some((type) => own.includes(type)),
  );
  models.set(part.type, { ...part, fields: Object.fromEntries([...taken, ...given]) });
  models.set(whole.type, {
    ...whole,
    ...withTypes(whole, types),
    fields: { ...whole.fields, ...Object.fromEntries(given) },
  });
}

const isRelation = (field: Field): field is ToOne | ToAny | ToMany =>
  ['toOne', 'toAny', 'toMany'].includes(field.kind);

function both(one: RowCondition, other: RowCondition): RowCondition {
  if (one === 'everyone') return other;
  if (other === 'everyone') return one;
  return (row, viewer) => `(${one(row, viewer)} and ${other(row, viewer)})`;
}

/** @throws when a field of a type is neither a column, a declared field nor computed */
export function resolveModels(
  models: Map<string, Model>,
  rootLeaves: RootLeaf[],
  schema: GraphQLSchema,
): Registry {
  const resolved = new Map<string, ResolvedModel>();
  const owners = new Map<string, ResolvedModel>();
  for (const model of models.values()) {
    const sort = model.sort ?? 'id';
    const whole = { ...model, sort, resolved: new Map<string, ResolvedField>() };
    resolved.set(model.type, whole);
    const types = Object.values(model.discriminator?.types ?? {});
    for (const type of [model.type, ...types]) {
      fill(whole, type, schema);
      if (type === model.type || !model.partOf) owners.set(type, whole);
    }
  }
  const modelOf = (type: string): ResolvedModel =>
    required(owners.get(type), `${type} is not read`);
  return {
    models: resolved,
    modelOf,
    field: (type, name) =>
      required(modelOf(type).resolved.get(name), `${type}.${name} is not read`),
    concrete: (model) =>
      model.discriminator ? Object.values(model.discriminator.types) : [model.type],
    rootLeaf: (name) => {
      const declared = required(
        rootLeaves.find((leaf) => leaf.rootLeaf === name),
        `${name} is not read`,
      );
      const type = schema.getQueryType()?.getFields()[name]?.type;
      const kind = required(type && leafKind(type), `${name} is no leaf`);
      return { ...kind, nullable: false, certain: true, sql: declared.sql };
    },
  };
}

function fill(model: ResolvedModel, typeName: string, schema: GraphQLSchema): void {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} is no type`);
  for (const field of Object.values((type as GraphQLObjectType).getFields())) {
    const declared = model.fields[field.name];
    if (declared && declared.kind !== 'expression') {
      model.resolved.set(field.name, resolveRelation(declared, field.name));
      continue;
    }
    const kind = leafKind(field.type);
    if (!kind) throw new Error(`${typeName}.${field.name} needs a declaration in its .reads file`);
    const leaf: Leaf = {
      ...kind,
      nullable: String(field.type).at(-1) !== '!',
      certain: String(field.type).at(-1) === '!' && !declared,
      sql: declared?.sql ?? columnOf(field.name),
      ...(field.name === 'id' ? { names: model.partOf ?? model.type } : {}),
    };
    model.resolved.set(field.name, { kind: 'leaf', leaf: likeBefore(model, field.name, leaf) });
  }
}

/** A field that several types of a model have, which is null where any of them lets it be. */
function likeBefore(model: ResolvedModel, name: string, leaf: Leaf): Leaf {
  const before = model.resolved.get(name);
  if (before?.kind !== 'leaf') return leaf;
  if (before.leaf.kind !== leaf.kind || before.leaf.list !== leaf.list) {
    throw new Error(`the types of ${model.type} do not agree on what ${name} is`);
  }
  const nullable = leaf.nullable || before.leaf.nullable;
  return { ...leaf, nullable, certain: leaf.certain && before.leaf.certain };
}

function resolveRelation(field: Computed | ToOne | ToAny | ToMany, name: string): ResolvedField {
  switch (field.kind) {
    case 'computed':
      return { kind: 'computed', computed: field };
    case 'toOne':
      return { kind: 'toOne', relation: field };
    case 'toAny':
      return { kind: 'toAny', relation: field };
    case 'toMany':
      return { kind: 'toMany', relation: field, name };
  }
}

function columnOf(field: string): (row: Row) => string {
  const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return (row) => `${row}.${column}`;
}

function required<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new Error(problem);
  return value;
}
