create table jurisdiction (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z]{2,3}$'),
  name line_of_text not null,
  country_groups text[] not null default '{}'
);

create table organisation (
  id bigint generated always as identity primary key,
  name line_of_text not null unique,
  kind word not null check (kind in ('COMPANY', 'AUTHORITY', 'GROUP', 'RESEARCH', 'PERSON')),
  roles word[] not null default '{}',
  sector word,
  jurisdiction_id bigint references jurisdiction,
  ultimate_parent_id bigint references organisation,
  lei text unique check (lei ~ '^[A-Z0-9]{18}[0-9]{2}$'),
  gln text unique check (gln ~ '^[0-9]{13}$'),
  -- of a group: whether its members are all known
  closed boolean,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  check ((kind = 'GROUP') = (closed is not null))
);
create index on organisation (jurisdiction_id);
create index on organisation (ultimate_parent_id);
create index on organisation (source_report_id);

create table organisation_member (
  group_id bigint not null references organisation,
  member_id bigint not null references organisation,
  primary key (group_id, member_id),
  check (group_id <> member_id)
);
create index on organisation_member (member_id);

create table site (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  name line_of_text not null,
  jurisdiction_id bigint references jurisdiction,
  purpose word,
  source_report_id bigint references source_report,
  recorded_at instant not null default clock_timestamp(),
  unique (organisation_id, name)
);
create index on site (jurisdiction_id);
create index on site (source_report_id);

create table policy_event_participant (
  policy_event_id bigint not null references policy_event,
  organisation_id bigint not null references organisation,
  primary key (policy_event_id, organisation_id)
);
create index on policy_event_participant (organisation_id);

alter table policy_event add foreign key (jurisdiction_id) references jurisdiction;
alter table claim add foreign key (jurisdiction_id) references jurisdiction;
alter table claim add foreign key (value_organisation_id) references organisation;
