import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LicenceDoor, openLicenceDoor } from '../support/licence-door.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let data: LicenceDoor['data'];
let decide: LicenceDoor['decide'];
beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  ({ data, decide } = openLicenceDoor(server.url));
});
afterAll(() => server.close());

interface Found {
  licences: { nodes: { id: string; version: number; lines: { nodes: { id: string }[] } }[] };
}

it('a licence whose number was never told is put in force, amended and revoked over HTTP', async () => {
  const { buyer, authority } = server.keys;
  const { licences } = (await data(
    '{ licences(filter: { licensee: { name: { eq: "ByteDance" } } }) { nodes { id version lines { nodes { id available } } } } }',
  )) as unknown as Found;
  const [found] = licences.nodes;
  const licence = { id: found?.id };
  const line = found?.lines.nodes[0]?.id;
  expect(
    await decide(
      'activateLicence',
      { idempotencyKey: 'a', licence, expectedVersion: 1 },
      'licence { status version }',
      authority,
    ),
  ).toMatchObject({ licence: { status: 'ACTIVE', version: 2 } });

  const amendment = {
    idempotencyKey: 'm',
    licence,
    expectedVersion: 2,
    reason: 'Told at last',
    lines: [{ lineId: line, authorisedUnits: 500 }],
  };
  const selection = `licence { version lines { nodes { authorised { low } availableFigure { low high qualifier } availableValue } } }
    amendment { version changes } heldAllocations { id }
    event { __typename ... on LicenceAmended { amendment { version } } } replayed`;
  const changed = {
    licence: {
      version: 3,
      lines: {
        nodes: [
          {
            authorised: { low: '500' },
            availableFigure: { low: '500', high: '500', qualifier: 'EXACT' },
            availableValue: null,
          },
        ],
      },
    },
    amendment: {
      version: 3,
      changes: [{ field: 'lines[1].authorisedUnits', before: null, after: 500 }],
    },
    heldAllocations: [],
    event: { __typename: 'LicenceAmended', amendment: { version: 3 } },
  };
  for (const replayed of [false, true]) {
    expect(await decide('amendLicence', amendment, selection, authority)).toMatchObject({
      ...changed,
      replayed,
    });
  }

  const next = { ...amendment, idempotencyKey: 'n' };
  expect(await decide('amendLicence', next, 'replayed', authority)).toMatchObject({
    __typename: 'VersionStale',
  });
  expect(await decide('amendLicence', next, 'replayed', buyer)).toMatchObject({
    __typename: 'NotAuthorised',
    action: 'AMEND_LICENCE',
  });
  const negative = {
    ...next,
    idempotencyKey: 'o',
    expectedVersion: 3,
    lines: [{ lineId: line, authorisedUnits: -1 }],
  };
  expect(await decide('amendLicence', negative, 'replayed', authority)).toMatchObject({
    __typename: 'InvalidQuantity',
  });

  const revoking = { licenceId: found?.id, reason: 'End use in doubt' };
  expect(
    await decide(
      'revokeLicence',
      { ...revoking, idempotencyKey: 'r1', lineIds: [line] },
      'licence { status version } event { __typename }',
      authority,
    ),
  ).toMatchObject({
    licence: { status: 'EXHAUSTED', version: 4 },
    event: { __typename: 'LicenceAmended' },
  });
  expect(
    await decide(
      'revokeLicence',
      { ...revoking, idempotencyKey: 'r2' },
      'licence { status } event { __typename }',
      authority,
    ),
  ).toMatchObject({ licence: { status: 'REVOKED' }, event: { __typename: 'LicenceRevoked' } });
  expect(
    await data(
      'query($id: ID!) { licence(id: $id) { amendments { nodes { version } } } }',
      undefined,
      { id: found?.id },
    ),
  ).toEqual({
    licence: { amendments: { nodes: [2, 3, 4, 5].map((version) => ({ version })) } },
  });
});

it('says what US law lets a value be exceeded by, and that it is not certain', async () => {
  const { licences } = await data(
    '{ licences(filter: { jurisdiction: { code: { eq: "US" } } }, first: 1) { nodes { tolerance { licensedBy valueRatio citation confirmed sourceReport { url } } } } }',
  );
  expect(licences).toMatchObject({
    nodes: [
      {
        tolerance: [
          {
            licensedBy: 'NUMBER',
            valueRatio: '0.25',
            citation: '15 CFR 750.11(b)(2)',
            confirmed: false,
          },
          { licensedBy: 'VALUE', valueRatio: '0', confirmed: false },
        ],
      },
    ],
  });
});
