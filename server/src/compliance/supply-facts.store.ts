import { counts } from './asked.store.ts';
import type { FactSql } from './fact-sql.store.ts';

const newest = (sql: FactSql, recorded: boolean): string => `
  select stated.* from stock_statement stated
  where stated.vendor_id = asked.vendor_id and stated.chip_id = asked.chip_id
    and stated.as_of <= $6::date and stated.units is ${recorded ? 'not null' : 'null'}
    and (stated.provenance = 'DEMONSTRATION') = asked.invented
    and ${counts(sql, 'StockStatement', 'stated')}
  order by stated.as_of desc, stated.id desc limit 1`;

/** JSON of what the vendor holds: by its own record, and by what sources report. */
export const stockJson = (sql: FactSql): string => `json_build_object(
  'recorded', (select json_build_object('asOf', to_char(as_of, 'YYYY-MM-DD'), 'units', units)
    from (${newest(sql, true)}) own),
  'reported', (select json_build_object('asOf', to_char(told.as_of, 'YYYY-MM-DD'), 'low', told.low::text,
      'central', told.central::text, 'high', told.high::text, 'qualifier', told.qualifier)
    from (select stated.as_of, figure.low, figure.central, figure.high, figure.qualifier
      from (${newest(sql, false)}) stated,
        lateral ${sql.figure('StockStatement', 'quantity', 'stated')} figure
      where not asked.brief) told))`;

/** JSON of the shipments of a line with the newest test of each laboratory. */
export const shipmentsJson = `(
  select coalesce(json_agg(json_build_object('id', loaded.shipment_id::text, 'units', loaded.units,
    'tests', (select coalesce(json_agg(json_build_object('laboratory', laboratory, 'result', result,
        'at', to_char(tested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]')
      from (select distinct on (test.laboratory_id) lab.name as laboratory, test.result, test.tested_at
        from laboratory_test test join organisation lab on lab.id = test.laboratory_id
        where test.shipment_id = loaded.shipment_id
        order by test.laboratory_id, test.tested_at desc, test.id desc) newest))), '[]')
  from shipment_line loaded join shipment carried on carried.id = loaded.shipment_id
  where loaded.order_line_id = asked.order_line_id
    and carried.status not in ('RETURNED', 'SEIZED'))`;
