import { currentKey } from './key.js';

const { createClient } = globalThis.graphqlWs;
const { getOperationAST, parse } = globalThis.GraphiQL.GraphQL;

/**
 * Answers GraphiQL: queries and mutations over HTTP, subscriptions over
 * graphql-transport-ws, both at /graphql. Faults come back as GraphQL errors,
 * because what is thrown here is shown to the analyst with its stack.
 */
export function fetcher(given, { headers: typed } = {}) {
  const headers = { ...(currentKey() && { Authorization: `Bearer ${currentKey()}` }), ...typed };
  const request = withoutNeedlessName(given);
  return isSubscription(request) ? subscribe(request, headers) : post(request, headers);
}

/** The name that GraphiQL offers lags behind a change of tab, and one operation needs none. */
function withoutNeedlessName(request) {
  try {
    const isAlone = getOperationAST(parse(request.query)) !== null;
    return isAlone ? { ...request, operationName: undefined } : request;
  } catch {
    return request;
  }
}

/** Read from the text itself: the tree GraphiQL offers lags behind fast typing. */
function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false; // The server says better what is wrong with the document.
  }
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
 * reconnect: a repeated subscription would replay events already shown. A
 * closed one keeps its last event in view, which carries the cursor to resume from.
 */
function subscribe(request, headers) {
  return {
    subscribe(sink) {
      const url = new URL('graphql', document.baseURI);
      url.protocol = url.protocol.replace('http', 'ws');
      let last;
      const client = createClient({ url: url.href, connectionParams: headers, retryAttempts: 0 });
      const unsubscribe = client.subscribe(request, {
        next: (result) => {
          last = result;
          sink.next(result);
        },
        complete: () => sink.complete(),
        error: (reason) => {
          sink.next({ ...last, errors: Array.isArray(reason) ? reason : closed(reason).errors });
          sink.complete();
        },
      });
      return { unsubscribe };
    },
  };
}

function closed({ code, reason }) {
  const cause = [code, reason].filter(Boolean).join(': ');
  return fault(
    `The subscription was closed${cause && ` (${cause})`}. Run it again with the last cursor as "after" to resume.`,
  );
}

function fault(message) {
  return { errors: [{ message }] };
}
