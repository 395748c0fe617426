import { type DocumentNode, type GraphQLSchema, GraphQLError, parse, validate } from 'graphql';
import { Bounded } from '../kernel/bounded-map.ts';
import type { FaultCode } from '../kernel/fault.ts';
import { checkDocument } from './document-limits.ts';

const mostKept = 1000;
// characters; what is parsed takes some dozen bytes for each
const mostText = 2_000_000;

/** The documents that sockets ask, as HTTP keeps its own: read and validated once each. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #kept = new Bounded<string, DocumentNode>(mostKept, {
    most: mostText,
    of: (text) => text.length,
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /**
   * What to execute, or what is wrong with it, with the codes that HTTP gives.
   * @throws Fault DOCUMENT_LIMIT
   */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#kept.get(text);
    if (known) return known;
    checkDocument(text);
    try {
      const document = parse(text);
      const mistakes = validate(this.#schema, document);
      if (mistakes.length > 0) {
        return mistakes.map((mistake) => withCode(mistake, 'GRAPHQL_VALIDATION_FAILED'));
      }
      this.#kept.set(text, document);
      return document;
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
  }
}

function withCode(mistake: GraphQLError, code: FaultCode): GraphQLError {
  const { message, nodes, source, positions } = mistake;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
