-- Which programs may read the portal for what purpose. A newsroom says yes or no to a purpose; one program may be excepted.
create table crawler_purposes (
  purpose text primary key check (purpose in ('search', 'training', 'user')),
  is_allowed boolean not null
);
insert into crawler_purposes (purpose, is_allowed) values ('search', true), ('training', false), ('user', true);

create table crawlers (
  -- As robots.txt names it.
  agent text primary key check (agent ~ '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$'),
  purpose text not null references crawler_purposes,
  -- Null: as its purpose.
  is_allowed boolean
);
insert into crawlers (agent, purpose) values
  ('GPTBot', 'training'), ('ClaudeBot', 'training'), ('CCBot', 'training'), ('Google-Extended', 'training'),
  ('Applebot-Extended', 'training'), ('Bytespider', 'training'), ('Meta-ExternalAgent', 'training'),
  ('Amazonbot', 'training'), ('KimiBot', 'training'), ('MistralAI-Training', 'training'),
  ('OAI-SearchBot', 'search'), ('Claude-SearchBot', 'search'), ('PerplexityBot', 'search'),
  ('MistralAI-Index', 'search'), ('Kimi-SearchBot', 'search'),
  ('ChatGPT-User', 'user'), ('Claude-User', 'user'), ('Perplexity-User', 'user'), ('MistralAI-User', 'user');

-- What was asked for and is not there: the path, and of its parameters only those of old sites, so that nothing of a reader is kept.
create table missed_addresses (
  address text primary key,
  times bigint not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null
);
create index missed_addresses_by_times on missed_addresses (times desc, address);

-- Keeps an old address for ever, and no chains: whatever led to the old one leads to the new one at once, and an address that is
-- in use again leads nowhere else.
create function keep_moved_address(old_place text, new_place text) returns void language sql as $$
  delete from redirects where old_address = new_place;
  update redirects set new_address = new_place where new_address = old_place;
  insert into redirects (old_address, new_address) values (old_place, new_place)
    on conflict (old_address) do update set new_address = excluded.new_address, article_id = null, page_id = null;
$$;

create function keep_moved_list() returns trigger language plpgsql as $$
begin
  perform keep_moved_address('/' || tg_argv[0] || '/' || old.slug, '/' || tg_argv[0] || '/' || new.slug);
  perform keep_moved_address('/kk/' || tg_argv[0] || '/' || old.slug, '/kk/' || tg_argv[0] || '/' || new.slug);
  return null;
end $$;

create trigger sections_moved after update of slug on sections for each row when (old.slug <> new.slug) execute function keep_moved_list('section');
create trigger regions_moved after update of slug on regions for each row when (old.slug <> new.slug) execute function keep_moved_list('region');
create trigger tags_moved after update of slug on tags for each row when (old.slug <> new.slug) execute function keep_moved_list('tag');
create trigger authors_moved after update of slug on authors for each row when (old.slug <> new.slug) execute function keep_moved_list('author');
create trigger sources_moved after update of slug on sources for each row when (old.slug <> new.slug) execute function keep_moved_list('source');

create function keep_moved_page() returns trigger language plpgsql as $$
begin
  perform keep_moved_address(
    case old.language when 'kk' then '/kk' else '' end || '/page/' || old.slug,
    case new.language when 'kk' then '/kk' else '' end || '/page/' || new.slug);
  return null;
end $$;
create trigger pages_moved after update of slug on pages for each row when (old.slug <> new.slug and old.language = new.language) execute function keep_moved_page();
