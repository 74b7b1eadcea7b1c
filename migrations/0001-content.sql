-- The content of the portal: what a story is filed under, who wrote it, and the story itself.

create table regions (
  id smallint generated always as identity primary key,
  code text not null unique,
  slug text not null unique,
  name_ru text not null,
  name_kk text not null,
  centre_ru text not null,
  centre_kk text not null,
  aliases text[] not null default '{}',
  latitude numeric(7, 4) not null,
  longitude numeric(7, 4) not null,
  zone text not null,
  position smallint not null
);

create table sections (
  id integer generated always as identity primary key,
  slug text not null unique,
  name_ru text not null,
  name_kk text not null,
  position integer not null default 100,
  in_menu boolean not null default false,
  imported_key text unique
);

create table tags (
  id integer generated always as identity primary key,
  slug text not null unique,
  name_ru text not null,
  name_kk text not null,
  is_sample boolean not null default false,
  imported_key text unique
);

-- Other spellings that lead to the tag: «ВКО» and «Восточный Казахстан» are one thing.
create table tag_aliases (
  alias text primary key,
  tag_id integer not null references tags on delete cascade
);
create index tag_aliases_of_tag on tag_aliases (tag_id);

create table sources (
  id integer generated always as identity primary key,
  slug text not null unique,
  name_ru text not null,
  name_kk text not null,
  address text,
  credit_ru text not null,
  credit_kk text not null,
  is_sample boolean not null default false
);

create table authors (
  id integer generated always as identity primary key,
  slug text not null unique,
  name_ru text not null,
  name_kk text not null,
  role_ru text not null default '',
  role_kk text not null default '',
  about_ru text not null default '',
  about_kk text not null default '',
  is_sample boolean not null default false,
  imported_key text unique
);

create table pictures (
  id bigint generated always as identity primary key,
  hash text not null unique,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  -- One of 64 tones, the dominant colour rounded to two bits a channel: a class in the style sheet, since a strict CSP allows no style attribute.
  tone smallint not null check (tone between 0 and 63),
  -- The weight of the 640 px JPEG, told to readers of the lite version before they load it.
  lite_bytes integer not null,
  variants_made_at timestamptz,
  taken_in_at timestamptz not null default now(),
  is_sample boolean not null default false,
  imported_key text unique
);
create index pictures_without_variants on pictures (id) where variants_made_at is null;

create table articles (
  id bigint generated always as identity primary key,
  language text not null check (language in ('ru', 'kk')),
  -- Versions of one story in two languages share it, so that a pair is always mutual and there is at most one version per language.
  story_id uuid not null default gen_random_uuid(),
  slug text not null,
  kicker text not null default '',
  title text not null,
  lead text not null default '',
  body_html text not null default '',
  -- The same words without markup: for search, excerpts and reading time.
  body_text text not null default '',
  -- For the reading time, so that a page need not fetch the text a second time.
  words integer not null generated always as (coalesce(array_length(regexp_split_to_array(btrim(body_text), '\s+'), 1), 0)) stored,
  -- Which sanitising policy made body_html safe.
  body_policy smallint not null,
  cover_id bigint references pictures,
  cover_alt text not null default '',
  cover_caption text not null default '',
  cover_credit text not null default '',
  section_id integer not null references sections,
  region_id smallint references regions,
  source_id integer references sources,
  source_address text,
  state text not null default 'draft' check (state in ('draft', 'review', 'scheduled', 'published', 'withdrawn')),
  -- Milliseconds, as JavaScript has them: a list's key must survive the trip through an address.
  published_at timestamptz(3),
  updated_at timestamptz(3),
  pinned_until timestamptz(3),
  withdrawn_at timestamptz(3),
  withdrawn_reason text not null default '',
  created_at timestamptz not null default now(),
  is_sample boolean not null default false,
  imported_key text unique,
  search tsvector generated always as (
    setweight(to_tsvector(case language when 'ru' then 'russian'::regconfig else 'simple'::regconfig end, title), 'A') ||
    setweight(to_tsvector(case language when 'ru' then 'russian'::regconfig else 'simple'::regconfig end, lead), 'B') ||
    setweight(to_tsvector(case language when 'ru' then 'russian'::regconfig else 'simple'::regconfig end, left(body_text, 200000)), 'C')
  ) stored,
  unique (story_id, language),
  check (state not in ('scheduled', 'published') or published_at is not null)
);

