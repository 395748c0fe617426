import { claimShape } from './evidence-shapes.ts';
import { key, type RecordShape, required, roughDate } from './shape.ts';

export const stockShape: RecordShape = {
  type: 'StockStatement',
  table: 'stock_statement',
  sourceColumn: 'source_report_id',
  fields: {
    vendor: key('vendor_id', 'Organisation', required),
    chip: key('chip_id', 'Chip', required),
    asOf: roughDate('as_of', 'as_of_precision', required),
  },
  children: { figures: { shape: claimShape, parent: 'subject_id' } },
};
