import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import {
  type Carnet,
  createCarnet,
  type LicenceFieldsFragment,
  LicencesDocument,
  type RefusalFieldsFragment,
  type ReserveForOrderLineMutation,
} from '@carnet/sdk';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let carnet: Carnet;
let authority: Carnet;
/** the one licence of the dataset that is active */
let active: string;

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  carnet = createCarnet({ url: server.url });
  authority = createCarnet({ url: server.url, key: server.keys.authority });
  const { nodes } = await carnet.licences({ filter: { status: { eq: 'ACTIVE' } } });
  active = nodes[0]?.id ?? '';
});
afterAll(() => server.close());

type Reserved = ReserveForOrderLineMutation['reserveForOrderLine'];
type Refused<Name> = Extract<Reserved, { __typename: Name }>;

test('a refusal has its facts, typed', () => {
  expectTypeOf<Refused<'QuotaExceeded'>['available']>().toEqualTypeOf<number>();
  expectTypeOf<Refused<'AuthorisationMissing'>['directions']>().items.toEqualTypeOf<
    'EXPORT' | 'IMPORT'
  >();
  type Rule = Refused<'ComplianceRefused'>['check']['rules'][number];
  expectTypeOf<Rule['missing']>().toEqualTypeOf<Array<string>>();
  expectTypeOf<Refused<'ChipMismatch'>['actualChip']['name']>().toEqualTypeOf<string>();
  // one handler for whatever is not the payload
  expectTypeOf<Exclude<Reserved, { __typename: 'ReserveForOrderLinePayload' }>>().toExtend<{
    code: string;
    message: string;
  }>();
  expectTypeOf<RefusalFieldsFragment['message']>().toEqualTypeOf<string>();
});

