import { broker, buyer, importOffice, secondBuyer, vendor } from './cast.ts';
import { idOf, type Step, versionOf } from './step.ts';

const erp = (id: string) => ({ system: 'erp', id });

interface Line {
  readonly id: string;
  readonly quantity: Readonly<Record<string, unknown>>;
  readonly price: string;
  readonly shipDate: string;
}

interface Placement {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly lines: readonly Line[];
}

const placement = ({ id, at, by, lines }: Placement): Step => ({
  at,
  by,
  decide: 'placeOrder',
  input: () => ({
    external: erp(id),
    buyer: { name: by },
    vendor: { name: vendor },
    lines: lines.map((line) => ({
      external: erp(line.id),
      chip: { name: 'H200' },
      quantity: line.quantity,
      unitPrice: { amount: line.price, currency: 'USD' },
      shipDate: line.shipDate,
      destination: { code: 'CN' },
      endUse: 'COMMERCIAL_DATA_CENTRE',
      parties: [
        { role: 'END_USER', organisation: { name: by } },
        { role: 'FORWARDING_AGENT', organisation: { name: broker } },
      ],
    })),
  }),
  take: { [`order ${id}`]: 'order' },
});

const confirmation = (id: string, at: string): Step => ({
  at,
  by: vendor,
  decide: 'confirmOrder',
  input: (known) => ({
    order: { id: idOf(known, `order ${id}`) },
    expectedVersion: versionOf(known, `order ${id}`),
  }),
  take: { [`order ${id}`]: 'order' },
});

const reservation = (line: string, at: string): Step => ({
  at,
  by: vendor,
  decide: 'reserveForOrderLine',
  input: () => ({ orderLine: { external: erp(line) } }),
});

/** Orders, and what of them finds its licences. */
export const orders: readonly Step[] = [
  placement({
    id: 'LC-1001',
    at: '2026-03-04T08:00:00Z',
    by: buyer,
    lines: [
      {
        id: 'LC-1001/10',
        quantity: { value: 50, unit: 'MODULE', chipsPerModule: 8 },
        price: '216000.00',
        shipDate: '2026-04-15',
      },
      { id: 'LC-1001/20', quantity: { value: 300 }, price: '27000.00', shipDate: '2026-05-15' },
    ],
  }),
  confirmation('LC-1001', '2026-03-05T08:00:00Z'),
  reservation('LC-1001/10', '2026-03-06T08:00:00Z'),
  reservation('LC-1001/20', '2026-03-06T08:05:00Z'),
  placement({
    id: 'LC-1002',
    at: '2026-03-09T08:00:00Z',
    by: buyer,
    lines: [
      { id: 'LC-1002/10', quantity: { value: 150 }, price: '27500.00', shipDate: '2026-06-15' },
    ],
  }),
  confirmation('LC-1002', '2026-03-10T08:00:00Z'),
  reservation('LC-1002/10', '2026-03-11T08:00:00Z'),
  placement({
    id: 'QD-7',
    at: '2026-03-12T08:00:00Z',
    by: secondBuyer,
    lines: [{ id: 'QD-7/10', quantity: { value: 250 }, price: '28000.00', shipDate: '2026-06-01' }],
  }),
  confirmation('QD-7', '2026-03-13T08:00:00Z'),
  {
    at: '2026-03-13T09:00:00Z',
    by: vendor,
    decide: 'recordComplianceDecision',
    input: () => ({
      orderLine: { external: erp('QD-7/10') },
      note: 'Asked before anything was promised to the buyer',
    }),
  },
  {
    at: '2026-03-13T10:00:00Z',
    by: vendor,
    decide: 'holdOrderLine',
    input: () => ({
      orderLine: { external: erp('QD-7/10') },
      reason: 'A list has a name like that of the end user',
    }),
  },
];

/** After the shipments: one import licence is stopped, and what was reserved on it with it. */
export const suspension: readonly Step[] = [
  {
    at: '2026-05-20T08:00:00Z',
    by: importOffice,
    decide: 'suspendLicence',
    input: (known) => ({
      licenceId: idOf(known, 'the second import licence'),
      reason: 'The domestic share is to be shown for every data centre first',
    }),
  },
];
