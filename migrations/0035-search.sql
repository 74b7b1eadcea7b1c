-- Typing errors are mended by trigrams. The extension is trusted: the owner of a database may create it.
create extension if not exists pg_trgm;

-- What the search looks through: under which terms each article is found. The terms come from the program's own analysis, which knows
-- Kazakh, and not from the database's. Whoever writes an article calls indexArticle() in the same transaction. Where nobody did (the
-- program before this one, plain SQL), the triggers below leave is_pending, and the clock's next minute makes up for it.
-- articles.search stays for the program before this one and goes with a later release.
create table article_search (
  article_id bigint primary key references articles on delete cascade,
  -- Copies, so that filters and order need nothing else. published_at is null unless the article is published.
  language text not null,
  section_id integer not null,
  region_id smallint,
  author_ids integer[] not null default '{}',
  published_at timestamptz(3),
  terms tsvector not null default '',
  is_pending boolean not null default true,
  -- Its words have yet to be counted for suggestions and for typing errors.
  has_new_words boolean not null default false
);
-- Terms lie apart from the rows, so that thousands of rows can be passed by without them.
alter table article_search set (toast_tuple_target = 128);

insert into article_search (article_id, language, section_id, region_id, published_at)
select id, language, section_id, region_id, case when state = 'published' then published_at end from articles;

-- Without the list of late arrivals, which every search would have to read through.
create index article_search_terms on article_search using gin (terms) with (fastupdate = off);
create index article_search_newest on article_search (language, published_at desc, article_id desc) where published_at is not null;
create index article_search_pending on article_search (article_id) where is_pending;
create index article_search_new_words on article_search (article_id) where has_new_words;

create function copy_article_to_search() returns trigger language plpgsql as $$
begin
  insert into article_search (article_id, language, section_id, region_id, published_at)
  values (new.id, new.language, new.section_id, new.region_id, case when new.state = 'published' then new.published_at end)
  on conflict (article_id) do update set
    language = excluded.language, section_id = excluded.section_id, region_id = excluded.region_id, published_at = excluded.published_at,
    is_pending = article_search.is_pending or (old.title, old.kicker, old.lead, old.body_text, old.language, old.section_id, old.region_id)
      is distinct from (new.title, new.kicker, new.lead, new.body_text, new.language, new.section_id, new.region_id);
  return null;
end $$;
create trigger articles_search_row after insert or update of title, kicker, lead, body_text, language, section_id, region_id, state, published_at
  on articles for each row execute function copy_article_to_search();

create function mark_article_for_search() returns trigger language plpgsql as $$
begin
  update article_search set is_pending = true
  where article_id = case when tg_op = 'DELETE' then old.article_id else new.article_id end and not is_pending;
  return null;
end $$;
create trigger article_tags_search after insert or delete on article_tags for each row execute function mark_article_for_search();
create trigger article_authors_search after insert or delete on article_authors for each row execute function mark_article_for_search();

create function mark_tagged_for_search() returns trigger language plpgsql as $$
begin
  update article_search set is_pending = true
  where article_id in (select article_id from article_tags where tag_id = new.id) and not is_pending;
  return null;
end $$;
create trigger tags_search after update of name_ru, name_kk on tags for each row
  when (old.name_ru <> new.name_ru or old.name_kk <> new.name_kk) execute function mark_tagged_for_search();

create function mark_signed_for_search() returns trigger language plpgsql as $$
begin
  update article_search set is_pending = true
  where article_id in (select article_id from article_authors where author_id = new.id) and not is_pending;
  return null;
end $$;
create trigger authors_search after update of name_ru, name_kk on authors for each row
  when (old.name_ru <> new.name_ru or old.name_kk <> new.name_kk) execute function mark_signed_for_search();

-- The words of published articles as they are written, for suggestions while typing and for typing errors.
create table search_words (
  language text not null,
  word text not null,
  -- As it is compared: without the letters that many keyboards lack.
  folded text not null,
  -- In about how many articles; a corrected article counts again.
  articles integer not null default 1,
  primary key (language, word)
);
create index search_words_beginning on search_words (language, folded text_pattern_ops);
create index search_words_alike on search_words using gin (folded gin_trgm_ops);

-- What readers looked for and did not find: words only, without any trace of who looked.
create table missed_searches (
  language text not null,
  words text not null,
  times integer not null default 1,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (language, words)
);
create index missed_searches_latest on missed_searches (last_at desc);
