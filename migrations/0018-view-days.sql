-- How often a story was opened on each day, in the time of Almaty: what the newsroom's statistics add up. Kept for thirteen months.
create table view_days (
  article_id integer not null references articles on delete cascade,
  day date not null,
  views integer not null check (views > 0),
  primary key (article_id, day)
);
create index view_days_by_day on view_days (day, article_id) include (views);
