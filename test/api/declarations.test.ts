import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { read } from '../support/decisions.ts';
import { type Journey, openJourney } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const because = { reason: 'Papers do not agree' };

describe('a declaration', () => {
  test('is drafted for what is shipped, and named as its office names it', async () => {
    const { decide, step, keys } = journey;
    const { line } = await journey.ordered(4);
    const { line: other } = await journey.ordered(4);
    const { id } = await journey.plan(line, 4);
    const drafted = (more: object = {}, by = keys.vendor) =>
      decide(
        'draftDeclaration',
        {
          shipmentId: id,
          direction: 'EXPORT',
          office: 'Port',
          lines: [{ orderLine: { id: line }, units: 4, commodityCode: '8473.30.1180' }],
          ...more,
        },
        by,
      );
    const reference = { scheme: 'ITN', value: 'X-77' };
    expect(await drafted({ reference })).toMatchObject({
      declaration: { status: 'DRAFT', units: 4 },
    });
    expect(await drafted({ reference })).toMatchObject({ scheme: 'ITN', reference: 'X-77' });
    const lines = (orderLine: string, units: number, more: object = {}) => ({
      lines: [{ orderLine: { id: orderLine }, units, ...more }],
    });
    expect(await drafted(lines(other, 4))).toMatchObject({ field: 'lines[0].orderLine' });
    expect(await drafted(lines(line, 5))).toMatchObject({ asked: 5, limit: 4 });
    expect(
      await drafted(lines(line, 4, { allocationId: encodeId('Allocation', 999_999) })),
    ).toMatchObject({ field: 'lines[0].allocationId' });
    // the authority of an export sits where the goods leave
    expect(await drafted({ authority: { name: 'Customs of China' } })).toMatchObject({
      field: 'authority',
    });
    expect((await drafted({}, keys.rival)).__typename).toBe('ShipmentNotFound');
    expect(await drafted({}, keys.us)).toMatchObject({ action: 'DRAFT_DECLARATION' });
    expect((await drafted({}, keys.broker)).__typename).toBe('DraftDeclarationPayload');
    const bad = { shipmentId: id, direction: 'EXPORT', office: ' ', ...lines(line, 4) };
    expect(await journey.fault('draftDeclaration', bad, keys.vendor)).toContain('office');
    const code = { ...bad, office: 'Port', ...lines(line, 4, { commodityCode: 'H200' }) };
    expect(await journey.fault('draftDeclaration', code, keys.vendor)).toContain('commodityCode');

    // of two drafts of the same goods one is lodged
    const [first, second] = [
      await journey.draft(id, 'EXPORT', line, 4),
      await journey.draft(id, 'EXPORT', line, 3),
    ];
    expect(await step('lodgeDeclaration', first, keys.vendor, { reference })).toMatchObject({
      __typename: 'ReferenceTaken',
    });
    expect((await step('lodgeDeclaration', first, keys.vendor)).__typename).toBe(
      'LodgeDeclarationPayload',
    );
    expect(await step('lodgeDeclaration', second, keys.vendor)).toMatchObject({
      asked: 3,
      limit: 0,
    });
    expect(await step('rejectDeclaration', first, keys.us, because)).toMatchObject({
      declaration: { status: 'REJECTED' },
    });
    expect(await step('lodgeDeclaration', second, keys.vendor)).toMatchObject({
      declaration: { status: 'LODGED' },
    });
  });

  test('is decided on by the authority of its jurisdiction', async () => {
    const { step, keys, server } = journey;
    const { declaration } = await journey.landed(2);
    for (const by of [keys.us, keys.vendor, keys.carrier]) {
      expect(await step('holdDeclaration', declaration, by, because)).toMatchObject({
        action: 'HOLD_DECLARATION',
      });
    }
    for (const by of [keys.rival, server.keys.analyst]) {
      const answer = await step('holdDeclaration', declaration, by, because);
      expect(answer.__typename).toBe('DeclarationNotFound');
    }
    expect(await step('holdDeclaration', declaration, server.keys.admin, because)).toMatchObject({
      declaration: { status: 'HELD' },
    });
    const seen = (key?: string) =>
      read<{ declaration: unknown; declarations: { totalCount: number } }>(
        server,
        'query ($id: ID!) { declaration(id: $id) { id lines { totalCount } } declarations(filter: { id: { eq: $id } }) { totalCount } }',
        key,
        { id: declaration },
      );
    for (const by of [keys.vendor, keys.buyer, keys.carrier, keys.broker, keys.us, keys.cn]) {
      expect(await seen(by)).toMatchObject({ declaration: { lines: { totalCount: 1 } } });
    }
    for (const by of [keys.rival, server.keys.analyst, undefined]) {
      expect(await seen(by)).toEqual({ declaration: null, declarations: { totalCount: 0 } });
    }
  });

  test('is found by the licence it needs, with the order and the shipment', async () => {
    const { keys, server } = journey;
    const { declaration, importPermit, exportPermit, line, shipment } = await journey.landed(2);
    const affected = (licence: string, key: string) =>
      read<{ licence: { declarations: { nodes: { id: string }[] } } }>(
        server,
        `query ($id: ID!) { licence(id: $id) {
          declarations { nodes { id shipment { id } } }
          lines { nodes { allocations { nodes { orderLine { id shipments { nodes { shipment { id } } } order { status } } } } } }
        } }`,
        key,
        { id: encodeId('Licence', licence) },
      );
    expect(await affected(importPermit.licence, keys.cn)).toMatchObject({
      licence: {
        declarations: { nodes: [{ id: declaration, shipment: { id: shipment } }] },
        lines: {
          nodes: [
            {
              allocations: {
                nodes: [
                  {
                    orderLine: { id: line, shipments: { nodes: [{ shipment: { id: shipment } }] } },
                  },
                ],
              },
            },
          ],
        },
      },
    });
    const { licence } = await affected(exportPermit.licence, keys.us);
    expect(licence.declarations.nodes.map(({ id }) => id)).not.toContain(declaration);
    expect(licence.declarations.nodes).toHaveLength(1);
  });
});
