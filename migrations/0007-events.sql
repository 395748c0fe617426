-- Written inside the decision's transaction, after its subject is locked.
create table event (
  id bigint generated always as identity primary key,
  type word not null,
  licence_id bigint references licence,
  actor text not null,
  occurred_at instant not null default clock_timestamp(),
  payload json not null default '{}',
  xact xid8 not null default pg_current_xact_id()
);
create index on event (licence_id);
create index on event (xact);
create trigger event_append_only before update or delete on event
  for each row execute function refuse_change();

-- The order everybody sees: given to committed events by the sequencer, without gaps.
create table event_position (
  position bigint primary key check (position between 1 and 9007199254740991),
  event_id bigint not null unique references event,
  era integer not null
);
create trigger event_position_append_only before update or delete on event_position
  for each row execute function refuse_change();

-- One entry for each state of the database that can be asked for later.
create table journal (
  id bigint generated always as identity primary key,
  era integer not null check (era > 0),
  -- the last position numbered when the snapshot was taken
  position bigint not null check (position >= 0),
  known_at instant not null,
  recorded_at instant not null,
  snapshot pg_snapshot not null
);
create index on journal (known_at, id);
create index on journal (recorded_at, id);
create trigger journal_append_only before update or delete on journal
  for each row execute function refuse_change();

-- How far the dataset has been replayed, and which row each of its keys became.
create table dataset_batch (
  published_at calendar_date primary key,
  checksum text not null,
  loaded_at instant not null default clock_timestamp()
);
create table dataset_row (
  key text primary key,
  type text not null,
  row_id bigint not null,
  unique (type, row_id)
);
