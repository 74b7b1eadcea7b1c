-- How often stories are opened. One row a story, so that counting a flood of readers is one statement.

create table article_views (
  article_id integer primary key references articles on delete cascade,
  -- A copy, so that the popular stories of a language are read off the end of an index.
  language text not null,
  total bigint not null default 0 check (total >= 0),
  -- How popular now, by three half-lives: see src/features/readership/popularity.ts.
  today double precision,
  week double precision,
  month double precision
);
create index article_views_today on article_views (language, today desc nulls last);
create index article_views_week on article_views (language, week desc nulls last);
create index article_views_month on article_views (language, month desc nulls last);
