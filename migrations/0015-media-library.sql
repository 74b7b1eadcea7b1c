-- What the newsroom knows of a picture, where each one is used, and what looks like what.

alter table pictures
  -- Visitors send pictures too: those are nobody's to choose from.
  add column in_library boolean not null default false,
  -- What a story begins with when the picture is put into it. Each story may say something else.
  add column alt_ru text not null default '',
  add column alt_kk text not null default '',
  add column caption_ru text not null default '',
  add column caption_kk text not null default '',
  add column credit text not null default '',
  -- As its sender called it. Words to search by, never a path.
  add column file_name text not null default '',
  add column licence text not null default '',
  -- The last day on which it may be shown.
  add column licence_until date,
  add column uploaded_by integer references accounts on delete set null,
  -- Taken out of the library. It comes back by a click, or with a story that is restored, until it is really deleted.
  add column removed_at timestamptz(3),
  -- 64 comparisons of neighbouring brightness: alike in pictures that look alike. All zero where nothing could be compared.
  add column look bit(64);

update pictures set in_library = true;

-- Two dictionaries: exact words with their beginnings (names, files, Kazakh), and Russian words in all their forms.
alter table pictures add column words tsvector generated always as (
  to_tsvector('simple', alt_ru || ' ' || alt_kk || ' ' || caption_ru || ' ' || caption_kk || ' ' || credit || ' ' || translate(file_name, '._-+()', '      '))
  || to_tsvector('russian', alt_ru || ' ' || caption_ru)
) stored;
create index pictures_by_words on pictures using gin (words);
create index pictures_of_library on pictures (id) where in_library and removed_at is null;
create index pictures_by_licence on pictures (licence_until, id) where licence_until is not null;
create index pictures_removed on pictures (removed_at) where removed_at is not null;
create index pictures_without_look on pictures (id) where look is null;

-- Where a picture is used, kept by the triggers below however a text comes in: nobody reads bodies to find out.
create table picture_uses (
  picture_id bigint not null references pictures on delete cascade,
  article_id bigint references articles on delete cascade,
  page_id integer references pages on delete cascade,
  -- site: what readers see or would see. manuscript: what is being written. revision: what could be restored.
  layer text not null check (layer in ('site', 'manuscript', 'revision')),
  place text not null check (place in ('cover', 'body')),
  check (num_nonnulls(article_id, page_id) = 1)
);
create unique index picture_uses_once on picture_uses (picture_id, coalesce(article_id, 0), coalesce(page_id, 0), layer, place);
create index picture_uses_of_article on picture_uses (article_id, layer) where article_id is not null;
create index picture_uses_of_page on picture_uses (page_id) where page_id is not null;

-- A body's pictures are known by the hash in their address: what else its tags say is whatever somebody sent.
create function keep_picture_uses(of_article bigint, of_page integer, of_layer text, cover bigint, body text) returns void language plpgsql as $$
declare hashes text[] := '{}';
begin
  if body like '%/media/%' then
    hashes := array(select distinct hit[1] from regexp_matches(body, '/media/([0-9a-f]{64})/', 'g') as hit);
  end if;
  if of_layer <> 'revision' then
    delete from picture_uses u using pictures p
    where (u.article_id = of_article or u.page_id = of_page) and u.layer = of_layer and p.id = u.picture_id
      and not (u.place = 'cover' and p.id is not distinct from cover) and not (u.place = 'body' and p.hash = any(hashes));
    if cover is null and hashes = '{}' then
      return;
    end if;
    -- A picture that somebody took out meanwhile is in use again.
    update pictures set removed_at = null where removed_at is not null and (id = cover or hash = any(hashes));
  end if;
  insert into picture_uses (picture_id, article_id, page_id, layer, place)
  select p.id, of_article, of_page, of_layer, 'body' from pictures p where p.hash = any(hashes)
  union all
  select p.id, of_article, of_page, of_layer, 'cover' from pictures p where p.id = cover
  on conflict do nothing;
end $$;

create function uses_of_article() returns trigger language plpgsql as $$
begin
  perform keep_picture_uses(new.id, null, 'site', new.cover_id, new.body_html);
  return null;
end $$;
create trigger articles_begin_uses after insert on articles for each row
  when (new.cover_id is not null or new.body_html like '%/media/%') execute function uses_of_article();
