-- What was wrong and is put right, for readers to see beside the story and on a page of its own.

create extension if not exists pg_trgm;

create table corrections (
  id integer generated always as identity primary key,
  article_id bigint not null references articles on delete cascade,
  -- A copy, so that a language's corrections are walked by time.
  language text not null,
  at timestamptz(3) not null,
  words text not null
);
create index corrections_newest on corrections (language, at desc, id desc);
create index corrections_of_article on corrections (article_id, at);
