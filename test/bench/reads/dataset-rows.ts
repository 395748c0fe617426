import type { Size } from './size.ts';

/*
 * Made-up rows, set by set. Names differ in length and some need escaping, as real ones do. Keys
 * are counted from 1 by the tables, so one set finds another's rows by arithmetic.
 */

/** Vendor of all orders, and who asks for what is not public. */
export const vendor = 1;
/** Carries the goods and captures what happens on the way. */
const carrier = 2;
/** Captures what customs do. */
const office = 3;

/** Jurisdictions, organisations, chips and what sources say of them. */
const parties = ({ organisations }: Size) => [
  `insert into jurisdiction (code, name)
   select chr(65 + n / 26) || chr(65 + n % 26), 'Jurisdiction ' || n from generate_series(0, 29) n`,
  `insert into source_report (publisher, title, published_at)
   select 'Publisher ' || n % 7, 'Report ' || n, date '2025-01-01' + n from generate_series(1, 200) n`,
  `insert into organisation (name, kind, jurisdiction_id, sector, source_report_id)
   select (array['Computing ', 'Cloud "East" ', '智算 ', 'Data Centre '])[1 + n % 4] || n || ' Ltd',
     'COMPANY', 1 + n % 30, 'CLOUD', 1 + n % 200
   from generate_series(1, ${organisations}) n`,
  `insert into chip (name, family, vendor_id, origin_id, form_factor, released_at, released_precision)
   select 'A' || n || (array[' SXM', ' PCIe', ' OAM'])[1 + n % 3], 'A', 1 + n % 50, 1 + n % 30,
     'SXM', date '2020-01-01' + n, 'DAY'
   from generate_series(1, 200) n`,
  `insert into throughput (chip_id, number_format, bit_length, dense_tops, source_report_id)
   select 1 + n % 200, 'FP', 8 + 8 * (n / 200), 500 + n, 1 + n % 200 from generate_series(0, 399) n`,
  `insert into approval_round (name, jurisdiction_id, ordinal, status, announced_at, announced_precision)
   select 'Round ' || n, n, 1, 'CLOSED', date '2025-06-01' + n, 'DAY' from generate_series(1, 20) n`,
];

/** Some are for their parties only, so that the row condition has something to hold back. */
const licences = ({ licences, lines, orders, organisations }: Size) => [
  `insert into licence (number, direction, type, status, jurisdiction_id, authority_id, licensee_id,
     approval_round_id, destination_id, end_use, valid_from, valid_to, published, source_report_id)
   select 'IM-' || lpad(n::text, 7, '0'), (array['IMPORT', 'EXPORT'])[1 + n % 2], 'INDIVIDUAL',
     (array['ACTIVE', 'APPROVED', 'EXHAUSTED', 'CONDITIONALLY_APPROVED'])[1 + n / 2 % 4],
     1 + n % 30, 4 + n % 40,
     case when n % 100 <> 7 then 50 + n * 37 % (${organisations} - 50) end, 1 + n % 20, 1 + n / 30 % 30,
     'TRAINING', date '2025-07-01' + n % 199, case when n % 9 <> 0 then date '2026-07-01' + n % 397 end,
     n % 97 <> 0, 1 + n % 200
   from generate_series(1, ${licences}) n`,
  `insert into licence_party (licence_id, organisation_id, role)
   select id, 1 + id * 13 % ${organisations}, role
   from licence, unnest(array['PURCHASER', 'END_USER']) role`,
  // One to five lines, three on average; reserved is what the orders below draw, one chip each.
  `insert into licence_line (licence_id, ordinal, chip_id, control_code, licensed_by,
     authorised_units, reserved_units, used_units, movements)
   select licence_id, ordinal, case when (licence_id + ordinal) % 50 <> 0
       then 1 + (licence_id * 7 + ordinal) % 200 end,
     '3A090', 'NUMBER', 1000 + licence_id % 1000, drawn, licence_id % 300, drawn
   from (
     select *, ${orders} / ${lines} + (n <= ${orders} % ${lines})::integer as drawn from (
       select licence.id as licence_id, ordinal, row_number() over (order by ordinal, licence.id) as n
       from licence, generate_series(1, 1 + licence.id % 5) ordinal
     ) numbered order by n
   ) counted`,
  `insert into licence_condition (licence_id, kind, status, blocking, description)
   select id, 'KYC', 'PENDING', n = 1, 'Know your customer, part ' || n
   from licence, generate_series(1, 2) n`,
  `insert into event (type, licence_id, actor)
   select kind, id, 'bench' from licence,
     unnest(array['LICENCE_RECORDED', 'LICENCE_SUSPENDED']) kind`,
];

