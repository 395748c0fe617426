import type { Statements } from '../../server/src/database/transaction.ts';

/** Two licences in force, and order lines that they serve; keys in the database. */
export interface Tradeable {
  readonly exportLine: string;
  readonly importLine: string;
  readonly orderLines: readonly string[];
}

/**
 * Chips of a vendor in the United States that a buyer in Viet Nam orders, with nothing in the way. Each
 * chip has a licence on either side.
 *
 * @param chips how many
 * @param lines order lines for each chip, of a chip each, as many as one may want
 * @param authorised chips on each licence line
 */
export async function addTradeable(
  db: Statements,
  { chips, lines, authorised }: { chips: number; lines: number; authorised: number },
): Promise<Tradeable[]> {
  await db.query(
    `insert into jurisdiction (code, name, country_groups)
     values ('US', 'United States', '{}'), ('VN', 'Viet Nam', '{D:1}') on conflict do nothing`,
  );
  await db.query(
    `insert into organisation (name, kind, jurisdiction_id)
     select party.name, 'COMPANY', jurisdiction.id
     from (values ('Test Vendor', 'US'), ('Test Buyer', 'VN')) party (name, seat)
     join jurisdiction on code = seat on conflict do nothing`,
  );
  await db.query(
    `insert into screening (organisation_id, list, result, screened_at, screened_by)
     select id, 'Entity List', 'CLEAR', clock_timestamp(), 'test' from organisation
     where name in ('Test Vendor', 'Test Buyer')`,
  );
  return db.query<Tradeable>(
    `with vendor as (select * from organisation where name = 'Test Vendor'),
     buyer as (select * from organisation where name = 'Test Buyer'),
     made as (
       insert into chip (name, vendor_id, origin_id)
       select 'Test ' || n, vendor.id, vendor.jurisdiction_id from vendor, generate_series(1, $1::integer) n
       returning id),
     -- keys are drawn first, so that what belongs together can be told
     keyed as (
       select id as chip, nextval(pg_get_serial_sequence('licence', 'id')) as exporting,
         nextval(pg_get_serial_sequence('licence', 'id')) as importing,
         nextval(pg_get_serial_sequence('purchase_order', 'id')) as whole
       from made),
     classified as (
       insert into classification (chip_id, jurisdiction_id, scheme, code, basis)
       select chip, vendor.jurisdiction_id, 'CONTROL', '3A090.a', 'NOTICE' from keyed, vendor),
     permitted as (
       insert into licence (id, direction, type, status, jurisdiction_id, licensee_id, destination_id,
         valid_from, valid_to)
       overriding system value
       select exporting, 'EXPORT', 'INDIVIDUAL', 'ACTIVE', vendor.jurisdiction_id, vendor.id,
         buyer.jurisdiction_id, current_date - 1, current_date + 365 from keyed, vendor, buyer
       union all
       select importing, 'IMPORT', 'INDIVIDUAL', 'ACTIVE', buyer.jurisdiction_id, buyer.id,
         buyer.jurisdiction_id, current_date - 1, current_date + 365 from keyed, buyer),
     lined as (
       insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
       select permit, 1, chip, $3::bigint from keyed, unnest(array[exporting, importing]) permit
       returning id, licence_id),
     ordered as (
       insert into purchase_order (id, status, provenance, buyer_id, vendor_id, placed_at)
       overriding system value
       select whole, 'CONFIRMED', 'RECORDED', buyer.id, vendor.id, clock_timestamp()
       from keyed, buyer, vendor),
     wanted as (
       insert into order_line (order_id, ordinal, chip_id, units, destination_id, ship_date)
       select whole, n, chip, 1000000000, buyer.jurisdiction_id, current_date + 30
       from keyed, buyer, generate_series(1, $2::integer) n
       returning id, order_id)
     select
       (select id::text from lined where licence_id = exporting) as "exportLine",
       (select id::text from lined where licence_id = importing) as "importLine",
       array(select id::text from wanted where order_id = whole order by id) as "orderLines"
     from keyed order by chip`,
    [chips, lines, authorised],
  );
}

/** Variables of a reservation of chips for one of its order lines. */
export const reservation = `mutation Reserve($input: ReserveForOrderLineInput!) {
  reserveForOrderLine(input: $input) {
    __typename
    ... on ReserveForOrderLinePayload { replayed allocations { id units } }
    ... on Refusal { code message }
  }
}`;
