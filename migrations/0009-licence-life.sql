alter table api_key add column last_used_at instant, add column expires_at instant;
create index on api_key (organisation_id);