describe('questions', () => {
  test('each is one request, and its answer is typed', async () => {
    const licence = await carnet.licence({ id: active });
    expect(licence).toMatchObject({ status: 'ACTIVE', licensee: { name: 'NVIDIA' } });
    expectTypeOf(licence).extract<null>().toEqualTypeOf<null>();
    expectTypeOf(licence?.recordedAt).toEqualTypeOf<Date | undefined>();
    expectTypeOf(licence?.lines.nodes[0]?.reserved).toEqualTypeOf<number | undefined>();
    expectTypeOf<LicenceFieldsFragment['validFrom']>().toEqualTypeOf<string | null>();
    // @ts-expect-error a field that the operation does not select
    expect(licence?.recordedat).toBeUndefined();
    // @ts-expect-error an argument that there is not
    await expect(carnet.licence({ name: 'x' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    // @ts-expect-error a word that is not in the enum
    const wrong = carnet.licences({ filter: { status: { eq: 'LOST' } } });
    await expect(wrong).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('instants are dates, days are strings, decimals are strings, counts are numbers', async () => {
    const { nodes } = await carnet.approvalRounds();
    const round = nodes.find(({ authorisedUnits }) => authorisedUnits !== null);
    expect(round?.recordedAt).toBeInstanceOf(Date);
    expect(round?.licences.nodes.map(({ recordedAt }) => recordedAt)).toEqual(
      round?.licences.nodes.map(() => expect.any(Date)),
    );
    expect(round?.announcedAt).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(round?.authorisedUnits?.low).toEqual('400000');
    expect(round?.licences.nodes[0]?.lines.nodes[0]?.reserved).toBe(0);
    expectTypeOf(round?.authorisedUnits?.low).toEqualTypeOf<string | null | undefined>();
  });

  test('instants are dates below an abstract type, too', async () => {
    const { nodes } = await carnet.pastLicenceEvents({ first: 2 });
    for (const event of nodes) {
      expect(event.occurredAt).toBeInstanceOf(Date);
      expect(event.licence.recordedAt).toBeInstanceOf(Date);
    }
    expect(nodes).toHaveLength(2);
  });

  test('a filter takes dates', async () => {
    const before = { filter: { recordedAt: { lt: new Date('2020-01-01T00:00:00Z') } } };
    expect((await carnet.licences(before)).nodes).toEqual([]);
    const after = { filter: { recordedAt: { gt: new Date('2020-01-01T00:00:00Z') } } };
    expect((await carnet.licences(after)).nodes).not.toEqual([]);
  });

  test('the answer and its place in the log come together', async () => {
    const { licence, position } = await carnet.licenceAndPosition({ id: active });
    expect(licence?.id).toBe(active);
    expectTypeOf(position).toEqualTypeOf<string>();
    expect((await carnet.pastLicenceEvents({ after: position })).nodes).toEqual([]);
  });

  test('of the same kind are a method, its document, and a text of your own', async () => {
    const { nodes } = await carnet.licences({ first: 1 });
    const { licences } = await carnet.request(LicencesDocument, { first: 1 });
    expect(licences.nodes).toEqual(nodes);
    type Counted = { licences: { totalCount: number } };
    const counted = await carnet.request<Counted>('{ licences { totalCount } }');
    expect(counted.licences.totalCount).toBeGreaterThan(nodes.length);
  });

  test('a typed text of graphql-codegen brings its types', async () => {
    class TypedDocumentString<Result, Variables> extends String {
      declare __apiType?: (variables: Variables) => Result;
    }
    const own = new TypedDocumentString<
      { chip: { name: string } | null },
      { name?: string | null }
    >('query Own($name: String) { chip(name: $name) { name } }');
    const { chip } = await carnet.request(own, { name: 'no such chip' });
    expectTypeOf(chip).toEqualTypeOf<{ name: string } | null>();
    expect(chip).toBeNull();
  });
});

describe('pages', () => {
  test('give everything in a list, once and in order, as it is asked for', async () => {
    const all: string[] = [];
    for await (const chip of carnet.pages(carnet.chips, { first: 50 })) all.push(chip.name);
    const { nodes } = await carnet.chips({ first: 200 });
    expect(all).toEqual(nodes.map(({ name }) => name));
    expect(all.length).toBeGreaterThan(50);
  });

  test('start after a cursor, and keep the filter', async () => {
    const filter = { vendor: { name: { eq: 'NVIDIA' } } };
    const { nodes, pageInfo } = await carnet.chips({ first: 20, filter });
    const rest: string[] = [];
    const given = { first: 20, filter, after: pageInfo.endCursor };
    for await (const { name, vendor } of carnet.pages(carnet.chips, given)) {
      expect(vendor?.name).toBe('NVIDIA');
      rest.push(name);
    }
    expect(rest).not.toContain(nodes[0]?.name);
    expect(rest).not.toEqual([]);
  });
});

describe('decisions', () => {
  const input = () => ({
    licenceId: active,
    reason: 'end use in doubt',
    idempotencyKey: randomUUID(),
  });

  test('give what came of them', async () => {
    const result = await authority.suspendLicence(input());
    expect(result).toMatchObject({ __typename: 'SuspendLicencePayload', replayed: false });
    if (result.__typename === 'SuspendLicencePayload') {
      expect(result.licence.statusChangedAt).toBeInstanceOf(Date);
      expectTypeOf(result.licence.statusChangedAt).toEqualTypeOf<Date | null>();
    }
    const back = await authority.reinstateLicence(input());
    expect(back).toMatchObject({ licence: { status: 'ACTIVE' } });
  });

  test('are repeated by their key alone', async () => {
    const once = input();
    await authority.suspendLicence(once);
    expect(await authority.suspendLicence(once)).toMatchObject({ replayed: true });
    await authority.reinstateLicence(input());
  });

  test('a refusal is an answer, with its numbers, and no exception', async () => {
    const stale = await authority.suspendLicence({ ...input(), expectedVersion: 10_000 });
    expect(stale).toMatchObject({ __typename: 'VersionStale', expected: 10_000 });
    if (stale.__typename === 'VersionStale') expectTypeOf(stale.actual).toEqualTypeOf<number>();
    const illegal = await authority.reinstateLicence(input());
    expect(illegal).toMatchObject({ __typename: 'TransitionRefused', from: 'ACTIVE' });
    const refused = await carnet.revokeLicence(input());
    expect(refused).toMatchObject({ __typename: 'NotAuthorised', message: expect.any(String) });
    // @ts-expect-error no licence before it is known that there was no refusal
    expect(refused.licence).toBeUndefined();
  });

  test('evidence is recorded, and what it refers to must be there', async () => {
    const analyst = createCarnet({ url: server.url, key: server.keys.analyst });
    const report = await analyst.recordSourceReport({
      idempotencyKey: randomUUID(),
      publisher: 'The Gazette',
      title: 'A licence is looked at again',
      publishedAt: '2026-03-01',
    });
    expect(report).toMatchObject({
      __typename: 'RecordSourceReportPayload',
      sourceReport: { publishedAt: '2026-03-01', recordedAt: expect.any(Date) },
    });
    if (report.__typename !== 'RecordSourceReportPayload') return;
    const claim = {
      sourceReportId: report.sourceReport.id,
      subjectId: active,
      predicate: 'CONDITIONS' as const,
      value: { statement: 'reports every quarter' },
    };
    expect(await analyst.recordClaim({ ...claim, idempotencyKey: randomUUID() })).toMatchObject({
      __typename: 'RecordClaimPayload',
      claim: { subject: { id: active }, recordedAt: expect.any(Date) },
    });
    const nowhere = { ...claim, idempotencyKey: randomUUID(), subjectId: unknownId };
    expect(await analyst.recordClaim(nowhere)).toMatchObject({
      __typename: 'InvalidReference',
      field: 'subjectId',
    });
  });
});

const unknownId = Buffer.from('Licence:999999').toString('base64url');