/** Each order has one line, which draws one chip from a licence line and travels by itself. */
const orders = ({ orders, lines, organisations }: Size) => [
  `insert into purchase_order (status, provenance, buyer_id, vendor_id, placed_at)
   select (array['PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'CLOSED'])[1 + n % 5], 'RECORDED',
     50 + n * 37::bigint % (${organisations} - 50), ${vendor},
     timestamptz '2025-06-01 00:00Z' + n % 500 * interval '1 day' + n % 1440 * interval '1 minute'
   from generate_series(1, ${orders}) n`,
  `insert into order_line (order_id, ordinal, chip_id, units, unit_price, currency, ship_date,
     destination_id, end_use)
   select n, 1, 1 + n % 200, 8 + n % 8, 25000 + n % 9000, 'USD', date '2025-09-01' + n % 400,
     1 + n / 200 % 30, 'TRAINING'
   from generate_series(1, ${orders}) n`,
  `insert into licence_allocation (order_line_id, licence_line_id, direction, status, units, reserved_units)
   select n, line.id, licence.direction, 'RESERVED', 1, 1
   from generate_series(1, ${orders}) n
   join licence_line line on line.id = 1 + (n * 7919::bigint - 1) % ${lines}
   join licence on licence.id = line.licence_id order by n`,
  `insert into licence_movement (licence_line_id, ordinal, allocation_id, kind, units, reserved_change,
     used_change, actor)
   select licence_line_id, row_number() over (partition by licence_line_id order by id), id, 'RESERVE',
     1, 1, 0, 'bench'
   from licence_allocation order by id`,
  `insert into shipment (status, carrier_id)
   select (array['PLANNED', 'IN_TRANSIT', 'ARRIVED', 'DELIVERED'])[1 + n % 4], ${carrier}
   from generate_series(1, ${orders}) n`,
  `insert into shipment_line (shipment_id, order_line_id, units)
   select n, n, 8 + n % 8 from generate_series(1, ${orders}) n`,
];

/**
 * Three events of each shipment, captured by vendor, carrier and customs as time goes by: those of
 * one shipment are a thousand rows apart.
 */
const customs = ({ orders }: Size) => [
  `insert into customs_event (event_id, content_hash, fingerprint, event_type, action, event_time,
     event_time_zone_offset, biz_step, disposition, read_point, document, captured_by, organisation_id,
     shipment_id)
   select 'urn:uuid:00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), 'ni:///sha-256;' || md5(n::text) || '?ver=CBV2.0',
     md5(n::text) || md5(n::text), 'ObjectEvent', 'OBSERVE',
     timestamptz '2025-09-01 00:00Z' + n * interval '1 minute', '+00:00',
     (array['shipping', 'transporting', 'inspecting'])[1 + step],
     (array['in_transit', 'in_progress', 'conformant'])[1 + step],
     'urn:epc:id:sgln:0614141.0' || 1000 + n % 9000 || '.0',
     json_build_object('type', 'ObjectEvent', 'eventTime', '2025-09-01T00:00:00.000Z',
       'eventTimeZoneOffset', '+00:00', 'action', 'OBSERVE', 'epcList',
       json_build_array('urn:epc:id:sgtin:0614141.107346.' || n)),
     'bench', (array[${vendor}, ${carrier}, ${office}])[1 + step], n / 3000 * 1000 + n % 1000 + 1
   from (select n, n / 1000 % 3 as step from generate_series(0, 3 * ${orders} - 1) n) told`,
];

/** The statements that fill an empty database: two lists that can be gone through side by side. */
export const statementsFor = (size: Size): string[][] => [
  [...parties(size), ...licences(size), ...orders(size)],
  customs(size),
];
