import { claimsAbout } from '../evidence/claim.reads.ts';
import { exactOrPreferredFigure } from '../evidence/figure.reads.ts';
import { type Declaration, toMany, toOne } from '../reads/model.ts';
import { purchaseVisible, stockVisible } from './supply-visibility.reads.ts';

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
        derived: exactOrPreferredFigure('StockStatement', 'STOCK_UNITS', 'units', 'chips'),
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
        derived: exactOrPreferredFigure('DomesticPurchase', 'PURCHASED_UNITS', 'units', 'chips'),
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
