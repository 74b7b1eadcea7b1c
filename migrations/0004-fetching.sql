-- One row for each thing that is fetched from another site: how the last attempts went and what the next one must mind.
create table fetches (
  fetcher text primary key,
  last_attempt_at timestamptz not null,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_failure_reason text check (length(last_failure_reason) <= 300),
  -- The provider asked not to be asked before.
  not_before timestamptz,
  etag text,
  last_modified text,
  -- The circuit breaker's own state, shared by all instances.
  circuit text
);
