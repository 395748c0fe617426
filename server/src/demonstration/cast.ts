/** The invented companies and offices of the demonstration; none of them exists. */
export interface Player {
  readonly name: string;
  readonly kind: 'COMPANY' | 'AUTHORITY';
  readonly roles: readonly string[];
  /** code of the jurisdiction it sits in */
  readonly jurisdiction: string;
  /** places it runs, by name, with what they are for */
  readonly sites?: readonly (readonly [name: string, purpose: string])[];
  /** what its keys let it do */
  readonly acts: 'VENDOR' | 'BUYER' | 'BROKER' | 'LAB' | 'CARRIER' | 'AUTHORITY';
}

export const vendor = 'Halcyon Accelerators';
export const buyer = 'Lantern Cloud';
export const secondBuyer = 'Quince Data';
export const laboratory = 'Tidewater Test Laboratory';
export const broker = 'Breakwater Customs Brokers';
export const carrier = 'Longspan Air Freight';
export const exportOffice = 'Example Export Office';
export const importOffice = 'Example Import Office';

export const cast: readonly Player[] = [
  {
    name: vendor,
    kind: 'COMPANY',
    roles: ['VENDOR'],
    jurisdiction: 'US',
    sites: [['Halcyon Dallas warehouse', 'WAREHOUSE']],
    acts: 'VENDOR',
  },
  {
    name: buyer,
    kind: 'COMPANY',
    roles: ['BUYER', 'END_USER'],
    jurisdiction: 'CN',
    sites: [['Lantern Ningbo data centre', 'DATA_CENTRE']],
    acts: 'BUYER',
  },
  {
    name: secondBuyer,
    kind: 'COMPANY',
    roles: ['BUYER', 'END_USER'],
    jurisdiction: 'CN',
    acts: 'BUYER',
  },
  { name: laboratory, kind: 'COMPANY', roles: ['LAB'], jurisdiction: 'US', acts: 'LAB' },
  { name: broker, kind: 'COMPANY', roles: ['BROKER'], jurisdiction: 'CN', acts: 'BROKER' },
  { name: carrier, kind: 'COMPANY', roles: ['CARRIER'], jurisdiction: 'US', acts: 'CARRIER' },
  {
    name: exportOffice,
    kind: 'AUTHORITY',
    roles: ['AUTHORITY'],
    jurisdiction: 'US',
    acts: 'AUTHORITY',
  },
  {
    name: importOffice,
    kind: 'AUTHORITY',
    roles: ['AUTHORITY'],
    jurisdiction: 'CN',
    acts: 'AUTHORITY',
  },
];
