import type { Statements } from '../../server/src/database/transaction.ts';

/** A drawable line of a licence; keys. */
export interface Permit {
  readonly licence: string;
  readonly line: string;
}

/** A small trade in one chip from the United States to China, in which nothing stands in the way. */
export interface Market {
  /** keys of organisations */
  readonly vendor: string;
  readonly buyer: string;
  readonly rival: string;
  readonly chip: string;
  permit(
    direction: 'EXPORT' | 'IMPORT',
    licensee: string,
    more?: { units?: number; published?: boolean },
  ): Promise<Permit>;
  /** A placed order of one line; gives the line's key. */
  order(buyer: string, units: number | null, provenance?: string): Promise<string>;
  /** Draws for a line as if it had been reserved. */
  reserve(orderLine: string, permit: Permit, units: number): Promise<void>;
}

/** Makes a market on a database that has the jurisdictions CN and US, or none. */
export async function openMarket(db: Statements): Promise<Market> {
  const key = async (sql: string, values: unknown[] = []): Promise<string> => {
    const [row] = await db.query<{ id: string }>(sql, values);
    if (!row) throw new Error(`nothing came of ${sql}`);
    return row.id;
  };
  await db.query(
    `insert into jurisdiction (code, name) values ('CN', 'China'), ('US', 'United States') on conflict do nothing`,
  );
  await db.query(`update jurisdiction set country_groups = '{D:5}' where code = 'CN'`);
  const organisation = (name: string, seat: string) =>
    key(
      `insert into organisation (name, kind, jurisdiction_id)
       select $1, 'COMPANY', id from jurisdiction where code = $2 returning id::text`,
      [name, seat],
    );
  const vendor = await organisation('Nova', 'US');
  const buyer = await organisation('Lian', 'CN');
  const rival = await organisation('Miao', 'CN');
  const report = await key(
    `insert into source_report (publisher, title, url, published_at, published_precision, language)
     values ('Nova', 'Data sheet', 'https://example.com/m200', '2026-01-01', 'DAY', 'en') returning id::text`,
  );
  const chip = await key(
    `insert into chip (name, vendor_id, origin_id, marketed_for_datacentre)
     select 'M200', $1, id, true from jurisdiction where code = 'US' returning id::text`,
    [vendor],
  );
  await db.query(
    `insert into throughput (chip_id, number_format, bit_length, dense_tops, source_report_id)
     values ($1, 'FP8', 8, 1980, $2)`,
    [chip, report],
  );
  await db.query(
    `insert into screening (organisation_id, list, result, screened_at, screened_by, screened_for_id)
     select id, 'Entity List', 'CLEAR', '2026-11-01', 'key:1', $3 from organisation where id in ($1, $2)`,
    [buyer, rival, vendor],
  );
  return {
    vendor,
    buyer,
    rival,
    chip,
    permit: async (direction, licensee, { units = 1000, published = false } = {}) => {
      const licence = await key(
        `insert into licence (direction, type, status, jurisdiction_id, licensee_id, published, valid_from)
         select $1::text, 'INDIVIDUAL', 'ACTIVE', id, $2, $3, '2026-01-01' from jurisdiction
         where code = case when $1::text = 'EXPORT' then 'US' else 'CN' end returning id::text`,
        [direction, licensee, published],
      );
      const line = await key(
        `insert into licence_line (licence_id, ordinal, chip_id, authorised_units)
         values ($1, 1, $2, $3) returning id::text`,
        [licence, chip, units],
      );
      return { licence, line };
    },
    order: async (by, units, provenance = 'RECORDED') => {
      const order = await key(
        `insert into purchase_order (status, provenance, buyer_id, vendor_id, placed_at)
         values ('PLACED', $3, $1, $2, now()) returning id::text`,
        [by, vendor, provenance],
      );
      return key(
        `with line as (
           insert into order_line (order_id, ordinal, chip_id, units, ship_date, destination_id)
           select $1, 1, $2, $3, '2026-12-01', id from jurisdiction where code = 'CN' returning id),
         party as (insert into order_line_party (order_line_id, organisation_id, role)
           select id, $4, 'END_USER' from line)
         select id::text from line`,
        [order, chip, units, by],
      );
    },
    reserve: async (orderLine, { line }, units) => {
      await db.query(
        `with drawn as (
           insert into licence_allocation (order_line_id, licence_line_id, direction, status, units, reserved_units)
           select $1, line.id, licence.direction, 'RESERVED', $3, $3
           from licence_line line join licence on licence.id = line.licence_id where line.id = $2)
         update licence_line set reserved_units = reserved_units + $3 where id = $2`,
        [orderLine, line, units],
      );
    },
  };
}
