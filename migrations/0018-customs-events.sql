alter table customs_event
  add column shipment_id bigint references shipment,
  add column declaration_id bigint references declaration,
  add column provenance provenance not null default 'RECORDED',
  -- URIs
  add column certification_info text[] not null default '{}',
  -- what its own extension fields say that customs did
  add column control_type word check (control_type in ('DOCUMENTARY', 'PHYSICAL', 'LABORATORY')),
  add column status_before word,
  add column status_after word;
create index on customs_event (shipment_id);
create index on customs_event (declaration_id);
create index on customs_event (captured_by);

-- What the event is about, piece by piece and by class.
create table customs_event_epc (
  id bigint generated always as identity primary key,
  customs_event_id bigint not null references customs_event,
  role word not null check (role in ('OBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT')),
  -- as it was written, and as a canonical GS1 Digital Link where it is a key of GS1
  epc line_of_text not null,
  digital_link line_of_text not null
);
create index on customs_event_epc (customs_event_id);
create index on customs_event_epc using hash (epc);
create index on customs_event_epc using hash (digital_link);
create trigger customs_event_epc_append_only before update or delete on customs_event_epc
  for each row execute function refuse_change();

create table customs_event_quantity (
  id bigint generated always as identity primary key,
  customs_event_id bigint not null references customs_event,
  role word not null check (role in ('OBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT')),
  epc_class line_of_text not null,
  digital_link line_of_text not null,
  -- null: not said
  quantity numeric(30, 15),
  -- a unit of UN/CEFACT Recommendation 20; null: pieces
  uom text check (uom ~ '^[A-Z0-9]{2,3}$'),
  chip_id bigint references chip
);
create index on customs_event_quantity (customs_event_id);
create index on customs_event_quantity using hash (digital_link);
create index on customs_event_quantity (chip_id);
create trigger customs_event_quantity_append_only before update or delete on customs_event_quantity
  for each row execute function refuse_change();

create table customs_event_transaction (
  id bigint generated always as identity primary key,
  customs_event_id bigint not null references customs_event,
  type line_of_text,
  uri line_of_text not null
);
create index on customs_event_transaction (customs_event_id);
create index on customs_event_transaction using hash (uri);
create trigger customs_event_transaction_append_only before update or delete
  on customs_event_transaction for each row execute function refuse_change();

-- Licences that it names as certificates, as far as they were recorded when it was captured.
create table customs_event_licence (
  customs_event_id bigint not null references customs_event,
  licence_id bigint not null references licence,
  primary key (customs_event_id, licence_id)
);
create index on customs_event_licence (licence_id);
create trigger customs_event_licence_append_only before update or delete on customs_event_licence
  for each row execute function refuse_change();
