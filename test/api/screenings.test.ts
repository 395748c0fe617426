import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { decision, loggedAbout, makeKey, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
/** a vendor, a broker of another organisation, and the organisation that is screened */
let vendor: string;
let broker: string;
let screened: string;
let report: string;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const { sourceReports } = await read<{ sourceReports: { nodes: { id: string }[] } }>(
    server,
    '{ sourceReports(first: 1) { nodes { id } } }',
  );
  report = sourceReports.nodes[0]?.id ?? '';
  const as = (role: string, name: string) =>
    makeKey(server, `name: "${name}", roles: [${role}], organisation: { name: "${name}" }`);
  vendor = await as('VENDOR', 'NVIDIA');
  broker = await as('BROKER', 'AMD');
  screened = await as('BUYER', 'ByteDance');
});
afterAll(() => server.close());

const fields =
  'id list result current screenedAt reason overriddenAt overriddenBy provenance organisation { name } screenedFor { name } evidence { id }';
const refusals = '... on NotAuthorised { action } ... on InvalidReference { field id }';
const recording = () =>
  decision(
    server,
    'recordScreening',
    `... on RecordScreeningPayload { replayed screening { ${fields} screenedBy } } ... on InvalidPeriod { field from to } ${refusals}`,
  );
const overriding = () =>
  decision(
    server,
    'overrideScreening',
    `... on OverrideScreeningPayload { replayed screening { ${fields} } } ... on TransitionRefused { from to allowed } ${refusals}`,
  );

const asked = (more: object = {}) => ({
  organisation: { name: 'ByteDance' },
  list: 'Entity List',
  result: 'POTENTIAL_MATCH',
  screenedAt: '2026-02-01T10:00:00Z',
  ...more,
});
const recorded = async (more: object = {}, key?: string): Promise<string> => {
  const { screening } = await recording().answer(asked(more), key);
  return (screening as { id: string }).id;
};
const seenBy = async (key: string | undefined, id: string): Promise<unknown> => {
  const document = `query($id: ID!) { screening(id: $id) { id }
    screenings(filter: { id: { eq: $id } }) { nodes { id } totalCount }
    organisations(filter: { screenings: { some: { id: { eq: $id } } } }) { totalCount }
    organisation(name: "ByteDance") { screenings(filter: { id: { eq: $id } }) { totalCount } } }`;
  return read(server, document, key, { id });
};

describe('a screening', () => {
  it('is recorded once and overridden once, on evidence', async () => {
    const input = asked({ reason: 'A name alike', idempotencyKey: 'screened' });
    const first = await recording().answer(input, vendor);
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
    expect(await recording().answer(input, vendor)).toEqual({ ...first, replayed: true });
    expect(await recording().answer({ ...input, result: 'CLEAR' }, vendor)).toEqual({
      __typename: 'IdempotencyConflict',
    });
    const { id: screeningId } = first.screening as { id: string };
    const reason = 'Another company of that name';
    const override = { screeningId, reason, evidenceId: report };
    expect(await overriding().answer(override, vendor)).toEqual({
      __typename: 'NotAuthorised',
      action: 'OVERRIDE_SCREENING',
    });
    const { authority } = server.keys;
    expect(await overriding().answer(override, authority)).toMatchObject({
      screening: {
        result: 'OVERRIDDEN',
        reason,
        evidence: { id: report },
        overriddenAt: expect.any(String),
        overriddenBy: expect.stringMatching(/^key:\d+$/),
      },
    });
    expect(await overriding().answer(override, authority)).toEqual({
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
        ...{ statusBefore: 'POTENTIAL_MATCH', statusAfter: 'OVERRIDDEN', evidence: report, reason },
      },
    ]);
  });

  it('counts until there is a newer one of the same list for the same organisation', async () => {
    const list = 'Unverified List';
    const day = (date: string) => ({ list, screenedAt: `2026-${date}T00:00:00Z` });
    const first = await recorded(day('03-01'), vendor);
    const second = await recorded({ ...day('03-02'), result: 'CLEAR' }, vendor);
    const late = await recorded(day('02-01'), vendor);
    const others = await recorded(day('02-15'), broker);
    const { screenings } = await read<{ screenings: { nodes: { id: string }[] } }>(
      server,
      `{ screenings(filter: { list: { eq: "${list}" }, current: { eq: true } }) { nodes { id } } }`,
      server.keys.admin,
    );
    expect(screenings.nodes).toEqual(expect.arrayContaining([{ id: second }, { id: others }]));
    expect(screenings.nodes).toHaveLength(2);
    expect([first, late]).toHaveLength(2);
  });

  it('that found nothing has nothing to override', async () => {
    const screeningId = await recorded({ result: 'CLEAR', list: 'Denied Persons List' });
    const override = { screeningId, reason: 'x', evidenceId: report };
    expect(await overriding().answer(override)).toEqual({
      __typename: 'TransitionRefused',
      ...{ from: 'CLEAR', to: 'OVERRIDDEN', allowed: [] },
    });
  });

  it('keeps its override in the database, whatever the code says', async () => {
    const screeningId = await recorded({ list: 'Wall' });
    await overriding().answer({ screeningId, reason: 'x', evidenceId: report });
    const client = await connectDatabase(server.databaseUrl);
    try {
      const change = `update screening set result = 'CLEAR', overridden_at = null, overridden_by = null where list = 'Wall'`;
      await expect(client.query(change)).rejects.toMatchObject({ code: 'CN002' });
    } finally {
      await client.end();
    }
  });
});

