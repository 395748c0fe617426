import { type CarnetError, NetworkError, RequestError } from './errors.ts';

/** Close codes after which coming back is of no use. */
const lasting = new Set([4400, 4401, 4403, 4406, 4409, 4429]);

/** What the end of a socket means: a list of what is wrong, an event of closing, or an error. */
export function lossOf(error: unknown): CarnetError {
  if (Array.isArray(error)) return new RequestError(error);
  const { code, error: cause } = error as { code?: unknown; error?: unknown };
  if (code === 4401 || code === 4403) {
    const message = 'The key is not known to the server, or was revoked.';
    return new RequestError([{ message, extensions: { code: 'UNAUTHENTICATED' } }]);
  }
  if (typeof code === 'number' && lasting.has(code)) {
    const message = `The server closed the socket with ${code}: it does not take what this SDK sends.`;
    return new RequestError([{ message, extensions: { code: 'BAD_REQUEST' } }]);
  }
  const how = typeof code === 'number' ? ` (it was closed with ${code})` : '';
  return new NetworkError(`The socket could not be opened, or it broke${how}.`, { cause });
}
