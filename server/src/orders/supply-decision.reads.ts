import type { Entry } from '../reads/model.ts';

export const supplyEntries: Entry[] = [
  {
    entry: 'RecordStockStatementPayload',
    fields: {
      stockStatement: {
        type: 'StockStatement',
        property: 'stockStatementId',
        required: true,
        description: 'The statement.',
      },
    },
  },
  {
    entry: 'RecordDomesticPurchasePayload',
    fields: {
      domesticPurchase: {
        type: 'DomesticPurchase',
        property: 'domesticPurchaseId',
        required: true,
        description: 'The purchase.',
      },
    },
  },
];
