-- How far the invented story was told, and which records its steps made.
create table demonstration_step (
  ordinal integer primary key check (ordinal > 0),
  -- digest of the story of which it is a step
  story text not null,
  -- {name: {id, version}}
  taken json not null,
  told_at instant not null default clock_timestamp()
);
