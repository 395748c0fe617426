import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../../server/src/database/transaction.ts';
import { numberEvents } from '../../server/src/events/numbering.ts';
import { LedgerDrawings } from '../../server/src/orders/drawings.store.ts';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { type Asked, addLines, command, wrongLines, wrongPastLines } from '../support/ledger.ts';
import { LedgerModel } from '../support/ledger-model.ts';
import { about, openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
let ledger: LedgerService;
beforeAll(async () => {
  tracker = await openTracker();
  ledger = new LedgerService({ database: tracker.database, ring: () => {} });
});
afterAll(() => tracker.close());

const drawings = new LedgerDrawings();
const authority = viewerWith('AUTHORITY');

/** A licence with two lines, and an order line that has as many chips as one may want. */
interface Real {
  readonly licence: string;
  readonly lines: string[];
  readonly orderLine: string;
}

async function openLicence(authorised: readonly number[]): Promise<Real> {
  const { lines, orderLine } = await addLines(tracker.db, [authorised[0] ?? 0]);
  const [second] = await tracker.db.query<{ id: string; licence: string }>(
    `insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
     select licence_id, 2, chip_id, $2 from licence_line where id = $1
     returning id::text, licence_id::text as licence`,
    [lines[0], authorised[1]],
  );
  return { licence: second?.licence ?? '', lines: [...lines, second?.id ?? ''], orderLine };
}

async function decide(line: string, asked: Asked): Promise<{ kind: string; id: string }> {
  const outcome = await ledger.decide([line], command(randomUUID(), asked));
  return outcome.ok
    ? { kind: 'done', id: outcome.value.allocations[0] ?? '' }
    : { kind: outcome.refusal.kind, id: '' };
}

type Move = fc.AsyncCommand<LedgerModel, Real>;

/** What was agreed on, state by state. */
const agreed: { entry: string; parameters: unknown[]; expected: object }[] = [];

const held = (past = '') => {
  const table = (name: string) => (past ? `past.${name}(${past})` : name);
  return `select status,
       array(select (authorised_units - reserved_units - used_units)::integer from ${table('licence_line')}
         where id = any($2) order by id) as left,
       (select coalesce(json_agg(json_build_object('id', id::text, 'reserved', reserved_units,
          'held', held_units, 'used', used_units) order by id), '[]')
        from ${table('licence_allocation')} where licence_line_id = any($2)) as drawn
     from ${table('licence')} where id = $1`;
};

async function agree(model: LedgerModel, { licence, lines }: Real): Promise<void> {
  const parameters = [licence, lines];
  const expected = {
    status: model.status,
    left: lines.map((_, line) => model.left(line)),
    drawn: model.drawn.map(({ line: _, ...places }) => ({ ...places })),
  };
  expect(await tracker.db.query(held(), parameters)).toEqual([expected]);
  await transaction(tracker.database, (tx) => numberEvents(tx, { moment: true }));
  const [last] = await tracker.db.query<{ entry: string }>(
    'select max(id)::text as entry from journal',
  );
  agreed.push({ entry: last?.entry ?? '', parameters, expected });
}

class Reserving implements Move {
  constructor(
    readonly line: number,
    readonly units: number,
  ) {}
  check = () => true;
  toString = () => `reserve ${this.units} on line ${this.line}`;
  async run(model: LedgerModel, real: Real): Promise<void> {
    const line = real.lines[this.line] ?? '';
    const { orderLine } = real;
    const expected = model.reserves(this.line, this.units);
    const asked = { kind: 'RESERVE', orderLine, lines: [line], units: this.units } as const;
    const { kind, id } = await decide(line, asked);
    expect(kind).toBe(expected);
    if (kind === 'done') model.reserve(id, this.line, this.units);
    await agree(model, real);
  }
}

class Stepping implements Move {
  constructor(
    readonly kind: 'USE' | 'RELEASE' | 'REVERSE',
    readonly which: number,
    readonly units: number | null,
  ) {}
  check = (model: Readonly<LedgerModel>) => model.drawn.length > 0;
  toString = () => `${this.kind.toLowerCase()} ${this.units ?? 'all'} of ${this.which}`;
  async run(model: LedgerModel, real: Real): Promise<void> {
    const drawn = model.drawn[this.which % model.drawn.length];
    if (!drawn) return;
    const expected = model.steps(drawn, this.kind, this.units);
    const asked = { kind: this.kind, allocation: drawn.id, units: this.units };
    expect((await decide(real.lines[drawn.line] ?? '', asked)).kind).toBe(expected);
    if (expected === 'done') model.step(drawn, this.kind, this.units);
    await agree(model, real);
  }
}

class Deciding implements Move {
  constructor(readonly act: 'suspend' | 'reinstate' | 'revoke') {}
  check = () => true;
  toString = () => this.act;
  async run(model: LedgerModel, real: Real): Promise<void> {
    const may = {
      suspend: model.status === 'ACTIVE',
      reinstate: model.status === 'SUSPENDED',
      revoke: model.status !== 'REVOKED',
    };
    const outcome = await tracker.licences[this.act](authority, about(real.licence));
    expect(outcome.ok).toBe(may[this.act]);
    if (outcome.ok && this.act === 'reinstate') model.reinstate();
    else if (outcome.ok) model.stop(this.act === 'suspend' ? 'SUSPENDED' : 'REVOKED');
    await agree(model, real);
  }
}

class Amending implements Move {
  constructor(
    readonly line: number,
    readonly authorised: number,
  ) {}
  check = (model: Readonly<LedgerModel>) => model.used(this.line) <= this.authorised;
  toString = () => `amend line ${this.line} to ${this.authorised}`;
  async run(model: LedgerModel, real: Real): Promise<void> {
    const line = real.lines[this.line] ?? '';
    const move = { actor: 'key:1', at: new Date(), reason: null };
    await transaction(tracker.database, async (tx) => {
      await drawings.lock(tx, real.licence);
      await drawings.holdNewest(tx, line, { units: this.authorised, value: null }, move);
      await tx.query('update licence_line set authorised_units = $2 where id = $1', [
        line,
        this.authorised,
      ]);
      await drawings.settle(tx, real.licence, move);
    });
    model.amend(this.line, this.authorised);
    await agree(model, real);
  }
}

const line = fc.nat({ max: 1 });
const steps = fc
  .tuple(
    fc.constantFrom('USE' as const, 'RELEASE' as const, 'REVERSE' as const),
    fc.nat({ max: 20 }),
    fc.option(fc.integer({ min: 1, max: 6 })),
  )
  .map(([kind, which, units]) => new Stepping(kind, which, units));
const reservations = fc
  .tuple(line, fc.integer({ min: 1, max: 8 }))
  .map(([on, units]) => new Reserving(on, units));
const amendments = fc
  .tuple(line, fc.nat({ max: 16 }))
  .map(([on, authorised]) => new Amending(on, authorised));
const decisions = fc.constantFrom(
  ...(['suspend', 'suspend', 'reinstate', 'reinstate', 'reinstate', 'revoke'] as const),
);
const moves = fc.commands(
  [reservations, steps, steps, amendments, decisions.map((act) => new Deciding(act))],
  { maxCommands: 40, size: 'max' },
);

test('whatever is decided about a licence, its ledger is what a small model of it says', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 20 }), fc.nat({ max: 6 }), moves, async (one, other, run) => {
      const authorised = [one + 1, other];
      const real = await openLicence(authorised);
      await fc.asyncModelRun(() => ({ model: new LedgerModel(authorised), real }), run);
    }),
    { numRuns: Number(process.env.CARNET_RUNS ?? 40) },
  );
  expect(await tracker.db.query(wrongLines)).toEqual([]);

  // and so it was at every state on the way
  for (const { entry, parameters, expected } of agreed) {
    const past = held(`(select snapshot from journal where id = ${entry})`);
    expect(await tracker.db.query(past, parameters)).toEqual([expected]);
  }
  expect(await tracker.db.query(wrongPastLines)).toEqual([]);
  expect(agreed.length).toBeGreaterThan(100);
});
