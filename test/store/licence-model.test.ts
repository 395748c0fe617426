import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { addLines, wrongLines } from '../support/ledger.ts';
import { type LicenceLife, openLicenceLife } from '../support/licence-life.ts';
import { LicenceModel } from '../support/licence-model.ts';
import {
  activate,
  amend,
  decide,
  type Real,
  reinstate,
  reserve,
  revoke,
  revokeLine,
  type Step,
  step,
  submit,
  suspend,
  timeEnds,
  withdraw,
} from '../support/licence-steps.ts';

let life: LicenceLife;
let ledger: LedgerService;
let orderLine: string;
beforeAll(async () => {
  life = await openLicenceLife();
  ledger = new LedgerService({ database: life.tracker.database, ring: () => {} });
  orderLine = (await addLines(life.tracker.db, [], 2_000_000)).orderLine;
});
afterAll(() => life.tracker.close());

it('the life of a licence goes as a small model of it, whatever comes in which order', async () => {
  const units = fc.integer({ min: 1, max: 60 });
  // what ends a life is rarer than what it goes through
  const plain = [
    ...[submit, activate, withdraw, revoke, revokeLine, timeEnds],
    ...[suspend, suspend, suspend, reinstate, reinstate, reinstate, reinstate],
    ...[step('USE', 'USED'), step('RELEASE', 'RELEASED')],
  ];
  const outcome = fc.constantFrom('APPROVED', 'CONDITIONALLY_APPROVED', 'DENIED');
  const few = fc.integer({ min: 1, max: 15 });
  const steps: fc.Arbitrary<Step>[] = [
    ...plain.map((each) => fc.constant(each)),
    fc.tuple(outcome, units).map(([said, size]) => decide(said, size)),
    ...[units, units, units, units].map((size) => size.map(amend)),
    ...[units, few, few, few, few, few].map((size) => size.map(reserve)),
  ];
  const commands = fc.commands<LicenceModel, Real, false>(steps, { maxCommands: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(true, true, true, false), commands, async (begun, each) => {
      life.setNow(new Date('2029-01-01T00:00:00Z'));
      const licence = await life.draft({ direction: 'EXPORT', validTo: new Date('2029-12-31') });
      const [line = ''] = await life.linesOf(licence);
      const real = { life, ledger, orderLine, licence, line, allocations: [] };
      const model = new LicenceModel();
      const start = [submit, decide('APPROVED', 50), activate];
      if (begun) for (const one of start) await one.run(model, real);
      await fc.asyncModelRun(() => ({ model, real }), each);
      await expectTold(licence, model);
    }),
    { numRuns: Number(process.env.CARNET_LIVES ?? 40) },
  );
  life.setNow(null);
  expect(await life.tracker.db.query(wrongLines)).toEqual([]);
});

/** Versions without gaps, and events whose last one is where the licence stands. */
async function expectTold(licence: string, model: LicenceModel): Promise<void> {
  const versions = await life.tracker.db.query<{ version: number }>(
    'select version from licence_amendment where licence_id = $1 order by version',
    [licence],
  );
  expect(versions.map(({ version }) => version)).toEqual(
    Array.from({ length: model.version - 1 }, (_, index) => index + 2),
  );
  const [last] = await life.tracker.db.query<{ status: string }>(
    `select payload ->> 'statusAfter' as status from event
     where licence_id = $1 and payload ->> 'statusAfter' is not null order by id desc limit 1`,
    [licence],
  );
  expect(last?.status).toBe(model.status);
}
