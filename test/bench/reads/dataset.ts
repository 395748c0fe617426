import { connectDatabase } from '../../../server/src/database/connect.ts';

/** Names differ in length and some need escaping, as real ones do. */
const statements = [
  `insert into jurisdiction (code, name)
   select chr(65 + n / 26) || chr(65 + n % 26), 'Jurisdiction ' || n from generate_series(0, 29) n`,
  `insert into source_report (publisher, title, published_at)
   select 'Publisher ' || n % 7, 'Report ' || n, date '2025-01-01' + n from generate_series(1, 200) n`,
  `insert into organisation (name, kind, jurisdiction_id, sector, source_report_id)
   select (array['Computing ', 'Cloud "East" ', '智算 ', 'Data Centre '])[1 + n % 4] || n || ' Ltd',
     'COMPANY', 1 + n % 30, 'CLOUD', 1 + n % 200
   from generate_series(1, 2000) n`,
  `insert into chip (name, family, vendor_id, origin_id, form_factor, released_at, released_precision)
   select 'A' || n || (array[' SXM', ' PCIe', ' OAM'])[1 + n % 3], 'A', 1 + n % 50, 1 + n % 30,
     'SXM', date '2020-01-01' + n, 'DAY'
   from generate_series(1, 200) n`,
  `insert into throughput (chip_id, number_format, bit_length, dense_tops, source_report_id)
   select 1 + n % 200, 'FP', 8 + 8 * (n / 200), 500 + n, 1 + n % 200 from generate_series(0, 399) n`,
  `insert into approval_round (name, jurisdiction_id, ordinal, status, announced_at, announced_precision)
   select 'Round ' || n, n, 1, 'CLOSED', date '2025-06-01' + n, 'DAY' from generate_series(1, 20) n`,
  // some are for their parties only, so that the row condition has something to hold back
  `insert into licence (number, direction, type, status, jurisdiction_id, authority_id, licensee_id,
     approval_round_id, destination_id, end_use, valid_from, valid_to, published, source_report_id)
   select 'IM-' || lpad(n::text, 6, '0'), (array['IMPORT', 'EXPORT'])[1 + n % 2], 'INDIVIDUAL',
     (array['ACTIVE', 'APPROVED', 'EXHAUSTED', 'REVOKED'])[1 + n % 4], 1 + n % 30, 1 + n % 40,
     case when n % 100 <> 7 then 41 + n * 37 % 1960 end, 1 + n % 20, 1 + n % 30, 'TRAINING',
     date '2025-07-01' + n % 200, case when n % 9 <> 0 then date '2026-07-01' + n % 400 end,
     n % 97 <> 0, 1 + n % 200
   from generate_series(1, 10000) n`,
  `insert into licence_party (licence_id, organisation_id, role)
   select id, 1 + id * 13 % 2000, role
   from licence, unnest(array['PURCHASER', 'END_USER']) role`,
  // one to five lines, three on average
  `insert into licence_line (licence_id, ordinal, chip_id, control_code, licensed_by,
     authorised_units, reserved_units, used_units)
   select id, ordinal, case when (id + ordinal) % 50 <> 0 then 1 + (id * 7 + ordinal) % 200 end,
     '3A090', 'NUMBER', case when (id + ordinal) % 20 <> 0 then 1000 + id end,
     case when (id + ordinal) % 20 <> 0 then id % 500 else 0 end,
     case when (id + ordinal) % 20 <> 0 then id % 300 else 0 end
   from licence, generate_series(1, 1 + id % 5) ordinal order by ordinal, id`,
  `insert into licence_condition (licence_id, kind, status, blocking, description)
   select id, 'KYC', 'PENDING', n = 1, 'Know your customer, part ' || n
   from licence, generate_series(1, 2) n`,
  `insert into event (type, licence_id, actor)
   select kind, id, 'bench' from licence,
     unnest(array['LICENCE_RECORDED', 'LICENCE_SUSPENDED']) kind`,
];

const count = `
  select sum((xpath('/row/n/text()', query_to_xml(
    format('select count(*) as n from %I', relname), false, true, '')))[1]::text::bigint)::integer as rows
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;

/** The version of the server, as in `18.4`. */
export async function versionOf(url: string): Promise<string> {
  const client = await connectDatabase(url);
  try {
    const { rows } = await client.query<{ version: string }>(
      "select split_part(current_setting('server_version'), ' ', 1) as version",
    );
    return rows[0]?.version ?? 'unknown';
  } finally {
    await client.end();
  }
}

/**
 * Fills a migrated, empty database with made-up licences and what belongs to them.
 *
 * @returns how many rows it then has
 */
export async function fill(url: string): Promise<number> {
  const client = await connectDatabase(url);
  try {
    for (const statement of statements) await client.query(statement);
    // by hand, so that no autovacuum comes between the rounds
    await client.query('vacuum (freeze, analyze)');
    const { rows } = await client.query<{ rows: number }>(count);
    return rows[0]?.rows ?? 0;
  } finally {
    await client.end();
  }
}

/** Keys of licences in random order, the same at every run. */
export async function someLicences(url: string, most: number): Promise<string[]> {
  const client = await connectDatabase(url);
  try {
    await client.query('select setseed(0.5)');
    const { rows } = await client.query<{ id: string }>(
      'select id::text from licence order by random() limit $1',
      [most],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
