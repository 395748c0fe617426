import { join } from 'node:path';

/** Tells each kind of user where to go next; `endpoint` is the GraphQL URL. */
export function welcome(endpoint: string, dataDir: string): string {
  const socket = endpoint.replace(/^http/, 'ws');
  return `
Analysts      open ${new URL('/', endpoint)}
Developers    curl ${endpoint} -H 'content-type: application/json' \\
                -d '{"query":"{ licences(first: 3) { nodes { number status } } }"}'
              import { createCarnet } from '@carnet/sdk'
              const carnet = createCarnet({ url: '${endpoint}' })
Integrators   subscribe to licenceEvents at ${socket} (graphql-transport-ws)
Keys          ${join(dataDir, 'demo-keys.json')}, sent as "Authorization: Bearer <key>"
`;
}
