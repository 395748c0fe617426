import { broker, carrier, exportOffice, importOffice, laboratory, vendor } from './cast.ts';
import { idOf, type Known, type Step, versionOf } from './step.ts';

interface Journey {
  /** its name in the vendor's warehouse */
  readonly id: string;
  readonly orderLine: string;
  readonly units: number;
  /** day on which it is planned; the rest follows */
  readonly month: string;
  readonly itn: string;
  readonly mrn: string;
}

/** The time at a day of the journey's month. */
const on = ({ month }: Journey, day: number, hour = 8): string =>
  `${month}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

const shipment = ({ id }: Journey): string => `shipment ${id}`;
const declaration = ({ id }: Journey, side: 'EXPORT' | 'IMPORT'): string => `${side} of ${id}`;

function planned(journey: Journey): Step[] {
  const { id, orderLine, units } = journey;
  return [
    {
      at: on(journey, 2),
      by: vendor,
      decide: 'planShipment',
      input: () => ({
        external: { system: 'wms', id },
        lines: [{ orderLine: { external: { system: 'erp', id: orderLine } }, units }],
        carrier: { name: carrier },
        laboratory: { name: laboratory },
      }),
      take: { [shipment(journey)]: 'shipment' },
    },
  ];
}

const tested = (journey: Journey, result: string, day: number): Step => ({
  at: on(journey, day),
  by: laboratory,
  decide: 'recordLaboratoryTest',
  input: (known) => ({
    shipmentId: idOf(known, shipment(journey)),
    expectedVersion: versionOf(known, shipment(journey)),
    laboratory: { name: laboratory },
    result,
    report: `https://tests.example/${journey.id}-${day}`,
  }),
  take: { [shipment(journey)]: 'shipment' },
});

interface Move {
  readonly side: 'EXPORT' | 'IMPORT';
  readonly day: number;
  readonly hour?: number;
  readonly decide: string;
  readonly more?: Readonly<Record<string, unknown>>;
  /** instead of a day of the journey's month */
  readonly at?: string;
}

function moved(journey: Journey, { side, day, hour, decide, more, at }: Move): Step {
  const name = declaration(journey, side);
  const office = side === 'EXPORT' ? exportOffice : importOffice;
  return {
    at: at ?? on(journey, day, hour),
    by: decide === 'lodgeDeclaration' ? declarant(side) : office,
    decide,
    input: (known: Known) => ({
      declaration: { id: idOf(known, name) },
      expectedVersion: versionOf(known, name),
      ...more,
    }),
    take: { [name]: 'declaration', [shipment(journey)]: 'declaration.shipment' },
  };
}

const declarant = (side: 'EXPORT' | 'IMPORT'): string => (side === 'EXPORT' ? vendor : broker);

function declared(journey: Journey, side: 'EXPORT' | 'IMPORT', day: number): Step[] {
  const reference =
    side === 'EXPORT'
      ? { scheme: 'ITN', value: journey.itn }
      : { scheme: 'MRN', value: journey.mrn };
  return [
    {
      at: on(journey, day),
      by: declarant(side),
      decide: 'draftDeclaration',
      input: (known) => ({
        shipmentId: idOf(known, shipment(journey)),
        direction: side,
        office: side === 'EXPORT' ? 'USDFW' : 'CNNGB',
        authority: { name: side === 'EXPORT' ? exportOffice : importOffice },
        lines: [
          {
            orderLine: { external: { system: 'erp', id: journey.orderLine } },
            units: journey.units,
            commodityCode: '847330',
            origin: { code: 'US' },
          },
        ],
      }),
      take: { [declaration(journey, side)]: 'declaration' },
    },
    moved(journey, { side, day, hour: 9, decide: 'lodgeDeclaration', more: { reference } }),
    moved(journey, { side, day, hour: 10, decide: 'acceptDeclaration' }),
  ];
}

const travelled = (journey: Journey, decide: string, day: number, by: string): Step => ({
  at: on(journey, day),
  by,
  decide,
  input: (known) => ({
    shipmentId: idOf(known, shipment(journey)),
    expectedVersion: versionOf(known, shipment(journey)),
  }),
  take: { [shipment(journey)]: 'shipment' },
});

/** From the plan to the quay of the importing country, declared there. */
const brought = (journey: Journey): Step[] => [
  ...planned(journey),
  tested(journey, 'PASSED', 3),
  ...declared(journey, 'EXPORT', 6),
  travelled(journey, 'dispatchShipment', 8, carrier),
  travelled(journey, 'recordArrival', 12, carrier),
  ...declared(journey, 'IMPORT', 13),
];

const released: Journey = {
  id: 'S-501',
  orderLine: 'LC-1001/10',
  units: 240,
  month: '2026-04',
  itn: 'X20260406000501',
  mrn: '26CNNGB00000000501',
};
const held: Journey = {
  id: 'S-502',
  orderLine: 'LC-1001/10',
  units: 160,
  month: '2026-05',
  itn: 'X20260506000502',
  mrn: '26CNNGB00000000502',
};
const seized: Journey = {
  id: 'S-503',
  orderLine: 'LC-1001/20',
  units: 80,
  month: '2026-05',
  itn: 'X20260506000503',
  mrn: '26CNNGB00000000503',
};
const failed: Journey = {
  id: 'S-504',
  orderLine: 'LC-1001/20',
  units: 100,
  month: '2026-05',
  itn: 'X20260506000504',
  mrn: '26CNNGB00000000504',
};

const late: Journey = {
  id: 'S-505',
  orderLine: 'LC-1001/20',
  units: 120,
  month: '2026-05',
  itn: 'X20260506000505',
  mrn: '26CNNGB00000000505',
};

const imported = { side: 'IMPORT' } as const;

/** One shipment came through a hold, one is held, one seized, one late, and one failed its test. */
export const customs: readonly Step[] = [
  ...brought(released),
  moved(released, {
    ...imported,
    day: 13,
    hour: 11,
    decide: 'controlDeclaration',
    more: { controlType: 'DOCUMENTARY', nativeStatus: { scheme: 'DMS', code: 'CTL' } },
  }),
  moved(released, {
    ...imported,
    day: 14,
    decide: 'holdDeclaration',
    more: { reason: 'The end-user statement is to be shown in the original' },
  }),
  moved(released, {
    ...imported,
    day: 17,
    decide: 'releaseDeclaration',
    more: { nativeStatus: { scheme: 'DMS', code: 'CLE' } },
  }),
  travelled(released, 'deliverShipment', 19, carrier),
  ...brought(held),
  moved(held, {
    ...imported,
    day: 14,
    decide: 'holdDeclaration',
    more: { reason: 'The purchase plan does not name this shipment' },
  }),
  ...brought(seized),
  moved(seized, {
    ...imported,
    day: 13,
    hour: 11,
    decide: 'controlDeclaration',
    more: { controlType: 'PHYSICAL' },
  }),
  moved(seized, {
    ...imported,
    day: 14,
    decide: 'detainDeclaration',
    more: { reason: 'The count of modules is not the one declared' },
  }),
  moved(seized, {
    ...imported,
    day: 18,
    decide: 'seizeDeclaration',
    more: { reason: 'Undeclared modules were found' },
  }),
  ...brought(late),
  moved(late, {
    ...imported,
    day: 13,
    hour: 11,
    decide: 'controlDeclaration',
    more: { controlType: 'DOCUMENTARY' },
  }),
  moved(late, {
    ...imported,
    day: 31,
    at: '2026-06-02T08:00:00Z',
    decide: 'releaseDeclaration',
  }),
  ...planned(failed),
  tested(failed, 'FAILED', 20),
];
