import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { Fault, type FaultCode } from '../../kernel/fault.ts';
import type { Variables } from '../../reads/plan/located.ts';

/** What a request asks, before anything is known of the document. */
export interface Asked {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

/** A document that fits the schema, and the operation of it that is meant. */
export interface Question {
  text: string;
  fragments: Record<string, FragmentDefinitionNode>;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  /** as they came */
  given: Variables;
  /** as they are meant */
  variables: Variables;
}

/** Everything that is wrong with a request. */
export class Mistakes extends Error {
  constructor(readonly mistakes: readonly unknown[]) {
    super('a request that cannot be answered');
  }
}

/** @throws Mistakes, Fault BAD_REQUEST, OPERATION_RESOLUTION_FAILURE */
export function readQuestion(schema: GraphQLSchema, asked: Asked): Question {
  const { query: text } = asked;
  if (typeof text !== 'string') throw new Fault('BAD_REQUEST', 'A request needs a `query`.');
  const document = parsed(text);
  const wrong = validate(schema, document);
  if (wrong.length > 0) throw coded(wrong, 'GRAPHQL_VALIDATION_FAILED');
  const operationName = typeof asked.operationName === 'string' ? asked.operationName : undefined;
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    throw new Fault(
      'OPERATION_RESOLUTION_FAILURE',
      'The document has several operations, or not the one that is named: give its name as `operationName`.',
    );
  }
  const given = variablesOf(asked.variables);
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!coerced) throw coded(errors ?? [], 'BAD_USER_INPUT');
  const fragments: Question['fragments'] = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { text, fragments, operation, operationName, given, variables: coerced };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    throw coded([error as GraphQLError], 'GRAPHQL_PARSE_FAILED');
  }
}

/** Of an address they come as JSON. */
function variablesOf(given: unknown): Variables {
  try {
    const read: unknown = typeof given === 'string' && given !== '' ? JSON.parse(given) : given;
    if (read === undefined || read === null || read === '') return {};
    if (typeof read === 'object' && !Array.isArray(read)) return read as Variables;
  } catch {
    // said below
  }
  throw new Fault('BAD_REQUEST', '`variables` is an object in JSON.');
}

function coded(errors: readonly GraphQLError[], code: FaultCode): Mistakes {
  return new Mistakes(
    errors.map((error) => {
      const { message, nodes, source, positions } = error;
      const extensions = { code: error.extensions.code ?? code };
      return new GraphQLError(message, { nodes, source, positions, extensions });
    }),
  );
}
