import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, GraphQLError, parse, validate } from 'graphql';
import { Bounded } from '../kernel/bounded-map.ts';
import type { FaultCode } from '../kernel/fault.ts';
import { checkDocument } from './document-limits.ts';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

const mostKept = 1000;
// characters; what is parsed takes some dozen bytes for each
const mostText = 2_000_000;

/** A bounded map of documents, which weigh what their texts do. */
function keptDocuments(): Bounded<string, DocumentNode> {
  const of = (_key: string, { loc }: DocumentNode): number => loc?.source.body.length ?? 0;
  return new Bounded(mostKept, { most: mostText, of });
}

/** Where Apollo keeps the documents that it has read, under keys of its own. */
export function documentStore(): DocumentStore {
  const kept = keptDocuments();
  return {
    get: async (key) => kept.get(key),
    set: async (key, document) => kept.set(key, document),
    delete: async (key) => kept.delete(key),
  };
}

/** The documents that sockets ask, as HTTP keeps its own: read and validated once each. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #kept = keptDocuments();

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
