-- Official rates by currency and day: tenge for one unit, the lot already divided.
create table official_rates (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day date not null,
  value numeric(18, 8) not null check (value > 0),
  -- As the source wrote it: the figure, and for how many units it stands.
  raw text not null,
  lot integer not null check (lot > 0),
  source text not null check (source in ('nbk', 'frankfurter', 'cbr', 'sample')),
  -- Reckoned through the rouble from the Central Bank of Russia.
  is_cross boolean not null,
  fetched_at timestamptz not null,
  primary key (currency, day)
);

-- The chart and the newest day of every currency.
create index official_rates_by_day on official_rates (day);

-- A value too far from the last good one waits here until a second source or a later fetch says the same.
create table held_rates (
  currency text primary key,
  day date not null,
  value numeric(18, 8) not null,
  last_good numeric(18, 8) not null,
  source text not null,
  first_seen_at timestamptz not null
);

-- Days for which the National Bank has published nothing, so that nobody asks again.
create table days_without_rates (
  day date primary key,
  asked_at timestamptz not null
);

create table exchange_offices (
  id integer primary key generated always as identity,
  name_ru text not null,
  name_kk text not null,
  town_ru text not null,
  town_kk text not null,
  is_sample boolean not null default false,
  unique (name_ru, town_ru)
);

-- What an office pays for one unit and what it asks.
create table cash_rates (
  office_id integer not null references exchange_offices on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  buy numeric(18, 8) not null check (buy > 0),
  sell numeric(18, 8) not null check (sell >= buy),
  -- When the office named these rates.
  at timestamptz not null,
  primary key (office_id, currency)
);
