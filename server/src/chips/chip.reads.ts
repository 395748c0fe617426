import { claimsAbout } from '../evidence/claim.reads.ts';
import { preferredFigure } from '../evidence/figure.reads.ts';
import { computed, type Declaration, expression, toMany, toOne } from '../reads/model.ts';
import {
  computedTpp,
  dieArea,
  memoryBandwidth,
  performanceDensity,
  tpp,
  tppRank,
} from './performance.reads.ts';

const figure = (predicate: string, description: string) =>
  toOne('Figure', { description, derived: preferredFigure('Chip', predicate) });

export const chipReads: Declaration[] = [
  {
    type: 'Chip',
    table: 'chip',
    visible: 'everyone',
    root: {
      one: 'chip',
      many: 'chips',
      description: 'The catalogue of accelerators, with figures to rank and compare them by.',
      keys: [{ args: { name: { type: 'String', sql: (row) => `${row}.name` } } }],
    },
    fields: {
      tpp: expression(tpp),
      computedTpp: expression(computedTpp),
      performanceDensity: expression(performanceDensity),
      tppRank: expression(tppRank),
      controlAssessment: computed(
        {
          tpp,
          dieArea,
          memoryBandwidth,
          nonPlanar: (chip) => `${chip}.non_planar`,
          marketedForDatacentre: (chip) => `${chip}.marketed_for_datacentre`,
        },
        { alone: true },
      ),
      publishedTpp: figure('TPP', 'Total processing performance as published, unit `TPP`.'),
      memory: figure('MEMORY', 'Memory on the package, in `GB`.'),
      memoryBandwidth: figure('MEMORY_BANDWIDTH', 'Total DRAM bandwidth, in `GB/s`.'),
      dieArea: figure('DIE_AREA', 'Area of its logic dies together, in `mm2`.'),
      power: figure('POWER', 'Thermal design power, in `W`.'),
      vendor: toOne('Organisation', { description: 'Who sells it.', column: 'vendor_id' }),
      foundry: toOne('Organisation', { description: 'Who makes its dies.', column: 'foundry_id' }),
      originCountry: toOne('Jurisdiction', {
        description: 'The country it counts as a product of.',
        column: 'origin_id',
      }),
      throughputs: toMany('Throughput', {
        description: 'How fast it works, by number format and source.',
        column: 'chip_id',
      }),
      classifications: toMany('Classification', {
        description: 'Codes under which it is controlled or taxed.',
        column: 'chip_id',
      }),
      reachedBy: toMany('Chip', {
        description: 'Other chips whose `tpp` is at least as high.',
        on: (chip, other) => `(${other}.id <> ${chip}.id and ${tpp(other)} >= ${tpp(chip)})`,
      }),
      policyEvents: toMany('PolicyEvent', {
        description: 'Policy events that concern it.',
        through: { table: 'policy_event_chip', from: 'chip_id', to: 'policy_event_id' },
      }),
      claims: claimsAbout(
        'Chip',
        'What sources say about it, or about others with regard to it.',
        'chip_id',
      ),
      sourceReport: toOne('SourceReport', {
        description: 'Where what is recorded of it was read.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Claim',
    fields: {
      chip: toOne('Chip', {
        description: 'The chip with regard to which the claim is made, beside its subject.',
        column: 'chip_id',
      }),
    },
  },
  {
    extends: 'PolicyEvent',
    fields: {
      chips: toMany('Chip', {
        description: 'The chips it concerns.',
        through: { table: 'policy_event_chip', from: 'policy_event_id', to: 'chip_id' },
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      chips: toMany('Chip', { description: 'Chips it sells.', column: 'vendor_id' }),
    },
  },
];
