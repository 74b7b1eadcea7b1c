-- Of many instances one wins each tick of a job by inserting its row.
create table claims (
  job text not null,
  tick timestamptz not null,
  claimed_at timestamptz not null default now(),
  primary key (job, tick)
);
