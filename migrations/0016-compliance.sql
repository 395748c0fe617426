-- Some restrictions bar, others only ask for a licence.
alter table restriction
  -- a licence lifts it
  add column licensable boolean not null default false;

-- A compliance check that was acted upon, with the facts it looked at.
create table compliance_decision (
  id bigint generated always as identity primary key,
  order_line_id bigint not null references order_line,
  units unit_count not null,
  verdict word not null check (verdict in ('CLEAR', 'HOLD', 'PROHIBITED', 'UNKNOWN')),
  -- what the pure rules were given and what they answered; text, so that it is kept as written
  facts json not null,
  answer json not null,
  taken_at instant not null,
  taken_by line_of_text not null,
  note line_of_text,
  provenance provenance not null default 'RECORDED'
);
create index on compliance_decision (order_line_id, id);
create trigger compliance_decision_append_only before update or delete on compliance_decision
  for each row execute function refuse_change();

-- The decision would be another one now.
create table compliance_verdict_change (
  id bigint generated always as identity primary key,
  compliance_decision_id bigint not null references compliance_decision,
  before word not null check (before in ('CLEAR', 'HOLD', 'PROHIBITED', 'UNKNOWN')),
  after word not null check (after in ('CLEAR', 'HOLD', 'PROHIBITED', 'UNKNOWN')),
  -- those that say something else than before
  rules word[] not null check (cardinality(rules) > 0),
  answer json not null,
  changed_at instant not null,
  check (after <> before)
);
create index on compliance_verdict_change (compliance_decision_id, id);
create trigger compliance_verdict_change_append_only before update or delete on compliance_verdict_change
  for each row execute function refuse_change();
