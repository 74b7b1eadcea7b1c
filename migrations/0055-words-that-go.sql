-- Suggestions and the mending of typing errors must not tell the words of a story that was withdrawn or corrected. What was counted
-- for them is known from now on, and taken back when its text goes.
alter table article_search add column has_counted_words boolean not null default false;
-- has_new_words stays for the program before this one and goes with a later release. What it counted cannot be taken back exactly, so
-- counting begins anew, batch by batch.
truncate search_words;
create index article_search_uncounted on article_search (article_id) where not has_counted_words;

-- Texts whose words were counted and are no longer read by anybody.
create table gone_texts (
  id bigint generated always as identity primary key,
  language text not null,
  words text not null
);

-- Before the change, while the old text can still be read; in the deed's own transaction, whichever way the change comes.
create function keep_gone_text() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.state <> 'published'
    or (old.title, old.lead, old.body_text, old.language) is distinct from (new.title, new.lead, new.body_text, new.language)
  then
    update article_search set has_counted_words = false where article_id = old.id and has_counted_words;
    if found then
      insert into gone_texts (language, words) values (old.language, concat_ws(' ', old.title, old.lead, left(old.body_text, 50000)));
    end if;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger articles_gone_text before update of title, lead, body_text, language, state or delete on articles
  for each row execute function keep_gone_text();
