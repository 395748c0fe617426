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

const seen = `licence { id status published version
  lines { nodes { id outcome authorised { low } requested { units } } }
  parties { nodes { role organisation { name } } }
  events { nodes { __typename } } amendments { nodes { version } } }`;

it('a licence is applied for, answered and published over HTTP, and the application stays with who had part in it', async () => {
  const { buyer, authority, analyst, broker, admin } = server.keys;
  const application = {
    idempotencyKey: 'draft',
    direction: 'IMPORT',
    type: 'INDIVIDUAL',
    jurisdiction: { code: 'CN' },
    destination: { code: 'CN' },
    endUse: 'AI_SERVICES',
    parties: [{ role: 'END_USER', organisation: { name: 'ByteDance' } }],
    lines: [
      { chip: { name: 'H200' }, authorisedUnits: 1000 },
      { chip: { name: 'H20' }, authorisedUnits: 10 },
    ],
    validTo: '2099-12-31',
  };
  for (const key of [analyst, broker, authority, undefined]) {
    expect(await decide('draftLicence', application, 'replayed', key)).toMatchObject({
      __typename: 'NotAuthorised',
      action: 'DRAFT_LICENCE',
    });
  }
  const drafted = await decide(
    'draftLicence',
    application,
    `licence { id } event { __typename statusAfter licence { status } } replayed`,
    buyer,
  );
  expect(drafted).toMatchObject({
    event: { __typename: 'LicenceDrafted', statusAfter: 'DRAFT' },
    replayed: false,
  });
  const { id } = drafted.licence as { id: string };
  const licence = { id };

  // nobody else learns of it, in reads or in refusals
  const read = `query($id: ID!) { ${seen.replace('licence {', 'licence(id: $id) {')} }`;
  const missing = Buffer.from('Licence:999999').toString('base64url');
  for (const key of [analyst, broker, undefined]) {
    expect(await data(read, key, { id })).toEqual({ licence: null });
    for (const name of ['submitLicence', 'withdrawLicence']) {
      for (const named of [id, missing]) {
        const step = { idempotencyKey: name, licence: { id: named }, expectedVersion: 1 };
        expect(await decide(name, step, 'replayed', key)).toEqual({
          __typename: 'LicenceNotFound',
          code: 'LICENCE_NOT_FOUND',
          message: 'There is no such licence that you can see: take the id from an answer.',
        });
      }
    }
    const wrong = { licence, expectedVersion: 1, idempotencyKey: 'no' };
    expect(
      await decide('decideLicence', { ...wrong, outcome: 'DENIED' }, 'replayed', key),
    ).toMatchObject({ __typename: 'LicenceNotFound' });
    expect(
      await decide('amendLicence', { ...wrong, reason: 'x', parties: [] }, 'replayed', key),
    ).toMatchObject({ __typename: 'LicenceNotFound' });
  }
  for (const key of [buyer, authority, admin]) {
    expect(await data(read, key, { id })).toMatchObject({
      licence: {
        status: 'DRAFT',
        published: false,
        events: { nodes: [{ __typename: 'LicenceDrafted' }] },
      },
    });
  }

  expect(
    await decide(
      'submitLicence',
      { idempotencyKey: 's', licence, expectedVersion: 1, reason: 'Urgent' },
      'licence { status } event { __typename reason }',
      buyer,
    ),
  ).toMatchObject({
    licence: { status: 'SUBMITTED' },
    event: { __typename: 'LicenceSubmitted', reason: 'Urgent' },
  });
  const { licence: before } = await data(read, authority, { id });
  const lines = (before as unknown as { lines: { nodes: { id: string }[] } }).lines.nodes;
  const answer = {
    idempotencyKey: 'd',
    licence,
    expectedVersion: 2,
    outcome: 'CONDITIONALLY_APPROVED',
    number: 'CN-1',
    lines: [
      { lineId: lines[0]?.id, outcome: 'CONDITIONALLY_APPROVED', authorisedUnits: 800 },
      { lineId: lines[1]?.id, outcome: 'DENIED' },
    ],
    conditions: [{ kind: 'KYC', blocking: true, description: 'Name who reaches the chips' }],
  };
  expect(await decide('decideLicence', answer, 'replayed', buyer)).toMatchObject({
    __typename: 'NotAuthorised',
  });
  expect(
    await decide(
      'decideLicence',
      answer,
      `${seen} event { __typename ... on LicenceDecided { outcome lines { outcome line { id } } } }`,
      authority,
    ),
  ).toMatchObject({
    licence: {
      status: 'CONDITIONALLY_APPROVED',
      published: true,
      version: 3,
      lines: {
        nodes: [
          {
            outcome: 'CONDITIONALLY_APPROVED',
            authorised: { low: '800' },
            requested: { units: 1000 },
          },
          { outcome: 'DENIED', authorised: { low: '0' }, requested: { units: 10 } },
        ],
      },
    },
    event: {
      __typename: 'LicenceDecided',
      outcome: 'CONDITIONALLY_APPROVED',
      lines: [
        { outcome: 'CONDITIONALLY_APPROVED', line: { id: lines[0]?.id } },
        { outcome: 'DENIED', line: { id: lines[1]?.id } },
      ],
    },
  });

  // the public sees the licence, and nothing of how it came about
  await expect
    .poll(async () => (await data(read, undefined, { id })).licence)
    .toMatchObject({
      status: 'CONDITIONALLY_APPROVED',
      lines: { nodes: [{ requested: null }, { requested: null }] },
      parties: { nodes: [{ role: 'END_USER', organisation: { name: 'ByteDance' } }] },
      events: { nodes: [{ __typename: 'LicencePublished' }] },
      amendments: { nodes: [] },
    });
  const log = `query($id: ID!) { licenceEvents(filter: { licence: { id: { eq: $id } } }) { totalCount nodes { __typename } } }`;
  expect(await data(log, analyst, { id })).toEqual({
    licenceEvents: { totalCount: 1, nodes: [{ __typename: 'LicencePublished' }] },
  });
  const asked = `{ licences(filter: { lines: { some: { requested: { units: { eq: 1000 } } } } }) { totalCount }
    licenceEvents(filter: { lines: { some: { outcome: { eq: DENIED } } }, amendment: { isNull: true } }) { totalCount } }`;
  for (const [key, totalCount] of [
    [buyer, 1],
    [analyst, 0],
  ] as const) {
    expect(await data(asked, key)).toEqual({
      licences: { totalCount },
      licenceEvents: { totalCount },
    });
  }
  expect((await data(read, buyer, { id })).licence).toMatchObject({
    events: {
      nodes: ['Drafted', 'Submitted', 'Decided', 'ConditionImposed', 'Published'].map((each) => ({
        __typename: each.startsWith('Condition') ? each : `Licence${each}`,
      })),
    },
    amendments: { nodes: [{ version: 2 }, { version: 3 }] },
  });

  const { licence: open } = await data(
    'query($id: ID!) { licence(id: $id) { conditions { nodes { id } } } }',
    undefined,
    { id },
  );
  const condition = (open as unknown as { conditions: { nodes: { id: string }[] } }).conditions
    .nodes[0]?.id;
  expect(
    await decide(
      'waiveCondition',
      { idempotencyKey: 'w', conditionId: condition },
      'event { __typename statusAfter ... on ConditionWaived { condition { id kind } } }',
      authority,
    ),
  ).toMatchObject({
    event: {
      __typename: 'ConditionWaived',
      statusAfter: 'APPROVED',
      condition: { id: condition, kind: 'KYC' },
    },
  });
});