describe('who sees a screening', () => {
  const nothing = {
    screening: null,
    screenings: { nodes: [], totalCount: 0 },
    organisations: { totalCount: 0 },
    organisation: { screenings: { totalCount: 0 } },
  };
  const all = (id: string) => ({
    screening: { id },
    screenings: { nodes: [{ id }], totalCount: 1 },
    organisations: { totalCount: 1 },
    organisation: { screenings: { totalCount: 1 } },
  });

  it('authorities and whom it was made for, not who was screened', async () => {
    const id = await recorded({ list: 'Seen' }, vendor);
    const { admin, authority, analyst, integrator, buyer } = server.keys;
    for (const key of [admin, authority, vendor]) expect(await seenBy(key, id)).toEqual(all(id));
    for (const key of [undefined, analyst, integrator, buyer, screened, broker]) {
      expect(await seenBy(key, id)).toEqual(nothing);
      const override = { screeningId: id, reason: 'x', evidenceId: report };
      if (key) {
        expect(await overriding().answer(override, key)).toEqual({
          __typename: 'ScreeningNotFound',
        });
      }
    }
  });

  it('an authority does not see the one of itself', async () => {
    const own = await makeKey(
      server,
      'name: "own", roles: [AUTHORITY], organisation: { name: "ByteDance" }, jurisdictions: [{ code: "CN" }]',
    );
    const id = await recorded({ list: 'Own' }, vendor);
    expect(await seenBy(own, id)).toEqual(nothing);
  });

  it('and claims about it are seen by the same', async () => {
    const subjectId = await recorded({ list: 'Claimed' }, vendor);
    const claiming = decision(
      server,
      'recordClaim',
      '... on RecordClaimPayload { claim { id } } ... on InvalidReference { field }',
    );
    const claim = {
      ...{ sourceReportId: report, subjectId, predicate: 'STATUS' },
      value: { statement: 'A match is likely.' },
    };
    expect(await claiming.answer(claim, server.keys.analyst)).toEqual({
      __typename: 'InvalidReference',
      field: 'subjectId',
    });
    await claiming.answer(claim, server.keys.authority);
    const count = async (key?: string) =>
      (
        await read<{ claims: { totalCount: number } }>(
          server,
          '{ claims(filter: { statement: { eq: "A match is likely." } }) { totalCount } }',
          key,
        )
      ).claims.totalCount;
    expect(await count(vendor)).toBe(1);
    for (const key of [undefined, screened, broker]) expect(await count(key)).toBe(0);
  });
});

describe('what is refused of a screening', () => {
  it('whoever neither decides nor trades', async () => {
    const { analyst, integrator, broker: nobodys, buyer } = server.keys;
    for (const key of [analyst, integrator, nobodys, buyer, screened]) {
      expect(await recording().answer(asked(), key)).toEqual({
        __typename: 'NotAuthorised',
        action: 'RECORD_SCREENING',
      });
    }
  });

  it('what is yet to come, and what names nothing', async () => {
    expect(await recording().answer(asked({ screenedAt: '2999-01-01T00:00:00Z' }))).toEqual({
      __typename: 'InvalidPeriod',
      field: 'screenedAt',
      from: '2999-01-01T00:00:00.000Z',
      to: expect.any(String),
    });
    const missing = { __typename: 'InvalidReference' };
    expect(await recording().answer(asked({ organisation: { name: 'Nobody' } }))).toEqual({
      ...missing,
      ...{ field: 'organisation', id: 'Nobody' },
    });
    const evidenceId = encodeId('SourceReport', 999999);
    expect(await recording().answer(asked({ evidenceId }))).toMatchObject({ field: 'evidenceId' });
    const screeningId = await recorded();
    expect(await overriding().answer({ screeningId, reason: 'x', evidenceId })).toMatchObject({
      ...missing,
      field: 'evidenceId',
    });
    expect(await recording().fault(asked({ result: 'OVERRIDDEN' }))).toContain('overrideScreening');
    const blank = { screeningId, reason: ' ', evidenceId: report };
    expect(await overriding().fault(blank)).toContain('reason is blank');
  });
});

describe('question 18', () => {
  it('names the parties with a D:5 or Macau parent or an open match', async () => {
    await recorded({ organisation: { name: 'TSMC' }, list: 'Military End User List' }, vendor);
    const document = `{ organisations(first: 200, filter: { or: [
        { ultimateParent: { jurisdiction: { or: [{ countryGroups: { contains: "D:5" } }, { code: { eq: "MO" } }] } } }
        { ultimateParent: { isNull: true }, jurisdiction: { or: [{ countryGroups: { contains: "D:5" } }, { code: { eq: "MO" } }] } }
        { screenings: { some: { current: { eq: true }, result: { in: [POTENTIAL_MATCH, CONFIRMED] } } } }
      ] }) { nodes { name } } }`;
    const named = async (key?: string) =>
      (
        await read<{ organisations: { nodes: { name: string }[] } }>(server, document, key)
      ).organisations.nodes.map(({ name }) => name);
    const known = await named(vendor);
    expect(known).toEqual(expect.arrayContaining(['ByteDance', 'Huawei', 'TSMC']));
    expect(known).not.toContain('NVIDIA');
    expect((await named()).sort()).toEqual(known.filter((name) => name !== 'TSMC').sort());
  });
});
