import graphql from '@graphql-eslint/eslint-plugin';

const { rules } = graphql.configs['flat/schema-relay'];

export default [
  {
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: '../../server/schema.graphql' } },
    },
    rules: {
      ...rules,
      // A connection has `nodes` beside `edges`, and what is short by nature is a plain list.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
