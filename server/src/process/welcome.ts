/**
 * Tells each kind of user where to go next; `endpoint` is the GraphQL URL.
 *
 * @param demoKeys where the keys of the demonstration are; null: there are none
 */
export function welcome(endpoint: string, demoKeys: string | null): string {
  const socket = endpoint.replace(/^http/, 'ws');
  const keys = demoKeys ?? 'made by npm run carnet -- key create';
  return `
Analysts      open ${new URL('/', endpoint)}
Developers    curl ${endpoint} -H 'content-type: application/json' \\
                -d '{"query":"{ licences(first: 3) { nodes { number status } } }"}'
              import { createCarnet } from '@carnet/sdk'
              const carnet = createCarnet({ url: '${endpoint}' })
Integrators   subscribe to licenceEvents at ${socket} (graphql-transport-ws)
Keys          ${keys}, sent as "Authorization: Bearer <key>"
`;
}
