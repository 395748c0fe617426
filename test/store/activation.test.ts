import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { openTracker, type Tracker, viewerWith } from '../support/tracker.ts';

let tracker: Tracker;
beforeAll(async () => {
  tracker = await openTracker();
  await tracker.db.query(
    `insert into organisation (name, kind) values ('BIS', 'AUTHORITY'), ('MOFCOM', 'AUTHORITY')`,
  );
});
afterAll(() => tracker.close());

const authority = viewerWith('AUTHORITY');
const activation = (licence: Parameters<Tracker['licences']['activate']>[1]['licence']) => ({
  licence,
  idempotencyKey: randomUUID(),
  expectedVersion: 1,
});
const byId = (key: string) => activation({ id: encodeId('Licence', key) });

describe('an activation', () => {
  it('puts an approved licence in force and tells of it', async () => {
    for (const status of ['APPROVED', 'CONDITIONALLY_APPROVED']) {
      const licence = await tracker.addLicence({ status });
      expect(await tracker.licences.activate(authority, byId(licence))).toMatchObject({
        ok: true,
        value: { licenceId: licence, replayed: false },
      });
      const [row] = await tracker.db.query(
        `select status, version, event.type, payload ->> 'statusBefore' as before
         from licence join event on licence_id = licence.id where licence.id = $1`,
        [licence],
      );
      expect(row).toEqual({
        status: 'ACTIVE',
        version: 2,
        type: 'LICENCE_ACTIVATED',
        before: status,
      });
    }
  });

  it.each(['DRAFT', 'SUBMITTED', 'ACTIVE', 'EXHAUSTED', 'DENIED', 'REVOKED', 'EXPIRED'])(
    'is refused to what is %s',
    async (status) => {
      const licence = await tracker.addLicence({ status });
      expect(await tracker.licences.activate(authority, byId(licence))).toMatchObject({
        refusal: { kind: 'TransitionRefused', from: status, to: 'ACTIVE' },
      });
    },
  );

  it('is no way around a reinstatement', async () => {
    const licence = await tracker.addLicence();
    await tracker.db.query(
      `update licence set status = 'SUSPENDED', status_before_suspension = 'ACTIVE' where id = $1`,
      [licence],
    );
    expect(await tracker.licences.activate(authority, byId(licence))).toMatchObject({
      refusal: { kind: 'TransitionRefused', from: 'SUSPENDED', allowed: ['REVOKED'] },
    });
  });

  it('is refused once the last day is over, and not before the first', async () => {
    const valid = async (from: string, to: string) => {
      const licence = await tracker.addLicence({ status: 'APPROVED' });
      await tracker.db.query('update licence set valid_from = $2, valid_to = $3 where id = $1', [
        ...[licence, from, to],
      ]);
      return tracker.licences.activate(authority, byId(licence));
    };
    expect(await valid('2020-01-01', '2020-12-31')).toMatchObject({
      refusal: { kind: 'OutsideValidity', validFrom: '2020-01-01', validTo: '2020-12-31' },
    });
    expect(await valid('2998-01-01', '2999-12-31')).toMatchObject({ ok: true });
  });

  it('is made for a version and once for an idempotency key, whoever else tries', async () => {
    const licence = await tracker.addLicence({ status: 'APPROVED' });
    expect(
      await tracker.licences.activate(authority, { ...byId(licence), expectedVersion: 7 }),
    ).toMatchObject({ refusal: { kind: 'VersionStale', expected: 7, actual: 1 } });
    const input = byId(licence);
    const both = await Promise.all([
      tracker.licences.activate(authority, input),
      tracker.licences.activate(authority, input),
    ]);
    const replayed = both.map((result) => result.ok && result.value.replayed);
    expect(replayed.sort()).toEqual([false, true]);
    const rival = await tracker.licences.activate(authority, byId(licence));
    expect(rival).toMatchObject({ refusal: { kind: 'VersionStale', actual: 2 } });
  });

  it('is for the authority of the jurisdiction', async () => {
    const licence = await tracker.addLicence({ status: 'APPROVED' });
    for (const viewer of [viewerWith(), viewerWith('BUYER'), { ...authority, jurisdictions: [] }]) {
      expect(await tracker.licences.activate(viewer, byId(licence))).toMatchObject({
        refusal: { kind: 'NotAuthorised', action: 'ACTIVATE_LICENCE' },
      });
    }
  });
});

describe('a licence named by its number', () => {
  const numbered = async (number: string, issuer: string, published = true) => {
    const licence = await tracker.addLicence({ status: 'APPROVED', published });
    await tracker.db.query(
      `update licence set number = $2, authority_id = organisation.id from organisation
       where licence.id = $1 and organisation.name = $3`,
      [licence, number, issuer],
    );
    return licence;
  };

  it('is found, with its authority where two gave the number', async () => {
    const bis = await numbered('D-1', 'BIS');
    const named = activation({ number: 'D-1' });
    await numbered('D-1', 'MOFCOM');
    await expect(tracker.licences.activate(authority, named)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const both = activation({ number: 'D-1', authority: 'BIS' });
    expect(await tracker.licences.activate(authority, both)).toMatchObject({
      value: { licenceId: bis },
    });
  });

  it('that one may not see is not there', async () => {
    await numbered('H-1', 'BIS', false);
    for (const number of ['H-1', 'H-2']) {
      expect(
        await tracker.licences.activate(viewerWith('ANALYST'), activation({ number })),
      ).toMatchObject({ refusal: { kind: 'LicenceNotFound', licenceId: number } });
    }
  });

  it.each([{}, { id: 'x', number: 'D-1' }, { authority: 'BIS' }])(
    'is named in exactly one way, not %o',
    async (licence) => {
      await expect(tracker.licences.activate(authority, activation(licence))).rejects.toMatchObject(
        { code: 'BAD_USER_INPUT' },
      );
    },
  );
});
