create table api_key (
  id bigint generated always as identity primary key,
  name line_of_text not null,
  prefix text not null,
  -- SHA-256 of the whole key; the key itself is shown once and never kept
  hash bytea not null unique check (length(hash) = 32),
  roles word[] not null,
  organisation_id bigint references organisation,
  jurisdictions text[] not null default '{}',
  created_at instant not null default clock_timestamp(),
  revoked_at instant
);

-- What a decision answered, so that the same request again gets the same answer.
create table idempotency_key (
  viewer text not null,
  operation word not null,
  key text not null check (length(key) between 1 and 200),
  body_hash bytea not null,
  outcome json not null,
  recorded_at instant not null default clock_timestamp(),
  primary key (viewer, operation, key)
);
