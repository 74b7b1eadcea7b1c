-- How often a story was handed on through our own links: counted here, by no other site.
create table article_shares (
  article_id bigint not null references articles on delete cascade,
  place text not null,
  total integer not null default 0,
  primary key (article_id, place)
);
