import { currentKey } from './key.js';

const { createClient } = globalThis.graphqlWs;
const { getOperationAST } = globalThis.GraphiQL.GraphQL;

/**
 * Answers GraphiQL: queries and mutations over HTTP, subscriptions over
 * graphql-transport-ws, both at /graphql. Faults come back as GraphQL errors,
 * because what is thrown here is shown to the analyst with its stack.
 */
export function fetcher(request, { headers: typed, documentAST } = {}) {
  const headers = { ...(currentKey() && { Authorization: `Bearer ${currentKey()}` }), ...typed };
  const operation = documentAST && getOperationAST(documentAST, request.operationName);
  return operation?.operation === 'subscription'
    ? subscribe(request, headers)
    : post(request, headers);
}

async function post(request, headers) {
  let response;
  try {
    response = await fetch('graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...headers,
      },
      body: JSON.stringify(request),
    });
  } catch {
    return fault('The server did not answer. Is Carnet still running?');
  }
  try {
    return await response.json();
  } catch {
    return fault(`The server answered ${response.status} without a GraphQL result.`);
  }
}

/**
 * An observable, because its end closes the socket at once. It does not
 * reconnect: a repeated subscription would replay events already shown.
 */
function subscribe(request, headers) {
  return {
    subscribe(sink) {
      const url = new URL('graphql', document.baseURI);
      url.protocol = url.protocol.replace('http', 'ws');
      const client = createClient({
        url: url.href,
        connectionParams: headers,
        retryAttempts: 0,
      });
      const unsubscribe = client.subscribe(request, {
        next: (result) => sink.next(result),
        complete: () => sink.complete(),
        error: (reason) =>
          sink.error(Array.isArray(reason) ? reason : fault(closing(reason)).errors),
      });
      return { unsubscribe };
    },
  };
}

function closing(reason) {
  const code = reason?.code ? ` (${reason.code}${reason.reason ? `: ${reason.reason}` : ''})` : '';
  return `The subscription was closed${code}. Run it again to resume, with "after:" set to the last cursor.`;
}

function fault(message) {
  return { errors: [{ message }] };
}
