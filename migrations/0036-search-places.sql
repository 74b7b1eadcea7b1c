-- Where a common word meets a filter, the index has to know both: otherwise every article with the word is visited to ask for its
-- section. So the index of terms also holds where an article belongs and in which ten days it was published, as plain numbers: the
-- array's own index method comes with PostgreSQL.
-- Filling an index row by row takes far longer than making it anew.
drop index article_search_terms;
alter table article_search add column places integer[] not null default '{}';

create function set_search_places() returns trigger language plpgsql as $$
begin
  new.places := array_remove(array[
    100000000 + new.section_id,
    200000000 + new.region_id,
    400000000 + floor(extract(epoch from new.published_at) / 864000)::integer
  ], null) || array(select 300000000 + author_id from unnest(new.author_ids) as author_id);
  return new;
end $$;
create trigger article_search_places before insert or update of section_id, region_id, author_ids, published_at on article_search
  for each row execute function set_search_places();
update article_search set section_id = section_id;

create index article_search_terms on article_search using gin (terms, places) with (fastupdate = off);
