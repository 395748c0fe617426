import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decision, makeKey, read } from '../support/decisions.ts';
import { openScreenings } from '../support/screenings.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let desk: Awaited<ReturnType<typeof openScreenings>>;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  desk = await openScreenings(server);
});
afterAll(() => server.close());

const seenBy = async (key: string | undefined, id: string): Promise<unknown> => {
  const document = `query($id: ID!) { screening(id: $id) { id }
    screenings(filter: { id: { eq: $id } }) { nodes { id } totalCount }
    organisations(filter: { screenings: { some: { id: { eq: $id } } } }) { totalCount }
    organisation(name: "ByteDance") { screenings(filter: { id: { eq: $id } }) { totalCount } } }`;
  return read(server, document, key, { id });
};

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
    const id = await desk.recorded({ list: 'Seen' }, desk.vendor);
    const { admin, authority, analyst, integrator, buyer } = server.keys;
    for (const key of [admin, authority, desk.vendor])
      expect(await seenBy(key, id)).toEqual(all(id));
    for (const key of [undefined, analyst, integrator, buyer, desk.screened, desk.broker]) {
      expect(await seenBy(key, id)).toEqual(nothing);
      const override = { screeningId: id, reason: 'x', evidenceId: desk.report };
      if (key) {
        expect(await desk.override.answer(override, key)).toEqual({
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
    const id = await desk.recorded({ list: 'Own' }, desk.vendor);
    expect(await seenBy(own, id)).toEqual(nothing);
  });

  it('and claims about it are seen by the same', async () => {
    const subjectId = await desk.recorded({ list: 'Claimed' }, desk.vendor);
    const claiming = decision(
      server,
      'recordClaim',
      '... on RecordClaimPayload { claim { id } } ... on InvalidReference { field }',
    );
    const claim = {
      ...{ sourceReportId: desk.report, subjectId, predicate: 'STATUS' },
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
    expect(await count(desk.vendor)).toBe(1);
    for (const key of [undefined, desk.screened, desk.broker]) expect(await count(key)).toBe(0);
  });
});

describe('question 18', () => {
  it('names the parties with a D:5 or Macau parent or an open match', async () => {
    await desk.recorded(
      { organisation: { name: 'TSMC' }, list: 'Military End User List' },
      desk.vendor,
    );
    const document = `{ organisations(first: 200, filter: { or: [
        { ultimateParent: { jurisdiction: { or: [{ countryGroups: { contains: "D:5" } }, { code: { eq: "MO" } }] } } }
        { ultimateParent: { isNull: true }, jurisdiction: { or: [{ countryGroups: { contains: "D:5" } }, { code: { eq: "MO" } }] } }
        { screenings: { some: { current: { eq: true }, result: { in: [POTENTIAL_MATCH, CONFIRMED] } } } }
      ] }) { nodes { name } } }`;
    const named = async (key?: string) =>
      (
        await read<{ organisations: { nodes: { name: string }[] } }>(server, document, key)
      ).organisations.nodes.map(({ name }) => name);
    const known = await named(desk.vendor);
    expect(known).toEqual(expect.arrayContaining(['ByteDance', 'Huawei', 'TSMC']));
    expect(known).not.toContain('NVIDIA');
    expect((await named()).sort()).toEqual(known.filter((name) => name !== 'TSMC').sort());
  });
});
