import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import type { CaptureJob, ErrorBehaviour } from '../customs/epcis-capture.store.ts';
import { DocumentRefused, type EpcisService } from '../customs/epcis.service.ts';
import { Fault, faultCodes } from '../kernel/fault.ts';

export interface EpcisOptions {
  readonly epcis: EpcisService;
  /** whoever bears the key in the header; throws Fault UNAUTHENTICATED */
  readonly viewerOf: (authorization: string | undefined) => Promise<Viewer>;
  readonly report: (error: unknown) => void;
  /** bytes that a document may have */
  readonly bodyLimit: number;
}

const versions = { 'gs1-epcis-version': '2.0', 'gs1-cbv-version': '2.0' };

/** What the standard's REST binding says of an error, with a status of HTTP. */
class Problem extends Error {
  readonly status: number;
  readonly type: string;
  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

/** EPCIS 2.0 at `/epcis`: capture, its jobs, and single events. */
export function epcisOverHttp(
  app: FastifyInstance,
  { epcis, viewerOf, report, bodyLimit }: EpcisOptions,
): void {
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // The body is read as it comes: it need not fit into memory.
    scope.addContentTypeParser(
      ['application/json', 'application/ld+json'],
      (_request: FastifyRequest, body: Readable, taken: (error: null, body: Readable) => void) =>
        taken(null, body),
    );
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers(versions);
      const wanted = request.headers['gs1-epcis-version'];
      if (wanted === undefined || /^2\.0(\.\d+)?$/.test(String(wanted))) return;
      throw new Problem(
        406,
        'epcisException:ImplementationException',
        'Only EPCIS 2.0 is spoken here: send GS1-EPCIS-Version: 2.0, or none.',
      );
    });
    scope.setErrorHandler((error, request, reply) => {
      if (!request.raw.complete) reply.header('connection', 'close');
      request.raw.resume();
      return sendProblem(reply, error, report);
    });

    scope.post('/epcis/capture', async (request, reply) => {
      const viewer = await viewerOf(request.headers.authorization);
      const body = textOf(request.body as Readable, bodyLimit);
      const id = await epcis.receive(viewer, body, behaviourOf(request));
      return reply.code(202).header('location', `/epcis/capture/${id}`).send();
    });
    scope.get('/epcis/capture', async (request) => {
      const viewer = await viewerOf(request.headers.authorization);
      return (await epcis.jobs(viewer)).map(shownJob);
    });
    scope.get<{ Params: { id: string } }>('/epcis/capture/:id', async (request) => {
      const viewer = await viewerOf(request.headers.authorization);
      const job = await epcis.job(viewer, request.params.id);
      if (job) return shownJob(job);
      throw notFound('capture job');
    });
    scope.get<{ Params: { '*': string } }>('/epcis/events/*', async (request, reply) => {
      const viewer = await viewerOf(request.headers.authorization);
      const found = await epcis.event(viewer, request.params['*']);
      if (!found) throw notFound('event');
      return reply
        .type('application/ld+json; charset=utf-8')
        .send(inContext(found.document, found.context));
    });
    done();
  });
}

const notFound = (what: string): Problem =>
  new Problem(
    404,
    'epcisException:NoSuchResourceException',
    `There is no such ${what}, or none that you may see.`,
  );

function behaviourOf(request: FastifyRequest): ErrorBehaviour {
  const wanted = String(request.headers['gs1-capture-error-behaviour'] ?? 'rollback').toLowerCase();
  if (wanted === 'rollback') return 'ROLLBACK';
  if (wanted === 'proceed') return 'PROCEED';
  throw new Problem(
    400,
    'epcisException:ValidationException',
    'GS1-Capture-Error-Behaviour is rollback, all events or none, or proceed, those that are right.',
  );
}

async function* textOf(body: Readable, limit: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  // Whoever is still sending can read the refusal, so the stream is not torn down.
  const chunks: AsyncIterable<Buffer> = body.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit) {
      throw new Problem(
        413,
        'epcisException:CaptureLimitExceededException',
        `A document may be ${limit} bytes long: split it.`,
      );
    }
    yield decodedBy(decoder, chunk);
  }
  yield decodedBy(decoder);
}

function decodedBy(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new Problem(400, 'epcisException:ValidationException', 'The document is not UTF-8.');
  }
}

/** The standard's fields of a job, and the counts. */
function shownJob(job: CaptureJob): object {
  return {
    captureID: job.id,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
    running: job.finishedAt === null,
    success: job.success ?? true,
    captureErrorBehaviour: job.errorBehaviour.toLowerCase(),
    events: job.events,
    done: job.done,
    captured: job.captured,
    alreadyKnown: job.alreadyKnown,
    refused: job.refused,
    errors: job.errors.map(({ event, field, message }) => ({
      type: 'epcisException:ValidationException',
      title: message,
      event,
      field,
    })),
  };
}

/** An event's own text, with the context that names its namespaces where it has none itself. */
function inContext(document: string, context: string | null): string {
  if (context === null || context === 'null' || '@context' in JSON.parse(document)) return document;
  return document.replace('{', () => `{"@context":${context},`);
}

function sendProblem(
  reply: FastifyReply,
  error: unknown,
  report: (error: unknown) => void,
): FastifyReply {
  const problem = problemOf(error);
  if (problem.status >= 500) report(error);
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

function problemOf(error: unknown) {
  if (error instanceof DocumentRefused) {
    const title = 'This is no EPCIS 2.0 document.';
    return { type: 'epcisException:ValidationException', title, status: 400, errors: error.errors };
  }
  if (error instanceof Problem) {
    return { type: error.type, title: error.message, status: error.status };
  }
  if (error instanceof Fault) {
    const status = faultCodes[error.code];
    const type =
      status < 500 ? 'epcisException:SecurityException' : 'epcisException:ImplementationException';
    return { type, title: error.message, status };
  }
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== undefined && statusCode < 500) {
    const title = 'Send a document as application/ld+json or application/json.';
    return { type: 'epcisException:ValidationException', title, status: statusCode };
  }
  const title = 'Something went wrong here; it was written down.';
  return { type: 'epcisException:ImplementationException', title, status: 500 };
}
