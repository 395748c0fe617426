import { claimsAbout } from '../evidence/claim.reads.ts';
import { exactOrPreferredFigure } from '../evidence/figure.reads.ts';
import { isCollective, summedFigures } from '../evidence/figure-sum.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { purchaseVisible, stockVisible } from './supply-visibility.reads.ts';

const inStock = exactOrPreferredFigure('StockStatement', 'STOCK_UNITS', 'units', 'chips');
const purchased = exactOrPreferredFigure('DomesticPurchase', 'PURCHASED_UNITS', 'units', 'chips');

export const supplyReads: Declaration[] = [
  {
    type: 'StockStatement',
    table: 'stock_statement',
    visible: stockVisible,
    root: {
      one: 'stockStatement',
      many: 'stockStatements',
      description:
        'What vendors hold: as reported, and as far as the viewer may see it, as recorded.',
    },
    fields: {
      vendor: toOne('Organisation', {
        description: 'Who holds it.',
        column: 'vendor_id',
        required: true,
      }),
      chip: toOne('Chip', { description: 'Of which chip.', column: 'chip_id', required: true }),
      quantity: toOne('Figure', {
        description:
          'Chips in stock, one by one: the exact number where the vendor recorded it, else what is claimed.',
        derived: inStock,
        // a vendor's stock of a chip on several days, or told and counted, is the same stock
        summed: summedFigures({
          figure: inStock,
          unit: 'chips',
          of: (stock) => `${stock}.vendor_id || ':' || ${stock}.chip_id`,
          collective: (stock) => isCollective(`${stock}.vendor_id`),
          part: (stock) => `${stock}.id::text`,
          provenance: (stock) => `${stock}.provenance`,
        }),
      }),
      claims: claimsAbout('StockStatement', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read, if a source reports it.',
        column: 'source_report_id',
      }),
    },
  },
  {
    type: 'DomesticPurchase',
    table: 'domestic_purchase',
    visible: purchaseVisible,
    root: {
      one: 'domesticPurchase',
      many: 'domesticPurchases',
      description:
        'Chips that buyers bought at home: as reported, and as far as the viewer may see it, as recorded.',
    },
    fields: {
      buyer: toOne('Organisation', {
        description: 'Who bought.',
        column: 'buyer_id',
        required: true,
      }),
      chip: toOne('Chip', { description: 'What was bought.', column: 'chip_id', required: true }),
      quantity: toOne('Figure', {
        description:
          'Chips bought, one by one: the exact number where recorded, else what is claimed.',
        derived: purchased,
        // what is reported may count what is recorded, or what another report counts
        summed: summedFigures({
          figure: purchased,
          unit: 'chips',
          of: (purchase) => `${purchase}.buyer_id || ':' || ${purchase}.chip_id`,
          collective: (purchase) => isCollective(`${purchase}.buyer_id`),
          part: (purchase) =>
            `case when ${purchase}.provenance = 'REPORTED' then ${purchase}.id::text else 'recorded' end`,
          provenance: (purchase) => `${purchase}.provenance`,
        }),
      }),
      claims: claimsAbout('DomesticPurchase', 'What sources say about it.'),
      sourceReport: toOne('SourceReport', {
        description: 'Where it was read, if a source reports it.',
        column: 'source_report_id',
      }),
    },
  },
  {
    extends: 'Chip',
    fields: {
      stockStatements: toMany('StockStatement', {
        description: 'What vendors hold of it.',
        column: 'chip_id',
      }),
    },
  },
  {
    extends: 'Organisation',
    fields: {
      stockStatements: toMany('StockStatement', {
        description: 'What it holds.',
        column: 'vendor_id',
      }),
      domesticPurchases: toMany('DomesticPurchase', {
        description: 'Chips of its own country that it bought.',
        column: 'buyer_id',
      }),
    },
  },
];
