-- How many stories of a month readers may see, and when the last of them appeared, changed or went: a sitemap of a million
-- addresses then tells its months from a few hundred rows. Months are those of Almaty, as in the archive.
create table article_months (
  language text not null check (language in ('ru', 'kk')),
  month date not null,
  articles integer not null,
  changed_at timestamptz(3) not null,
  primary key (language, month)
);

create function almaty_month(at timestamptz) returns date language sql immutable as $$
  select date_trunc('month', at at time zone 'Asia/Almaty')::date
$$;

insert into article_months (language, month, articles, changed_at)
select language, almaty_month(published_at), count(*), max(greatest(published_at, updated_at))
from articles where state = 'published' group by 1, 2;

-- Once for a whole statement: a row for each story would keep long imports waiting for each other. In a fixed order, so that
-- two statements never wait for each other in a circle.
create function count_article_months() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into article_months as m (language, month, articles, changed_at)
    select language, almaty_month(published_at), count(*), max(greatest(published_at, updated_at))
    from after_rows where state = 'published' group by 1, 2 order by 1, 2
    on conflict (language, month) do update
      set articles = m.articles + excluded.articles, changed_at = greatest(m.changed_at, excluded.changed_at);
  elsif tg_op = 'DELETE' then
    insert into article_months as m (language, month, articles, changed_at)
    select language, almaty_month(published_at), -count(*), now()
    from before_rows where state = 'published' group by 1, 2 order by 1, 2
    on conflict (language, month) do update
      set articles = m.articles + excluded.articles, changed_at = greatest(m.changed_at, excluded.changed_at);
  else
    insert into article_months as m (language, month, articles, changed_at)
    select language, month, sum(more), max(at) from (
      select n.language, almaty_month(n.published_at) as month, 1 as more,
        greatest(n.published_at, n.updated_at, case when o.slug <> n.slug then now() end) as at
      from after_rows n join before_rows o on o.id = n.id
      where n.state = 'published' and (o.state, o.language, o.slug, o.published_at, o.updated_at)
        is distinct from (n.state, n.language, n.slug, n.published_at, n.updated_at)
      union all
      select o.language, almaty_month(o.published_at), -1, coalesce(n.withdrawn_at, greatest(n.published_at, n.updated_at), now())
      from after_rows n join before_rows o on o.id = n.id
      where o.state = 'published' and (o.state, o.language, o.slug, o.published_at, o.updated_at)
        is distinct from (n.state, n.language, n.slug, n.published_at, n.updated_at)
    ) changed group by 1, 2 order by 1, 2
    on conflict (language, month) do update
      set articles = m.articles + excluded.articles, changed_at = greatest(m.changed_at, excluded.changed_at);
  end if;
  return null;
end $$;

create trigger article_months_of_new after insert on articles referencing new table as after_rows
  for each statement execute function count_article_months();
create trigger article_months_of_changed after update on articles referencing old table as before_rows new table as after_rows
  for each statement execute function count_article_months();
create trigger article_months_of_gone after delete on articles referencing old table as before_rows
  for each statement execute function count_article_months();
