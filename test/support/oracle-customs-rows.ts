import type { Statements } from '../../server/src/database/transaction.ts';

/** Rows of the kinds that the invented story has none of: customs events, and changes of verdicts. */
export async function addCustomsRows(db: Statements): Promise<void> {
  const statements = [
    // of shipments, of declarations and of neither; twins of one time, captured by several
    `insert into customs_event (event_id, content_hash, fingerprint, event_type, action, event_time,
       event_time_zone_offset, biz_step, disposition, read_point, document, context, captured_by,
       organisation_id, shipment_id, declaration_id, provenance, certification_info,
       control_type, status_before, status_after)
     select 'urn:uuid:' || n, 'ni:' || n, md5(n::text) || md5('x' || n), case when n % 3 = 0 then 'AggregationEvent' else 'ObjectEvent' end,
       case when n % 4 > 0 then 'OBSERVE' end, timestamptz '2026-04-01T00:00:00Z' + n % 3 * interval '1 hour',
       '+08:00', case when n % 2 = 0 then 'inspecting' end, case when n % 3 = 0 then 'Été à "Ningbo"' end,
       'urn:epc:id:sgln:' || n % 2, '{"isA":"ObjectEvent"}', null, 'key:' || n % 2,
       case when n % 2 = 0 then (select min(carrier_id) from shipment) end,
       case when n % 3 = 1 then (select min(id) + n % 4 from shipment) end,
       case when n % 3 = 2 then (select min(id) + n % 6 from declaration) end, 'RECORDED',
       case when n % 2 = 0 then array['CERT-' || n] else '{}' end,
       case when n % 5 = 0 then 'PHYSICAL' end, case when n % 5 = 0 then 'ACCEPTED' end,
       case when n % 5 = 0 then 'UNDER_CONTROL' end
     from generate_series(1, 14) n`,
    `insert into customs_event_epc (customs_event_id, role, epc, digital_link)
     select id, 'OBJECT', 'urn:epc:' || id % 3, 'https://id.gs1.org/' || id % 3 from customs_event`,
    `insert into customs_event_quantity (customs_event_id, role, epc_class, digital_link, quantity, uom, chip_id)
     select id, 'CHILD', 'urn:carnet:chip:' || id % 2, 'https://example.org/' || id % 2,
       case when id % 3 > 0 then id % 2 + 0.5 end, 'KGM', case when id % 2 = 0 then (select min(id) from chip) end
     from customs_event`,
    `insert into customs_event_transaction (customs_event_id, type, uri)
     select id, case when id % 2 = 0 then 'po' end, 'urn:order:' || id % 3 from customs_event`,
    `insert into customs_event_error (customs_event_id, declaration_time, reason, corrective_event_ids,
       fingerprint, document, captured_by)
     select id, timestamptz '2026-04-02T00:00:00Z', 'did_not_occur', array['urn:uuid:' || id + 2],
       repeat('0', 64), '{}', captured_by from customs_event where id % 4 = 1`,
    `insert into customs_event_licence (customs_event_id, licence_id)
     select customs_event.id, licence.id from customs_event, licence where (customs_event.id + licence.id) % 4 = 0`,
    `insert into compliance_verdict_change (compliance_decision_id, before, after, rules, answer, changed_at)
     select id, verdict, case when verdict = 'HOLD' then 'CLEAR' else 'HOLD' end, array['END_USE'], answer, timestamptz '2026-05-01T00:00:00Z'
     from compliance_decision`,
    // what orders and shipments are called elsewhere
    `update purchase_order set external_system = 'erp', external_id = 'order ' || id % 2 where id % 3 > 0`,
    `update shipment set external_system = 'erp', external_id = 'shipment ' || id where id % 2 = 0`,
  ];
  for (const statement of statements) await db.query(statement);
}
