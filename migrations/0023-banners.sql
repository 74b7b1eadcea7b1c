-- Partners' banners: who advertises, what runs when and for whom, its pictures, and what was counted.

create table advertisers (
  id integer generated always as identity primary key,
  name text not null unique,
  -- Business identification number, told on tap as the law on advertising asks.
  bin text not null default '',
  created_at timestamptz(3) not null default now()
);

create table campaigns (
  id integer generated always as identity primary key,
  advertiser_id integer not null references advertisers,
  name text not null,
  -- A house ad fills what nobody bought.
  is_house boolean not null default false,
  state text not null default 'paused' check (state in ('live', 'paused')),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  -- 168 signs, an hour of the week each from Monday 0:00 in Almaty: 1 where it may run. Null: always.
  hours text check (hours ~ '^[01]{168}$'),
  language text check (language in ('ru', 'kk')),
  section_ids integer[] not null default '{}',
  regions text[] not null default '{}',
  device text check (device in ('phone', 'desk')),
  weight smallint not null default 10 check (weight between 1 and 100),
  -- How many impressions were bought. Null: as many as come.
  planned integer check (planned > 0),
  -- For one reader a day. Null: no cap.
  cap_per_reader smallint check (cap_per_reader > 0),
  shown bigint not null default 0,
  created_at timestamptz(3) not null default now(),
  check (starts_at < ends_at)
);
create index campaigns_running on campaigns (ends_at) where state = 'live';

create table creatives (
  id integer generated always as identity primary key,
  campaign_id integer not null references campaigns on delete cascade,
  placement text not null,
  -- Exactly one: a picture of ours, or a document that runs in a frame of its own.
  picture_id bigint references pictures,
  html text,
  alt_ru text not null default '',
  alt_kk text not null default '',
  target text not null,
  removed_at timestamptz(3),
  check (num_nonnulls(picture_id, html) = 1)
);
create index creatives_of_campaign on creatives (campaign_id) where removed_at is null;

-- How many frames were asked for in an hour, sold or not: when readers come, so that plans are spread over them.
create table ad_audience (
  hour timestamptz primary key,
  n integer not null
);

-- What happened to a creative within an hour. Clean counts and what was excluded, each under its reason.
create table ad_counts (
  creative_id integer not null references creatives on delete cascade,
  hour timestamptz not null,
  kind text not null,
  n integer not null check (n > 0),
  primary key (creative_id, hour, kind)
);
