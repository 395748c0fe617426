import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { drawnLicence } from '../support/licence-drawn.ts';
import { atVersion, type LicenceLife, openLicenceLife } from '../support/licence-life.ts';
import { about } from '../support/tracker.ts';

let life: LicenceLife;
let ledger: LedgerService;
beforeAll(async () => {
  life = await openLicenceLife();
  ledger = new LedgerService({ database: life.tracker.database, ring: () => {} });
});
afterAll(() => life.tracker.close());

const one = async (sql: string, key: string) => (await life.tracker.db.query(sql, [key]))[0];

describe('the end of validity', () => {
  const until = (licence: string, day: string) =>
    life.tracker.db.query('update licence set valid_to = $2 where id = $1', [licence, day]);

  it('ends what is in force once its last day is over in UTC, and holds what is reserved', async () => {
    const { licence, line } = await drawnLicence(life.tracker, ledger, 100, [40]);
    const suspended = await life.tracker.addLicence();
    await life.licences.suspend(life.authority, about(suspended));
    const approved = await life.tracker.addLicence({ status: 'APPROVED' });
    for (const each of [licence, suspended, approved]) await until(each, '2026-12-31');
    try {
      life.setNow(new Date('2026-12-31T23:59:59.999Z'));
      expect(await life.expiry.expireDue()).toBe(0);
      life.setNow(new Date('2027-01-01T00:00:00Z'));
      const amended = await life.amendments.amend(life.authority, {
        ...atVersion(licence, 1),
        reason: 'More time',
        validTo: new Date('2028-01-01'),
      });
      expect(amended).toMatchObject({
        refusal: { kind: 'OutsideValidity', date: '2027-01-01', validTo: '2026-12-31' },
      });
      const ended = await Promise.all([life.expiry.expireDue(), life.expiry.expireDue()]);
      expect(ended[0] + ended[1]).toBeGreaterThan(0);
      await life.expiry.expireDue();
    } finally {
      life.setNow(null);
    }
    const status = 'select status from licence where id = $1';
    expect(await one(status, licence)).toEqual({ status: 'EXPIRED' });
    expect(await one(status, suspended)).toEqual({ status: 'EXPIRED' });
    expect(await one(status, approved)).toEqual({ status: 'APPROVED' });
    expect(
      await one('select reserved_units::integer as reserved from licence_line where id = $1', line),
    ).toEqual({ reserved: 0 });
    const event = `select actor, payload from event where licence_id = $1 and type = 'LICENCE_EXPIRED'`;
    expect(await life.tracker.db.query(event, [licence])).toMatchObject([
      { actor: 'system', payload: { statusBefore: 'ACTIVE', statusAfter: 'EXPIRED' } },
    ]);
  });
});
