import {
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isObjectType,
  getNamedType,
} from 'graphql';
import type {
  Declaration,
  Field,
  Model,
  NaturalKey,
  RowCondition,
  ToMany,
  ToOne,
  ToAny,
} from '../../server/src/reads/model.ts';
import { type PlainLeaf, plainKind } from './oracle-plain-leaf.ts';

export type PlainRelation = (ToOne | ToMany | ToAny) & { name: string };

/** What is declared of a type, gathered for the plain oracle alone. */
export interface PlainModel {
  type: string;
  /** type that its ids name */
  ids: string;
  table: string;
  keyless: boolean;
  /** column that ends every order */
  sort: string;
  /** every one must hold for a row to be seen */
  conditions: Exclude<RowCondition, 'everyone'>[];
  about?: Model['about'];
  leaves: Map<string, PlainLeaf>;
  relations: Map<string, PlainRelation>;
  discriminator?: Model['discriminator'];
  one?: string;
  many?: string;
  keys: NaturalKey[];
  /** SQL of a cursor of the model's own making */
  cursor?: (row: string) => string;
}

/** The models that the declarations state, by type; concrete types of one table share theirs. */
export function plainModels(
  declarations: readonly Declaration[],
  schema: GraphQLSchema,
): Map<string, PlainModel> {
  const models = new Map<string, PlainModel>();
  for (const declared of declarations) {
    if (!('type' in declared)) continue;
    const model = modelOf(declared);
    models.set(model.type, model);
    addFields(model, declared.fields);
  }
  for (const declared of declarations) {
    if (!('extends' in declared)) continue;
    const model = models.get(declared.extends);
    if (!model) throw new Error(`${declared.extends} is not declared`);
    addFields(model, declared.fields);
    if (declared.visible && declared.visible !== 'everyone')
      model.conditions.push(declared.visible);
  }
  const all = [...models.values()];
  for (const declared of declarations) {
    const model = 'extends' in declared ? models.get(declared.extends) : undefined;
    if (model && 'types' in declared) addTypes(model, declared.types);
  }
  const parts = declarations.flatMap((one) => ('type' in one && one.partOf ? [one] : []));
  for (const { type, partOf } of parts) {
    const [part, whole] = [models.get(type), models.get(partOf ?? '')];
    if (!part || !whole) continue;
    addTypes(whole, part.discriminator?.types);
    for (const [name, relation] of part.relations) whole.relations.set(name, relation);
    for (const [name, relation] of whole.relations) part.relations.set(name, relation);
  }
  for (const model of all) {
    const fields = declarations
      .filter((one) => {
        const name = 'extends' in one ? one.extends : 'type' in one ? one.type : '';
        const part = parts.find(({ type }) => type === name);
        const wholeOf = parts.find(({ type }) => type === model.type);
        return (
          [name, part?.partOf].includes(model.type) || (name !== '' && wholeOf?.partOf === name)
        );
      })
      .map((one) => ('fields' in one ? (one.fields as Record<string, Field>) : {}));
    addLeaves(model, Object.assign({}, ...fields) as Record<string, Field>, schema);
    if (parts.some(({ type }) => type === model.type)) continue;
    for (const type of Object.values(model.discriminator?.types ?? {})) models.set(type, model);
  }
  return models;
}

function modelOf(declared: Model): PlainModel {
  const {
    type,
    table,
    visible,
    about,
    discriminator,
    root,
    sort = 'id',
    keyless = false,
  } = declared;
  return {
    ids: declared.partOf ?? type,
    ...{ type, table, keyless, sort, about, discriminator },
    conditions: visible === 'everyone' ? [] : [visible],
    leaves: new Map(),
    relations: new Map(),
    one: root?.one,
    many: root?.many,
    keys: root?.keys ?? [],
    cursor: declared.cursor?.sql,
  };
}

function addTypes(model: PlainModel, types: Record<string, string> = {}): void {
  const { discriminator } = model;
  if (discriminator)
    model.discriminator = { ...discriminator, types: { ...discriminator.types, ...types } };
}

function addFields(model: PlainModel, fields: Record<string, Field>): void {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'expression' || field.kind === 'computed') continue;
    model.relations.set(name, { ...field, name });
  }
}

function addLeaves(model: PlainModel, fields: Record<string, Field>, schema: GraphQLSchema): void {
  for (const name of [model.type, ...Object.values(model.discriminator?.types ?? {})]) {
    const type = schema.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const declared = fields[field.name];
      if (!isLeafType(getNamedType(field.type)) || declared?.kind === 'computed') continue;
      const column = field.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      model.leaves.set(field.name, {
        name: field.name,
        ...plainKind(field.type),
        nullable: !String(field.type).endsWith('!'),
        names: model.ids,
        sql: declared?.kind === 'expression' ? declared.sql : (row) => `${row}.${column}`,
      });
    }
  }
}
