import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { decision, loggedAbout, makeKey, read } from '../support/decisions.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let vendor: string;
let broker: string;
let endUser: string;
let chinese: string;
let american: string;
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  const as = (role: string, name: string) =>
    makeKey(server, `name: "${name}", roles: [${role}], organisation: { name: "${name}" }`);
  vendor = await as('VENDOR', 'NVIDIA');
  broker = await as('BROKER', 'AMD');
  endUser = await as('BUYER', 'ByteDance');
  const of = (code: string) =>
    makeKey(server, `name: "${code}", roles: [AUTHORITY], jurisdictions: [{ code: "${code}" }]`);
  chinese = await of('CN');
  american = await of('US');
  const client = await connectDatabase(server.databaseUrl);
  await client.query(
    `insert into licence (number, direction, type, status, jurisdiction_id, published)
     select number, 'IMPORT', 'INDIVIDUAL', 'ACTIVE', id, published from jurisdiction,
       (values ('OPEN-1', true), ('HIDDEN-1', false)) kinds (number, published) where code = 'CN'`,
  );
  await client.end();
});
afterAll(() => server.close());

const fields =
  'id endUse validFrom validTo provenance endUser { name } issuer { name } recordedFor { name } licence { number } sourceReport { id }';
const recording = () =>
  decision(
    server,
    'recordEndUserStatement',
    `... on RecordEndUserStatementPayload { replayed endUserStatement { ${fields} } }
     ... on InvalidReference { field id } ... on InvalidPeriod { field from to } ... on NotAuthorised { action }`,
  );
const asked = (more: object = {}) => ({
  endUser: { name: 'ByteDance' },
  issuer: { name: 'ByteDance' },
  endUse: 'Recommendation in a data centre of its own',
  validFrom: '2026-12-01',
  validTo: '2027-11-30',
  ...more,
});
const recorded = async (more: object = {}, key?: string): Promise<string> => {
  const { endUserStatement } = await recording().answer(asked(more), key);
  return (endUserStatement as { id: string }).id;
};

describe('an end-user statement', () => {
  it('is recorded once, for a licence', async () => {
    const input = asked({ licence: { number: 'OPEN-1' }, idempotencyKey: 'stated' });
    const first = await recording().answer(input, vendor);
    expect(first).toMatchObject({
      replayed: false,
      endUserStatement: {
        validFrom: '2026-12-01',
        validTo: '2027-11-30',
        provenance: 'RECORDED',
        endUser: { name: 'ByteDance' },
        issuer: { name: 'ByteDance' },
        recordedFor: { name: 'NVIDIA' },
        licence: { number: 'OPEN-1' },
        sourceReport: null,
      },
    });
    expect(await recording().answer(input, vendor)).toEqual({ ...first, replayed: true });
    expect(await recording().answer({ ...input, endUse: 'Other' }, vendor)).toEqual({
      __typename: 'IdempotencyConflict',
    });
    const { id } = first.endUserStatement as { id: string };
    expect(await loggedAbout(server, id)).toEqual([
      {
        type: 'END_USER_STATEMENT_RECORDED',
        endUserStatement: id,
        endUser: expect.any(String),
      },
    ]);
    const { licence } = await read<{ licence: unknown }>(
      server,
      '{ licence(number: "OPEN-1") { endUserStatements { nodes { id } } } }',
      vendor,
    );
    expect(licence).toEqual({ endUserStatements: { nodes: [{ id }] } });
  });

  it('is seen by its parties, by whom it was recorded for, and by the authority there', async () => {
    const id = await recorded({ issuer: { name: 'Huawei' } }, vendor);
    const issuer = await makeKey(
      server,
      'name: "issuer", roles: [VENDOR], organisation: { name: "Huawei" }',
    );
    const document = `query($id: ID!) { endUserStatement(id: $id) { id } node(id: $id) { id }
      endUserStatements(filter: { id: { eq: $id } }) { totalCount }
      organisation(name: "ByteDance") { endUserStatements(filter: { id: { eq: $id } }) { totalCount } } }`;
    const counted = (totalCount: number) => ({
      ...{ endUserStatement: totalCount ? { id } : null, node: totalCount ? { id } : null },
      ...{ endUserStatements: { totalCount }, organisation: { endUserStatements: { totalCount } } },
    });
    const { admin, authority, analyst, integrator } = server.keys;
    for (const key of [admin, authority, chinese, vendor, endUser, issuer]) {
      expect(await read(server, document, key, { id })).toEqual(counted(1));
    }
    for (const key of [undefined, analyst, integrator, american, broker]) {
      expect(await read(server, document, key, { id })).toEqual(counted(0));
    }
  });
});

describe('a statement for a licence that is not seen', () => {
  it('is seen without it, and cannot be found by it', async () => {
    const id = await recorded(
      { issuer: { name: 'NVIDIA' }, licence: { number: 'HIDDEN-1' } },
      chinese,
    );
    const document = `query($id: ID!) { endUserStatement(id: $id) { licence { number } }
      endUserStatements(filter: { licence: { number: { eq: "HIDDEN-1" } } }) { totalCount } }`;
    expect(await read(server, document, vendor, { id })).toEqual({
      endUserStatement: { licence: null },
      endUserStatements: { totalCount: 0 },
    });
    expect(await read(server, document, chinese, { id })).toEqual({
      endUserStatement: { licence: { number: 'HIDDEN-1' } },
      endUserStatements: { totalCount: 1 },
    });
  });
});

describe('what is refused of an end-user statement', () => {
  it('an end before the beginning', async () => {
    expect(await recording().answer(asked({ validTo: '2026-11-30' }))).toEqual({
      __typename: 'InvalidPeriod',
      ...{ field: 'validTo', from: '2026-12-01', to: '2026-11-30' },
    });
  });

  it('what names nothing, and a licence that is not seen as if there were none', async () => {
    const nobody = { name: 'Nobody' };
    for (const [field, more, id] of [
      ['endUser', { endUser: nobody }, 'Nobody'],
      ['issuer', { issuer: nobody }, 'Nobody'],
      ['licence', { licence: { number: 'HIDDEN-1' } }, 'HIDDEN-1'],
      ['licence', { licence: { number: 'HIDDEN-2' } }, 'HIDDEN-2'],
    ] as const) {
      expect(await recording().answer(asked(more), vendor)).toEqual({
        __typename: 'InvalidReference',
        ...{ field, id },
      });
    }
    expect(
      await recording().answer(asked({ licence: { number: 'HIDDEN-1' } }), chinese),
    ).toMatchObject({ endUserStatement: { licence: { number: 'HIDDEN-1' } } });
    expect(await recording().fault(asked({ endUse: '' }))).toContain('endUse is blank');
  });

  it('whoever has no part in it', async () => {
    const { analyst, integrator, broker: nobodys } = server.keys;
    const refused = { __typename: 'NotAuthorised', action: 'RECORD_END_USER_STATEMENT' };
    for (const key of [analyst, integrator, nobodys, american]) {
      expect(await recording().answer(asked(), key)).toEqual(refused);
    }
    const others = { endUser: { name: 'Alibaba' }, issuer: { name: 'Alibaba' } };
    expect(await recording().answer(asked(others), endUser)).toEqual(refused);
    for (const key of [chinese, endUser, vendor, broker]) {
      expect(await recording().answer(asked(), key)).toMatchObject({ replayed: false });
    }
  });
});
