import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeCatalogue } from '../../server/src/database/catalogue.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: Client;

beforeEach(async () => {
  database = await createEmptyDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
});

it('writes everything a schema is made of, in an order of its own', async () => {
  await client.query(`
    create domain word as text not null default 'A' check (value ~ '^[A-Z]+$');
    create type colour as enum ('RED', 'BLUE');
    create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
    create sequence ticket;
    create table b_order (
      id bigint generated always as identity primary key,
      units integer not null default 1,
      twice integer generated always as (units * 2) stored,
      check (units > 0)
    );
    create table "a Line" (
      order_id bigint references b_order,
      name word collate "C" unique
    );
    create index on "a Line" (order_id);
    create trigger keep before delete on b_order for each row execute function refuse();
    comment on column b_order.units is 'chips';
    create view one as select 1 as unit;
  `);
  const text = await writeCatalogue(client);
  const body = text.slice(text.indexOf('create'));
  expect(text).toMatch(/^-- Generated .* do not edit/);
  expect(body).toBe(`create type colour as enum ('RED', 'BLUE');

create domain word as text default 'A'::text not null
  constraint word_check CHECK ((VALUE ~ '^[A-Z]+$'::text));

create sequence ticket as bigint;

CREATE OR REPLACE FUNCTION public.refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise 'no'; end $function$
;

create table "a Line" (
  order_id bigint,
  name word collate "C",
  constraint "a Line_name_key" UNIQUE (name),
  constraint "a Line_order_id_fkey" FOREIGN KEY (order_id) REFERENCES b_order(id)
);
CREATE INDEX "a Line_order_id_idx" ON public."a Line" USING btree (order_id);

create table b_order (
  id bigint generated always as identity not null,
  units integer default 1 not null,
  twice integer generated always as ((units * 2)) stored,
  constraint b_order_pkey PRIMARY KEY (id),
  constraint b_order_units_check CHECK ((units > 0))
);
CREATE TRIGGER keep BEFORE DELETE ON public.b_order FOR EACH ROW EXECUTE FUNCTION refuse();
comment on column b_order.units is 'chips';

create view one as
 SELECT 1 AS unit;
`);
});

it('does not depend on the order of making, nor leave a trace on the connection', async () => {
  const path = () => client.query('show search_path').then(({ rows }) => rows);
  const before = await path();
  await client.query('create table b (id int); create table a (id int); create index on a (id)');
  const one = await writeCatalogue(client);
  await client.query('drop table a, b');
  await client.query('create table a (id int); create index on a (id); create table b (id int)');
  expect(await writeCatalogue(client)).toBe(one);
  expect(await path()).toEqual(before);
});
