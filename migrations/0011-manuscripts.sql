-- What the newsroom writes. The row in articles is what readers see, or would see. The manuscript is where it is written,
-- and once a story is out the row follows only when somebody publishes the changes.

alter table articles
  add column begun_by integer references accounts on delete set null,
  add column seo_title text not null default '',
  add column seo_description text not null default '',
  -- From which age on, as the law on children's information counts. Null where nobody has said.
  add column age_mark smallint check (age_mark in (0, 6, 12, 16, 18)),
  -- Which legal label stands on it. Null for the newsroom's own work.
  add column partner_mark text check (partner_mark in ('partner', 'advertising', 'advertisement')),
  -- How much of another's text may be shown.
  add column source_rights text not null default 'full' check (source_rights in ('headline', 'excerpt', 'full'));

create index articles_begun_by on articles (begun_by, id desc) where begun_by is not null;

create table manuscripts (
  article_id bigint primary key references articles on delete cascade,
  content jsonb not null,
  -- Every save names the version it began from, and a stale one changes nothing.
  version integer not null default 1,
  -- Of the save that made this version: whoever did not hear our answer recognises their own save by it.
  save_key text not null default '',
  saved_by integer references accounts on delete set null,
  saved_at timestamptz(3) not null,
  -- When the new version of a published story takes the place of the one that readers see.
  publish_at timestamptz(3)
);
create index manuscripts_due on manuscripts (publish_at) where publish_at is not null;
create index manuscripts_newest on manuscripts (saved_at desc);

create table article_revisions (
  article_id bigint not null references articles on delete cascade,
  number integer not null,
  content jsonb not null,
  saved_by integer references accounts on delete set null,
  began_at timestamptz(3) not null,
  saved_at timestamptz(3) not null,
  -- found: as the story was before anybody opened it here. restored: an older one, made the newest again.
  kind text not null default 'saved' check (kind in ('found', 'saved', 'restored')),
  -- When exactly this text went out to readers.
  published_at timestamptz(3),
  primary key (article_id, number)
);
create function keep_revision() returns trigger language plpgsql as $$
begin
  if exists (select 1 from articles where id = old.article_id) then
    raise exception 'revisions are for ever';
  end if;
  return old;
end $$;
create trigger revisions_are_kept before delete on article_revisions for each row execute function keep_revision();

-- Who is writing a story now. It is a courtesy: what keeps text from being lost is the version.
create table manuscript_locks (
  article_id bigint primary key references articles on delete cascade,
  account_id integer not null references accounts on delete cascade,
  -- Which of that person's tabs.
  tab text not null,
  taken_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  asked_by integer references accounts on delete set null,
  asked_at timestamptz(3)
);
