import { expect, test } from 'vitest';
import { asOf, hasPast } from '../../server/src/reads/past/as-of.ts';

const moment = { state: () => '$1::pg_snapshot', instant: () => '$2::timestamptz' };
const then = (sql: string): string =>
  asOf(sql, moment)
    .replaceAll(/past\."(\w+)"\(\$1::pg_snapshot\)/g, '«$1»')
    .replaceAll('$2::timestamptz', '«now»');

const swapped: [what: string, sql: string, past: string][] = [
  [
    'after FROM and JOIN',
    'select from claim c join chip on c.chip_id = chip.id',
    'select from «claim» c join «chip» on c.chip_id = chip.id',
  ],
  [
    'after a comma of FROM',
    'select a, chip from claim, site s, lateral (select from chip) x where chip = b, claim',
    'select a, chip from «claim», «site» s, lateral (select from «chip») x where chip = b, claim',
  ],
  [
    'in parentheses',
    'select from ((claim join chip on true) left join (select * from site) s on true)',
    'select from ((«claim» join «chip» on true) left join (select * from «site») s on true)',
  ],
  [
    'in subselects of any clause',
    'select (select max(id) from claim) from chip where exists (select from site) order by (select 1 from claim)',
    'select (select max(id) from «claim») from «chip» where exists (select from «site») order by (select 1 from «claim»)',
  ],
  [
    'whatever the case, and quoted',
    'SELECT * FROM Claim JOIN "chip" USING (id)',
    'SELECT * FROM «claim» JOIN «chip» USING (id)',
  ],
  [
    'in each part of a union',
    'select id from claim union all select id from chip',
    'select id from «claim» union all select id from «chip»',
  ],
  [
    'not in strings',
    "select 'from claim', E'it\\'s from chip' from site",
    "select 'from claim', E'it\\'s from chip' from «site»",
  ],
  [
    'not in comments',
    'select 1 -- from claim\n from /* join chip */ site',
    'select 1 -- from claim\n from /* join chip */ «site»',
  ],
  [
    'not aliases and columns',
    'select claim.id, chip from site claim where claim.chip = 1',
    'select claim.id, chip from «site» claim where claim.chip = 1',
  ],
  [
    'not what IS DISTINCT FROM compares with',
    'select a is distinct from claim, b is not distinct from chip from site where c is distinct from claim',
    'select a is distinct from claim, b is not distinct from chip from «site» where c is distinct from claim',
  ],
  [
    'not what functions take FROM',
    'select extract(epoch from claim) from site',
    'select extract(epoch from claim) from «site»',
  ],
  [
    'not functions',
    'select from unnest($1) with ordinality claim(id, n), claim(1) c',
    'select from unnest($1) with ordinality claim(id, n), claim(1) c',
  ],
  [
    'not names that WITH gives',
    '(with claim as materialized (select 1 from chip) select from claim, (select from claim) x) , (select from claim)',
    '(with claim as materialized (select 1 from «chip») select from claim, (select from claim) x) , (select from «claim»)',
  ],
  [
    'within WITH, where the name is not given yet',
    'with claim as (select * from claim) select from claim',
    'with claim as (select * from «claim») select from claim',
  ],
  [
    'not within WITH RECURSIVE',
    'with recursive claim(id) as (select 1 union all select id from claim) select from claim',
    'with recursive claim(id) as (select 1 union all select id from claim) select from claim',
  ],
  [
    'not of the places of events',
    'select from event e join event_position p on p.event_id = e.id',
    'select from «event» e join event_position p on p.event_id = e.id',
  ],
  [
    'and now() is the instant',
    'select now(), x.now, now from chip where t < now ( )',
    'select «now», x.now, now from «chip» where t < «now» ',
  ],
];

for (const [what, sql, past] of swapped) {
  test(`tables are read as of a moment: ${what}`, () => {
    expect(then(sql).trim()).toBe(past.trim());
  });
}

test('what cannot be read as of a moment is a mistake', () => {
  expect(() => then('select from webhook_endpoint')).toThrow('no history of it is kept');
  expect(() => then('select clock_timestamp() from chip')).toThrow('write now()');
  expect(() => then('select current_date from chip')).toThrow('write now()');
});

test('models of which no history is kept are told from others', () => {
  expect(hasPast({ table: 'licence' })).toBe(true);
  expect(hasPast({ table: '(select id from event join event_position on true)' })).toBe(true);
  expect(hasPast({ table: '(select 1 where false)' })).toBe(true);
  expect(hasPast({ table: 'api_key' })).toBe(false);
  expect(hasPast({ table: '(select 1 from licence join api_key on true)' })).toBe(false);
});
