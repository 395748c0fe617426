import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReportFault } from '../../api/errors.ts';
import type { Moment } from '../../events/moment.ts';
import type { Moments } from '../../events/moments.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Fault } from '../../kernel/fault.ts';
import type { ServerContext } from '../http.ts';
import { besideForColumns } from './columns.ts';
import { type Form, formOf } from './form.ts';
import { Gate, Places } from './gate.ts';
import { type ExportedList, listOf } from './list.ts';
import { type ExportOptions, exportOptions } from './options.ts';
import { countOf, pagesOf, type Walk } from './pages.ts';
import { type Asked, readQuestion } from './question.ts';
import { textOf } from './text.ts';
import { type State, twinOf } from './twin.ts';

export interface ExportsOptions {
  moments: Moments;
  clock: Clock;
  report: ReportFault;
}

/** One request, as it came. */
interface Incoming {
  reply: FastifyReply;
  asked: Asked & { extensions?: unknown };
  context: ServerContext;
  /** throws when the key is no longer known */
  known: () => Promise<unknown>;
}

// of the ten connections of reads, so that questions find one
const atATime = 3;
const ofKey = 4;
const ofAll = 32;
/** milliseconds after which a client that takes nothing is cut off */
const patience = 120_000;
// addresses longer than this are refused on many ways
const longestAddress = 4000;

const types = { csv: 'text/csv; charset=utf-8; header=', jsonl: 'application/jsonl' };

/** Takes lists away: whole, in one state, page by page as the client takes them. */
export class Exports {
  readonly #gate = new Gate(atATime);
  readonly #places = new Places(ofKey, ofAll);

  constructor(readonly options: ExportsOptions) {}

  /** Which export a request asks for; undefined: an answer in JSON. */
  formOf({ headers }: FastifyRequest, { extensions }: { extensions?: unknown }): Form | undefined {
    return exportOptions(extensions).as ?? formOf(headers.accept);
  }

  /** @throws Fault, Mistakes: before the first byte */
  async answer(form: Form, incoming: Incoming): Promise<FastifyReply> {
    const { reply, asked, context } = incoming;
    const { reads, viewer } = context;
    const options = exportOptions(asked.extensions);
    const list = listOf(reads.schema, reads.roots, readQuestion(reads.schema, asked));
    const leave = this.#places.take(viewer.key);
    reply.raw.once('close', leave);
    try {
      const state = await this.#stateOf(list, options);
      const walk: Walk = {
        ...{ list, context, gate: this.#gate, recordedAsOf: state.recordedAsOf },
        after: options.after ?? list.after,
        most: Math.max(0, list.most - (options.rows ?? 0)),
      };
      reply.headers({ vary: 'accept', 'cache-control': 'no-store' });
      if (form === 'metadata') {
        const twin = await twinOf(walk, list, state, viewer, this.options.clock());
        reply.header('content-disposition', fileOf(list, 'metadata.json'));
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(twin, null, 2));
      }
      await this.#send(form, incoming, { list, options, walk, state, leave });
      return reply;
    } catch (error) {
      leave();
      throw isOnlyNow(error) && !('asOf' in list.past || 'recordedAsOf' in list.past)
        ? refusedOfNow()
        : error;
    }
  }

  /** The state that all pages are read in: the document's, the one it began in, or the present. */
  async #stateOf({ past }: ExportedList, options: ExportOptions): Promise<State> {
    const { moments } = this.options;
    if (past.recordedAsOf !== undefined) {
      return await positionAt(moments.at('recorded', new Date(past.recordedAsOf)));
    }
    if (past.asOf !== undefined) return await positionAt(moments.at('known', new Date(past.asOf)));
    const { recordedAsOf } = options;
    if (recordedAsOf !== undefined) {
      const state = await positionAt(moments.at('recorded', new Date(recordedAsOf)));
      return { ...state, recordedAsOf };
    }
    const { position, recordedAt } = await moments.present();
    return { position, ...(recordedAt && { recordedAsOf: recordedAt.toISOString() }) };
  }

  async #send(
    form: 'csv' | 'jsonl',
    { reply, asked, known }: Incoming,
    export_: {
      list: ExportedList;
      options: ExportOptions;
      walk: Walk;
      state: State;
      leave: () => void;
    },
  ): Promise<void> {
    const { list, options, walk, state, leave } = export_;
    const begins = options.after === undefined;
    const cursors = options.cursors ?? list.cursors;
    const text = textOf(form, {
      ...{ list, schema: walk.context.reads.schema, begins, cursors },
      pages: pagesOf(form === 'csv' ? { ...walk, more: besideForColumns } : walk),
    });
    // what is wrong is told with a status, before the first byte
    const first = await text.next();
    const total = options.count ? Math.min(await countOf(walk), list.most) : undefined;
    reply.raw.setTimeout(patience, () => reply.raw.destroy());
    reply.headers({
      'content-type': form === 'csv' ? `${types.csv}${begins ? 'present' : 'absent'}` : types.jsonl,
      'content-disposition': fileOf(list, form),
      'x-content-type-options': 'nosniff',
      ...(state.recordedAsOf && { 'carnet-recorded-as-of': state.recordedAsOf }),
      'carnet-position': String(state.position),
      ...(total !== undefined && { 'carnet-rows': String(total) }),
      ...linkTo(asked, state),
    });
    const { report } = this.options;
    reply.send(Readable.from(whole(), { objectMode: false }));

    async function* whole(): AsyncGenerator<string, void, undefined> {
      try {
        if (!first.done) yield first.value;
        for (;;) {
          await known();
          const next = await text.next();
          if (next.done) return;
          yield next.value;
        }
      } catch (error) {
        // the connection is cut: a file that ends here must not look whole
        if (!(error instanceof Fault)) report(error);
        throw error;
      } finally {
        leave();
      }
    }
  }
}

function fileOf({ name }: ExportedList, ending: string): string {
  return `attachment; filename="${name}.${ending}"`;
}

function isOnlyNow(error: unknown): boolean {
  return error instanceof Fault && error.code === 'AS_OF_UNAVAILABLE';
}

function refusedOfNow(): Fault {
  return new Fault(
    'NOT_EXPORTABLE',
    'An export is of one state, and something in this document is known of the present only: leave it out, or ask for the pages of the list as JSON.',
  );
}

async function positionAt(moment: Promise<Moment>): Promise<State> {
  return { position: (await moment).position };
}

/** The address of what describes this export: all of it is in it, nothing is kept here. */
function linkTo(asked: Asked, { recordedAsOf }: State): { link?: string } {
  const { query, variables, operationName } = asked;
  const inJson = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const address = new URLSearchParams({
    query: String(query),
    ...(variables ? { variables: inJson(variables) } : {}),
    ...(operationName ? { operationName: String(operationName) } : {}),
    extensions: JSON.stringify({ export: { as: 'metadata', recordedAsOf } }),
  });
  const link = `<?${address}>; rel="describedby"; type="application/json"`;
  return link.length <= longestAddress ? { link } : {};
}
