import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { loggedAbout, read } from '../support/decisions.ts';
import { openScreenings, screeningOf } from '../support/screenings.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let desk: Awaited<ReturnType<typeof openScreenings>>;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  desk = await openScreenings(server);
});
afterAll(() => server.close());

describe('a screening', () => {
  it('is recorded once and overridden once, on evidence', async () => {
    const input = screeningOf({ reason: 'A name alike', idempotencyKey: 'screened' });
    const first = await desk.record.answer(input, desk.vendor);
    expect(first).toMatchObject({
      replayed: false,
      screening: {
        result: 'POTENTIAL_MATCH',
        current: true,
        screenedAt: '2026-02-01T10:00:00.000Z',
        screenedBy: expect.stringMatching(/^key:\d+$/),
        organisation: { name: 'ByteDance' },
        screenedFor: { name: 'NVIDIA' },
        reason: 'A name alike',
        evidence: null,
        overriddenAt: null,
        provenance: 'RECORDED',
      },
    });
    expect(await desk.record.answer(input, desk.vendor)).toEqual({ ...first, replayed: true });
    expect(await desk.record.answer({ ...input, result: 'CLEAR' }, desk.vendor)).toEqual({
      __typename: 'IdempotencyConflict',
    });
    const { id: screeningId } = first.screening as { id: string };
    const reason = 'Another company of that name';
    const override = { screeningId, reason, evidenceId: desk.report };
    expect(await desk.override.answer(override, desk.vendor)).toEqual({
      __typename: 'NotAuthorised',
      action: 'OVERRIDE_SCREENING',
    });
    const { authority } = server.keys;
    expect(await desk.override.answer(override, authority)).toMatchObject({
      screening: {
        result: 'OVERRIDDEN',
        reason,
        evidence: { id: desk.report },
        overriddenAt: expect.any(String),
        overriddenBy: expect.stringMatching(/^key:\d+$/),
      },
    });
    expect(await desk.override.answer(override, authority)).toEqual({
      __typename: 'TransitionRefused',
      ...{ from: 'OVERRIDDEN', to: 'OVERRIDDEN', allowed: [] },
    });
    const { organisation } = await read<{ organisation: { id: string } }>(
      server,
      '{ organisation(name: "ByteDance") { id } }',
    );
    const about = { screening: screeningId, organisation: organisation.id };
    expect(await loggedAbout(server, screeningId)).toEqual([
      {
        type: 'SCREENING_RECORDED',
        ...about,
        ...{ statusAfter: 'POTENTIAL_MATCH', reason: 'A name alike' },
      },
      {
        type: 'SCREENING_OVERRIDDEN',
        ...about,
        ...{
          statusBefore: 'POTENTIAL_MATCH',
          statusAfter: 'OVERRIDDEN',
          evidence: desk.report,
          reason,
        },
      },
    ]);
  });

  it('counts until there is a newer one of the same list for the same organisation', async () => {
    const list = 'Unverified List';
    const day = (date: string) => ({ list, screenedAt: `2026-${date}T00:00:00Z` });
    await desk.recorded(day('03-01'), desk.vendor);
    const second = await desk.recorded({ ...day('03-02'), result: 'CLEAR' }, desk.vendor);
    await desk.recorded(day('02-01'), desk.vendor);
    const others = await desk.recorded(day('02-15'), desk.broker);
    const { screenings } = await read<{ screenings: { nodes: { id: string }[] } }>(
      server,
      `{ screenings(filter: { list: { eq: "${list}" }, current: { eq: true } }) { nodes { id } } }`,
      server.keys.admin,
    );
    expect(screenings.nodes).toEqual(expect.arrayContaining([{ id: second }, { id: others }]));
    expect(screenings.nodes).toHaveLength(2);
  });

  it('that found nothing has nothing to override', async () => {
    const screeningId = await desk.recorded({ result: 'CLEAR', list: 'Denied Persons List' });
    const override = { screeningId, reason: 'x', evidenceId: desk.report };
    expect(await desk.override.answer(override)).toEqual({
      __typename: 'TransitionRefused',
      ...{ from: 'CLEAR', to: 'OVERRIDDEN', allowed: [] },
    });
  });

  it('is overridden once, however many do it at the same time', async () => {
    const screeningId = await desk.recorded({ result: 'CONFIRMED', list: 'Race' });
    const race = await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        desk.override.answer({ screeningId, reason: `Reason ${at}`, evidenceId: desk.report }),
      ),
    );
    const kinds = race.map((each) => each.__typename).sort();
    expect(kinds).toEqual(['OverrideScreeningPayload', ...Array(4).fill('TransitionRefused')]);
    expect(await loggedAbout(server, screeningId)).toHaveLength(2);
  });

  it('keeps its override in the database, whatever the code says', async () => {
    const screeningId = await desk.recorded({ list: 'Wall' });
    await desk.override.answer({ screeningId, reason: 'x', evidenceId: desk.report });
    const client = await connectDatabase(server.databaseUrl);
    try {
      const change = `update screening set result = 'CLEAR', overridden_at = null, overridden_by = null where list = 'Wall'`;
      await expect(client.query(change)).rejects.toMatchObject({ code: 'CN002' });
    } finally {
      await client.end();
    }
  });
});

describe('what is refused of a screening', () => {
  it('whoever neither decides nor trades', async () => {
    const { analyst, integrator, broker: nobodys, buyer } = server.keys;
    for (const key of [analyst, integrator, nobodys, buyer, desk.screened]) {
      expect(await desk.record.answer(screeningOf(), key)).toEqual({
        __typename: 'NotAuthorised',
        action: 'RECORD_SCREENING',
      });
    }
  });

  it('what is yet to come, and what names nothing', async () => {
    expect(await desk.record.answer(screeningOf({ screenedAt: '2999-01-01T00:00:00Z' }))).toEqual({
      __typename: 'InvalidPeriod',
      field: 'screenedAt',
      from: '2999-01-01T00:00:00.000Z',
      to: expect.any(String),
    });
    const missing = { __typename: 'InvalidReference' };
    expect(await desk.record.answer(screeningOf({ organisation: { name: 'Nobody' } }))).toEqual({
      ...missing,
      ...{ field: 'organisation', id: 'Nobody' },
    });
    const evidenceId = encodeId('SourceReport', 999999);
    expect(await desk.record.answer(screeningOf({ evidenceId }))).toMatchObject({
      field: 'evidenceId',
    });
    const screeningId = await desk.recorded();
    expect(await desk.override.answer({ screeningId, reason: 'x', evidenceId })).toMatchObject({
      ...missing,
      field: 'evidenceId',
    });
    expect(await desk.record.fault(screeningOf({ result: 'OVERRIDDEN' }))).toContain(
      'overrideScreening',
    );
    const blank = { screeningId, reason: ' ', evidenceId: desk.report };
    expect(await desk.override.fault(blank)).toContain('reason is blank');
  });
});
