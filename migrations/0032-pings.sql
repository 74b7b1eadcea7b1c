-- What search engines and the hub shall hear of, written in the transaction of the deed itself: a story that was not published
-- after all is not told of, and one that was is not forgotten when the process ends.
create table pings (
  -- index-now or websub
  target text not null,
  -- As a path of ours: the host may change between the deed and the telling.
  address text not null,
  queued_at timestamptz(3) not null,
  -- Null: nothing to tell at the moment. The row stays a while, since it knows when the address was told last.
  due_at timestamptz(3),
  sent_at timestamptz(3),
  attempts smallint not null default 0,
  primary key (target, address)
);
create index pings_due on pings (target, due_at) where due_at is not null;

create table ping_log (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  target text not null,
  -- How many addresses went in one request, and one of them.
  addresses integer not null,
  example text not null,
  -- Null: no answer.
  status smallint,
  words text not null default '',
  milliseconds integer not null
);
create index ping_log_old on ping_log (at);