-- Every list of readers begins at one of these and walks a page's worth of rows, however long the archive.
create index articles_newest on articles (language, published_at desc, id desc) where state = 'published';
create index articles_of_section on articles (section_id, language, published_at desc, id desc) where state = 'published';
create index articles_of_region on articles (region_id, language, published_at desc, id desc) where state = 'published';
create index articles_of_source on articles (source_id, language, published_at desc, id desc) where state = 'published';
create index articles_pinned on articles (language, pinned_until) where state = 'published' and pinned_until is not null;
create index articles_due on articles (published_at) where state = 'scheduled';
create index articles_search on articles using gin (search);
create index articles_with_cover on articles (cover_id);

-- language and published_at are copies (null unless published), kept by the triggers below, so that a tag's list can be walked by key.
create table article_tags (
  article_id bigint not null references articles on delete cascade,
  tag_id integer not null references tags on delete cascade,
  position smallint not null default 0,
  language text not null,
  published_at timestamptz(3),
  primary key (article_id, tag_id)
);
create index article_tags_newest on article_tags (tag_id, language, published_at desc, article_id desc) where published_at is not null;

create table article_authors (
  article_id bigint not null references articles on delete cascade,
  author_id integer not null references authors on delete cascade,
  position smallint not null default 0,
  language text not null,
  published_at timestamptz(3),
  primary key (article_id, author_id)
);
create index article_authors_newest on article_authors (author_id, language, published_at desc, article_id desc) where published_at is not null;

create function copy_listing_from_article() returns trigger language plpgsql as $$
begin
  select language, case when state = 'published' then published_at end into new.language, new.published_at
  from articles where id = new.article_id;
  return new;
end $$;
create trigger article_tags_listing before insert on article_tags for each row execute function copy_listing_from_article();
create trigger article_authors_listing before insert on article_authors for each row execute function copy_listing_from_article();

create function copy_listing_to_links() returns trigger language plpgsql as $$
declare listed_at timestamptz := case when new.state = 'published' then new.published_at end;
begin
  update article_tags set language = new.language, published_at = listed_at where article_id = new.id;
  update article_authors set language = new.language, published_at = listed_at where article_id = new.id;
  return null;
end $$;
create trigger articles_listing after update of state, published_at, language on articles for each row
  when (old.state is distinct from new.state or old.published_at is distinct from new.published_at or old.language <> new.language)
  execute function copy_listing_to_links();

create table pages (
  id integer generated always as identity primary key,
  slug text not null,
  language text not null check (language in ('ru', 'kk')),
  title text not null,
  body_html text not null,
  body_policy smallint not null,
  position integer not null default 100,
  in_footer boolean not null default false,
  state text not null default 'published' check (state in ('draft', 'published')),
  updated_at timestamptz(3) not null default now(),
  is_sample boolean not null default false,
  imported_key text unique,
  unique (slug, language)
);

-- Old addresses, as path and query without the host. A target by id stays right when its slug changes.
create table redirects (
  old_address text primary key,
  article_id bigint references articles on delete cascade,
  page_id integer references pages on delete cascade,
  new_address text,
  created_at timestamptz not null default now(),
  check (num_nonnulls(article_id, page_id, new_address) = 1)
);

-- Comments that came with an import; the conversation itself is built upon this table later.
create table comments (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles on delete cascade,
  parent_id bigint references comments on delete cascade,
  writer_name text not null,
  body_html text not null,
  body_policy smallint not null,
  state text not null check (state in ('waiting', 'shown', 'hidden')),
  written_at timestamptz(3) not null,
  imported_key text unique
);
create index comments_of_article on comments (article_id, written_at, id);
