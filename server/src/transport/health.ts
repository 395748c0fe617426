import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** resolves when the database answers */
  ready: () => Promise<unknown>;
  /** figures in the Prometheus text format, and their media type */
  metrics: () => Promise<{ text: string; type: string }>;
}

/** What those who run the server ask: `/livez`, `/readyz` and `/metrics`. */
export function health(app: FastifyInstance, { ready, metrics }: HealthOptions): void {
  app.get('/livez', async () => ({ status: 'live' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await ready();
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
  app.get('/metrics', async (_request, reply) => {
    const { text, type } = await metrics();
    return reply.type(type).send(text);
  });
}
