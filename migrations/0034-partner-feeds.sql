-- Feeds made for one partner each, under an address that only they know.
create table partner_feeds (
  id integer generated always as identity primary key,
  name text not null,
  -- Of the token in its address: who reads the database cannot read the feed.
  token_hash text not null unique,
  language text not null check (language in ('ru', 'kk')),
  kind text not null check (kind in ('rss', 'full', 'atom', 'json', 'yandex')),
  -- Null: the whole portal.
  filing_kind text check (filing_kind in ('section', 'region', 'tag', 'author', 'source')),
  filing_id integer,
  -- How much of a story this partner gets at most; a source may allow less.
  rights text not null check (rights in ('full', 'excerpt', 'headline')),
  -- Leaves out stories whose source does not let them be handed on whole.
  only_whole boolean not null,
  with_pictures boolean not null,
  stories smallint not null check (stories between 1 and 100),
  -- No older than so many hours; null: whatever there is.
  hours integer check (hours between 1 and 8760),
  made_at timestamptz(3) not null,
  closed_at timestamptz(3),
  asked_at timestamptz(3),
  asked_times bigint not null default 0,
  check ((filing_kind is null) = (filing_id is null))
);
