-- What was captured in the words of EPCIS 2.0. The text of an event is kept as it came.
create table customs_event (
  id bigint generated always as identity primary key,
  event_id line_of_text not null,
  -- ni:///sha-256;…?ver=CBV2.0, of what the event says
  content_hash line_of_text not null,
  -- tells the same content under the same eventID from another
  fingerprint text not null check (length(fingerprint) = 64),
  event_type line_of_text not null,
  action line_of_text,
  event_time instant not null,
  event_time_zone_offset line_of_text not null,
  biz_step line_of_text,
  disposition line_of_text,
  read_point line_of_text,
  biz_location line_of_text,
  document json not null,
  -- `@context` of the document in which the event came
  context json,
  record_time instant not null default clock_timestamp(),
  -- who captured it: the key, and the organisation that it acts for
  captured_by line_of_text not null,
  organisation_id bigint references organisation,
  -- each holder has event ids of its own: the organisation, or a key that acts for none
  holder text not null generated always as
    (coalesce('organisation:' || organisation_id::text, captured_by)) stored,
  unique (event_id, holder)
);
create index on customs_event (organisation_id);
create index on customs_event (event_time);
create index on customs_event (content_hash);
create trigger customs_event_append_only before update or delete on customs_event
  for each row execute function refuse_change();

-- An event that its holder has declared erroneous: it stays, and this stands beside it.
create table customs_event_error (
  customs_event_id bigint primary key references customs_event,
  declaration_time instant not null,
  reason line_of_text,
  corrective_event_ids text[] not null,
  -- tells the same declaration from another
  fingerprint text not null check (length(fingerprint) = 64),
  -- the event once more, with its errorDeclaration, as it came
  document json not null,
  context json,
  record_time instant not null default clock_timestamp(),
  captured_by line_of_text not null
);
create index on customs_event_error using gin (corrective_event_ids);
create trigger customs_event_error_append_only before update or delete on customs_event_error
  for each row execute function refuse_change();

-- One document that is being captured, or was.
create table epcis_capture (
  id bigint generated always as identity primary key,
  captured_by line_of_text not null,
  organisation_id bigint references organisation,
  error_behaviour word not null,
  context json,
  -- events in the document
  events integer not null default 0 check (events >= 0),
  -- events looked at; where a job goes on
  done integer not null default 0 check (done between 0 and events),
  captured integer not null default 0,
  already_known integer not null default 0,
  refused integer not null default 0,
  -- the first of what is wrong: [{event, field, message}]
  errors json not null default '[]',
  created_at instant not null default clock_timestamp(),
  -- null while the document is still coming in
  received_at instant,
  finished_at instant,
  success boolean,
  check ((finished_at is null) = (success is null))
);
create index on epcis_capture (captured_by);
create index on epcis_capture (id) where finished_at is null;

-- The events of a document until its job is finished.
create table epcis_capture_event (
  capture_id bigint not null references epcis_capture on delete cascade,
  index integer not null,
  document text not null,
  primary key (capture_id, index)
);