create trigger articles_change_uses after update of cover_id, body_html on articles for each row
  when (old.cover_id is distinct from new.cover_id or old.body_html <> new.body_html) execute function uses_of_article();

-- What the first published story says of its cover, others need not invent again.
create function lend_cover_words() returns trigger language plpgsql as $$
begin
  if new.language = 'kk' then
    update pictures set alt_kk = case when alt_kk = '' then new.cover_alt else alt_kk end,
      caption_kk = case when caption_kk = '' then new.cover_caption else caption_kk end,
      credit = case when credit = '' then new.cover_credit else credit end
    where id = new.cover_id and (alt_kk = '' or caption_kk = '' or credit = '');
  else
    update pictures set alt_ru = case when alt_ru = '' then new.cover_alt else alt_ru end,
      caption_ru = case when caption_ru = '' then new.cover_caption else caption_ru end,
      credit = case when credit = '' then new.cover_credit else credit end
    where id = new.cover_id and (alt_ru = '' or caption_ru = '' or credit = '');
  end if;
  return null;
end $$;
create trigger articles_lend_words after insert or update of state, cover_id, cover_alt, cover_caption, cover_credit on articles for each row
  when (new.state = 'published' and new.cover_id is not null and new.cover_alt || new.cover_caption || new.cover_credit <> '')
  execute function lend_cover_words();

create function uses_of_manuscript() returns trigger language plpgsql as $$
begin
  perform keep_picture_uses(new.article_id, null, case tg_table_name when 'manuscripts' then 'manuscript' else 'revision' end,
    (new.content -> 'cover' ->> 'pictureId')::bigint, new.content ->> 'body');
  return null;
end $$;
create trigger manuscripts_uses after insert or update of content on manuscripts for each row execute function uses_of_manuscript();
create trigger revisions_uses after insert or update of content on article_revisions for each row execute function uses_of_manuscript();

create function uses_of_page() returns trigger language plpgsql as $$
begin
  perform keep_picture_uses(null, new.id, 'site', null, new.body_html);
  return null;
end $$;
create trigger pages_uses after insert or update of body_html on pages for each row execute function uses_of_page();

insert into picture_uses (picture_id, article_id, layer, place)
select distinct p.id, a.id, 'site', 'body'
from articles a cross join lateral regexp_matches(a.body_html, '/media/([0-9a-f]{64})/', 'g') as hit join pictures p on p.hash = hit[1]
where a.body_html like '%/media/%';

insert into picture_uses (picture_id, article_id, layer, place)
select cover_id, id, 'site', 'cover' from articles where cover_id is not null;

insert into picture_uses (picture_id, article_id, layer, place)
select distinct p.id, m.article_id, m.layer, 'body'
from (
  select article_id, content, 'manuscript' as layer from manuscripts
  union all
  select article_id, content, 'revision' from article_revisions
) m
cross join lateral regexp_matches(m.content ->> 'body', '/media/([0-9a-f]{64})/', 'g') as hit join pictures p on p.hash = hit[1];

insert into picture_uses (picture_id, article_id, layer, place)
select distinct p.id, m.article_id, m.layer, 'cover'
from (
  select article_id, content, 'manuscript' as layer from manuscripts
  union all
  select article_id, content, 'revision' from article_revisions
) m
join pictures p on p.id = (m.content -> 'cover' ->> 'pictureId')::bigint;

insert into picture_uses (picture_id, page_id, layer, place)
select distinct p.id, g.id, 'site', 'body'
from pages g cross join lateral regexp_matches(g.body_html, '/media/([0-9a-f]{64})/', 'g') as hit join pictures p on p.hash = hit[1]
where g.body_html like '%/media/%';

update pictures p set alt_ru = a.cover_alt, caption_ru = a.cover_caption, credit = a.cover_credit
from (
  select distinct on (cover_id) cover_id, cover_alt, cover_caption, cover_credit from articles
  where cover_id is not null and language = 'ru' and state = 'published' order by cover_id, id desc
) a where a.cover_id = p.id;

update pictures p set alt_kk = a.cover_alt, caption_kk = a.cover_caption, credit = case when p.credit = '' then a.cover_credit else p.credit end
from (
  select distinct on (cover_id) cover_id, cover_alt, cover_caption, cover_credit from articles
  where cover_id is not null and language = 'kk' and state = 'published' order by cover_id, id desc
) a where a.cover_id = p.id;
