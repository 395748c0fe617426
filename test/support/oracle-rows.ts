import type { Statements } from '../../server/src/database/transaction.ts';

/** Stands in every text of an unpublished licence and of what belongs to it. */
export const canary = 'CANARY';

interface Wanted {
  published: boolean;
  /** name of the licensee, which must be there */
  licensee: string;
  jurisdiction: 'CN' | 'US';
  number: string;
}

/** A licence with a row of every kind that can belong to one. Gives its key. */
export async function addWholeLicence(db: Statements, wanted: Wanted): Promise<string> {
  const { published, licensee, jurisdiction, number } = wanted;
  const word = published ? 'OPEN' : canary;
  const [licence] = await db.query<{ id: string }>(
    `insert into licence (number, direction, type, status, status_before_suspension, status_reason,
       status_changed_at, jurisdiction_id, authority_id, licensee_id, approval_round_id, end_use,
       review_policy, valid_from, published)
     select $1, 'IMPORT', 'QUOTA', 'SUSPENDED', 'ACTIVE', $2, '2026-03-01T10:00:00.120Z',
       jurisdiction.id, (select id from organisation where kind = 'AUTHORITY' order by id offset $7 limit 1),
       (select id from organisation where name = $3),
       (select id from approval_round order by id limit 1), $4, $4, '2026-02-01', $5
     from jurisdiction where code = $6 returning id::text`,
    [
      number,
      `${word}: "why" \\ \n\t\u2028 数 🚚`,
      licensee,
      `${word}_USE`,
      published,
      jurisdiction,
      // one number at two authorities
      jurisdiction === 'US' ? 1 : 0,
    ],
  );
  const id = licence?.id ?? '';
  const statements: [string, unknown[]][] = [
    [
      `insert into licence_party (licence_id, organisation_id, role)
       select $1, id, 'END_USER' from organisation where name = $2`,
      [id, licensee],
    ],
    [
      `insert into licence_line (licence_id, ordinal, chip_id, control_code, authorised_units,
         reserved_units, authorised_value, currency)
       select $1, 1, (select id from chip order by id limit 1), $2, 700, 30, 12.50, 'USD'`,
      [id, `${word}1`],
    ],
    [
      `insert into licence_line (licence_id, ordinal, control_code) values ($1, 2, $2)`,
      [id, `${word}2`],
    ],
    [
      `insert into licence_condition (licence_id, kind, status, blocking, description, legal_reference)
       values ($1, 'KYC', 'PENDING', true, $2, $2)`,
      [id, `${word} condition`],
    ],
    [
      `insert into licence_amendment (licence_id, version, effective_at, changes, reason)
       values ($1, 2, '2026-03-01', $2, $3)`,
      [id, JSON.stringify([{ field: 'endUse', before: null, after: word }]), `${word} reason`],
    ],
    [
      `insert into event (type, licence_id, actor, payload) values
         ('LICENCE_RECORDED', $1, $2, '{}'), ('LICENCE_SUSPENDED', $1, $2, $3)`,
      [
        id,
        word,
        JSON.stringify({
          statusBefore: 'ACTIVE',
          statusAfter: 'SUSPENDED',
          version: 2,
          reason: word,
        }),
      ],
    ],
    [
      `insert into event_position (position, event_id, era)
       select (select coalesce(max(position), 0) from event_position) + row_number() over (order by id), id, 1
       from event where licence_id = $1`,
      [id],
    ],
    [
      `insert into claim (source_report_id, subject_type, subject_id, predicate, value_kind, statement)
       select (select min(id) from source_report), type, key, 'STATUS', 'STATEMENT', 'Somebody said so.'
       from (values ('Licence', $1::bigint),
         ('LicenceLine', (select min(id) from licence_line where licence_id = $1)),
         ('Condition', (select min(id) from licence_condition where licence_id = $1)),
         ('Event', (select min(id) from event where licence_id = $1))) subject (type, key)`,
      [id],
    ],
  ];
  for (const [sql, values] of statements) await db.query(sql, values);
  return id;
}

/** Some licences that everybody sees and some that only their parties see. */
export async function addLicences(db: Statements): Promise<void> {
  await db.query(
    `insert into site (organisation_id, name, purpose)
     select id, 'Ulanqab', 'DATACENTRE' from organisation where name = 'ByteDance'`,
  );
  const licensees = ['ByteDance', 'Alibaba', 'Tencent'];
  for (const [index, licensee] of licensees.entries()) {
    const jurisdiction = index === 2 ? 'US' : 'CN';
    for (const published of [true, false]) {
      const number = `${published ? 'OPEN' : canary}-${index % 2}`;
      await addWholeLicence(db, { published, licensee, jurisdiction, number });
    }
  }
}

const belonging = ['licence_party', 'licence_line', 'licence_condition', 'licence_amendment'];

/** Deletes every unpublished licence and what belongs to it, as if it had never been. */
export async function removeUnpublished(db: Statements): Promise<void> {
  const hidden = '(select id from licence where not published)';
  // one message, so one connection; what is append-only is kept so by triggers
  await db.query(`set session_replication_role = replica;
    delete from event_position where event_id in (select id from event where licence_id in ${hidden});
    ${['event', ...belonging].map((table) => `delete from ${table} where licence_id in ${hidden};`).join('\n')}
    delete from licence where not published;
    set session_replication_role = origin;`);
}
