import { readFileSync } from 'node:fs';
import {
  buildSchema,
  execute,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
} from 'graphql';

export const INSTANT = '2026-01-28T09:00:00.000Z';

const text = readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
export const served = buildSchema(text);

// What is given is of no interest where answers are imagined.
const open = buildSchema(
  text.replaceAll(/\(input: \w+!\)/g, '(input: JSON)').replace('[WhatIfChange!]!', 'JSON'),
);

const span = { metric: 'STOCK_UNITS', chip: {}, from: INSTANT, to: INSTANT, every: 'DAY' };

/** More than there are types behind any interface or union. */
export const turns = Math.max(
  ...Object.values(served.getTypeMap())
    .filter(isAbstractType)
    .map((type) => served.getPossibleTypes(type).length),
);

/** Something for every field: two of each list, an instant for each DateTime. */
function something(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return something(type.ofType);
  if (isListType(type)) return [something(type.ofType), something(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (!isLeafType(type)) return {};
  return type.name === 'DateTime' ? INSTANT : type.name === 'Boolean' ? true : 1;
}

/**
 * The answer to a document in which all abstract types are of their nth type.
 *
 * @param onField told of every field that is asked for
 */
export function imagined(
  document: string,
  turn: number,
  onField: (info: GraphQLResolveInfo) => void = () => {},
): unknown {
  const result = execute({
    schema: open,
    document: parse(
      document.replace(/\$input:\w+!/, '$input:JSON').replace('[WhatIfChange!]!', 'JSON'),
    ),
    rootValue: {},
    // what `series` and `changes` cannot do without
    variableValues: document.includes('$from:DateTime!') ? span : {},
    fieldResolver: (_source, _arguments, _context, info) => {
      onField(info);
      return something(info.returnType);
    },
    typeResolver: (_value, _context, _info, type) => {
      const types = open.getPossibleTypes(type);
      return types[turn % types.length]?.name;
    },
  });
  return 'data' in result ? result.data : undefined;
}
