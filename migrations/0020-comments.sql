-- The conversation below a story: threads of two levels, who writes, votes, reports, and the keys that make addresses unreadable.

-- What a story's page needs to know of its conversation, so that nothing is counted when it is opened. No row: nothing was said or set.
create table article_talk (
  article_id bigint primary key references articles on delete cascade,
  -- Null: as the whole site has it.
  mode text check (mode in ('off', 'before', 'after', 'mixed')),
  closed_at timestamptz(3),
  shown integer not null default 0
);

create table comment_writers (
  id bigint generated always as identity primary key,
  name text not null,
  -- Of the token in the writer's cookie, which is all that ties a person to what they wrote.
  token_hash text not null unique,
  -- Kept only where the site asks for it, and only as long as the law asks: see src/features/comments/retention.ts.
  contact_kind text check (contact_kind in ('email', 'phone')),
  contact text,
  confirmed_at timestamptz(3),
  released integer not null default 0,
  refused integer not null default 0,
  banned_until timestamptz(3),
  first_seen_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null
);
create index comment_writers_of_contact on comment_writers (contact_kind, contact) where contact is not null;
create index comment_writers_last_seen on comment_writers (last_seen_at);

alter table comments
  -- The comment that began the thread, and when; kept by the trigger below. Answers to answers stand in the second level too.
  add column thread_id bigint,
  add column thread_at timestamptz(3),
  add column depth smallint not null default 0,
  -- The words as they were typed: for quoting, editing and finding what is alike.
  add column body_text text not null default '',
  add column writer_id bigint references comment_writers on delete set null,
  add column ups integer not null default 0,
  add column downs integer not null default 0,
  -- Shown answers, of a comment that began a thread: with some it keeps its place even when it is hidden itself.
  add column answers integer not null default 0,
  add column edited_at timestamptz(3),
  add column risk smallint not null default 0,
  add column reasons text[] not null default '{}',
  -- A hash of the bare words: the same text sent twice, however decorated, has the same one.
  add column likeness text not null default '',
  -- Hashes with a key that is thrown away: see src/features/spam/origin.ts.
  add column address_hash text,
  add column network_hash text,
  add column reports smallint not null default 0,
  add column hidden_as text check (hidden_as in ('spam', 'rude', 'offtopic', 'writer')),
  -- Raised by every decision and edit, so that two who decide at once do not overwrite each other.
  add column version integer not null default 1,
  add column decided_by text,
  add column decided_at timestamptz(3);

alter table comments drop constraint comments_state_check;
alter table comments add constraint comments_state_check check (state in ('unconfirmed', 'waiting', 'shown', 'hidden'));

with recursive placed as (
  select id, id as thread_id, written_at as thread_at, 0 as depth from comments where parent_id is null
  union all
  select c.id, p.thread_id, p.thread_at, 1 from comments c join placed p on c.parent_id = p.id
)
update comments c set thread_id = p.thread_id, thread_at = p.thread_at, depth = p.depth,
  body_text = btrim(regexp_replace(regexp_replace(c.body_html, '<[^>]*>', ' ', 'g'), '\s+', ' ', 'g'))
from placed p where p.id = c.id;
update comments r set answers = (select count(*) from comments c where c.thread_id = r.id and c.id <> r.id and c.state = 'shown')
where r.depth = 0;
insert into article_talk (article_id, shown) select article_id, count(*) from comments where state = 'shown' group by article_id;

alter table comments alter column thread_id set not null;
alter table comments alter column thread_at set not null;
alter table comments add column listed boolean not null generated always as (state = 'shown' or answers > 0) stored;

create function place_comment() returns trigger language plpgsql as $$
begin
  if new.parent_id is null then
    new.thread_id := new.id;
    new.thread_at := new.written_at;
    new.depth := 0;
  else
    select thread_id, thread_at into new.thread_id, new.thread_at from comments where id = new.parent_id;
    new.depth := 1;
  end if;
  return new;
end $$;
create trigger comments_place before insert on comments for each row execute function place_comment();

create function count_comments() returns trigger language plpgsql as $$
declare
  change integer := 0;
begin
  if tg_op = 'DELETE' then
    -- The story itself may be going: no new row for it.
    if old.state = 'shown' then update article_talk set shown = shown - 1 where article_id = old.article_id; end if;
    return null;
  end if;
  change := (new.state = 'shown')::int;
  if tg_op = 'UPDATE' then change := change - (old.state = 'shown')::int; end if;
  if change <> 0 then
    insert into article_talk as kept (article_id, shown) values (new.article_id, greatest(change, 0))
    on conflict (article_id) do update set shown = kept.shown + change;
    if new.depth = 1 then update comments set answers = answers + change where id = new.thread_id; end if;
  end if;
  return null;
end $$;
create trigger comments_count after insert or delete or update of state on comments for each row execute function count_comments();

-- One for each order of a page, walked from a key.
create index comments_oldest on comments (article_id, thread_at, thread_id, depth, written_at, id) where listed;
create index comments_newest on comments (article_id, thread_at desc, thread_id desc, depth, written_at, id) where listed;
create index comments_of_thread on comments (thread_id, written_at, id);
create index comments_of_parent on comments (parent_id) where parent_id is not null;
create index comments_of_writer on comments (writer_id, id desc) where writer_id is not null;
create index comments_waiting on comments (id) where state = 'waiting';
create index comments_reported on comments (id) where reports > 0;
create index comments_decided on comments (decided_at desc, id desc) where decided_at is not null;
create index comments_alike on comments (likeness, written_at desc) where likeness <> '';
create index comments_with_hashes on comments (written_at) where network_hash is not null;

-- Who voted, as a hash of the day; meaningless, and deleted, when the day's key is gone. The sums stand at the comment.
create table comment_votes (
  comment_id bigint not null references comments on delete cascade,
  voter text not null,
  network text not null,
  is_up boolean not null,
  voted_at timestamptz(3) not null,
  primary key (comment_id, voter)
);
create index comment_votes_old on comment_votes (voted_at);

create table comment_reports (
  comment_id bigint not null references comments on delete cascade,
  reporter text not null,
  reason text not null check (reason in ('spam', 'rude', 'offtopic', 'law')),
  words text not null default '',
  reported_at timestamptz(3) not null,
  primary key (comment_id, reporter)
);

-- Keys of the hashes, by what they are for and from when: old ones are deleted, and with them every way back to an address.
create table origin_keys (
  purpose text not null,
  period text not null,
  key text not null,
  made_at timestamptz not null default now(),
  primary key (purpose, period)
);

-- Networks whose comments are all looked at first. A ban ends with the key that its hash was made with.
create table banned_networks (
  network_hash text primary key,
  banned_until timestamptz(3) not null,
  banned_at timestamptz(3) not null,
  banned_by text not null
);

-- A link or a code on its way to a writer.
create table comment_confirmations (
  id bigint generated always as identity primary key,
  writer_id bigint not null references comment_writers on delete cascade,
  secret_hash text not null,
  tries smallint not null default 0,
  sent_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index comment_confirmations_of_writer on comment_confirmations (writer_id, id desc);
create unique index comment_confirmations_secret on comment_confirmations (secret_hash);
