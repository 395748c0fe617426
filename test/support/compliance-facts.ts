import { assessControl } from '../../server/src/chips/classification.ts';
import type { CandidateFacts } from '../../server/src/compliance/candidate-facts.ts';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import type { ComplianceFacts } from '../../server/src/compliance/facts.ts';
import type { RuleName, RuleResult } from '../../server/src/compliance/rule-result.ts';

export const us = { id: '1', code: 'US', groups: [] };
export const cn = { id: '2', code: 'CN', groups: ['D:5'] };
export const jp = { id: '3', code: 'JP', groups: [] };

export const vendor = { id: '10', name: 'Vendor', jurisdiction: us, parent: null };
export const buyer = { id: '11', name: 'Buyer', jurisdiction: cn, parent: null };

const figures = {
  tpp: 15_840,
  performanceDensity: 19.5,
  memoryBandwidth: 4_800,
  marketedForDatacentre: true,
};

const nothing = { units: 0, tpp: '0', unknown: 0 };

/** A licence line with a hundred chips left; keys are made of its number. */
export function candidate(
  direction: 'EXPORT' | 'IMPORT',
  id = direction === 'EXPORT' ? '100' : '200',
  more: {
    licence?: Partial<CandidateFacts['licence']>;
    line?: Partial<CandidateFacts['line']>;
  } = {},
): CandidateFacts {
  const exported = direction === 'EXPORT';
  return {
    licence: {
      id,
      number: `L-${id}`,
      direction,
      type: 'INDIVIDUAL',
      status: 'ACTIVE',
      jurisdiction: exported ? us : cn,
      destinationId: cn.id,
      licensee: exported ? vendor : buyer,
      reviewPolicy: null,
      endUse: null,
      validFrom: '2026-01-01',
      validTo: '2027-12-31',
      parties: [],
      conditions: [],
      ...more.licence,
    },
    line: {
      id: `${id}1`,
      ordinal: 1,
      chipId: '7',
      controlCode: null,
      authorised: 100,
      reserved: 0,
      used: 0,
      licensedBy: 'NUMBER',
      value: null,
      ...more.line,
    },
  };
}

/** A condition of a candidate's licence. */
export function condition(
  kind: string,
  status: CandidateFacts['licence']['conditions'][number]['status'],
  blocking = true,
): CandidateFacts['licence']['conditions'][number] {
  const id = `${kind} ${status}`;
  return { id, kind, status, blocking, description: `What ${kind} asks for.`, owedBy: vendor };
}

/** Eight H200 from the United States to China, with nothing in the way. */
export const clearFacts: ComplianceFacts = {
  form: 1,
  at: '2026-11-23T12:00:00.000Z',
  line: {
    orderLine: '500',
    external: null,
    units: 8,
    unitValue: null,
    shipDate: '2026-12-01',
    origin: us,
    destination: cn,
    endUse: null,
    buyer,
    vendor,
    parties: [{ role: 'END_USER', organisation: buyer }],
    drawn: [],
  },
  chip: {
    id: '7',
    name: 'H200',
    vendor,
    origin: us,
    figures,
    assessment: assessControl(figures),
    codes: [],
  },
  candidates: [candidate('EXPORT'), candidate('IMPORT')],
  importRegime: ['First round'],
  sourcingRules: [],
  sourcing: { bought: nothing, imported: nothing },
  volumeCaps: [],
  screenings: [
    {
      organisationId: '11',
      screenedForId: null,
      list: 'Entity List',
      result: 'CLEAR',
      at: '2026-11-01T00:00:00.000Z',
    },
  ],
  restrictions: [],
  shipments: [],
  stock: { recorded: null, reported: null, ahead: nothing },
};

export type Change = Partial<Omit<ComplianceFacts, 'line' | 'chip' | 'stock'>> & {
  line?: Partial<ComplianceFacts['line']>;
  chip?: Partial<ComplianceFacts['chip']>;
  stock?: Partial<ComplianceFacts['stock']>;
};

/** The clear facts with something else in them. */
export function changed({ line, chip, stock, ...more }: Change = {}): ComplianceFacts {
  return {
    ...clearFacts,
    ...more,
    line: { ...clearFacts.line, ...line },
    chip: { ...clearFacts.chip, ...chip },
    stock: { ...clearFacts.stock, ...stock },
  };
}

/** What a rule says of the clear facts with something else in them. */
export const ruleOf = (rule: RuleName, change: Change): RuleResult | undefined =>
  checkCompliance(changed(change)).rules.find((each) => each.rule === rule);

/** For each chip imported half a domestic one, in force. */
export const sourcing = {
  id: '1',
  name: 'Ratio',
  jurisdiction: 'CN',
  basis: 'RATIO',
  metric: 'UNITS',
  status: 'IN_FORCE',
  ratio: '0.5',
  units: null,
  from: null,
  to: null,
} as const;

/** Half of what goes to end users at home, of which there are twenty; two are there already. */
export const cap = {
  id: '1',
  name: 'Half',
  jurisdiction: 'US',
  destinations: ['CN', 'MO'],
  metric: 'UNITS',
  ratio: '0.5',
  status: 'IN_FORCE',
  from: '2026-01-15',
  to: null,
  legalReference: '91 FR 1684',
  there: { units: 2, tpp: '31680', unknown: 0 },
  home: { units: 20, tpp: '316800', unknown: 0 },
} as const;

/** A stop on the import of the chip, in force. */
export const bar = {
  id: '1',
  name: 'Stop',
  jurisdiction: 'CN',
  procedure: 'IMPORT',
  status: 'IN_FORCE',
  from: '2026-01-01',
  liftedAt: null,
  chips: ['7'],
  parties: [],
  licensable: false,
  legalReference: null,
} as const;
