alter table customs_event
  add column shipment_id bigint references shipment,
  add column declaration_id bigint references declaration,
  add column provenance provenance not null default 'RECORDED';
create index on customs_event (shipment_id);
create index on customs_event (declaration_id);
