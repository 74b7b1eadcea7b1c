-- A sitemap names the picture of each story: it is another one when a story gets another cover.
create or replace function count_article_months() returns trigger language plpgsql as $$
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
        greatest(n.published_at, n.updated_at, case when o.slug <> n.slug or o.cover_id is distinct from n.cover_id then now() end) as at
      from after_rows n join before_rows o on o.id = n.id
      where n.state = 'published' and (o.state, o.language, o.slug, o.published_at, o.updated_at, o.cover_id)
        is distinct from (n.state, n.language, n.slug, n.published_at, n.updated_at, n.cover_id)
      union all
      select o.language, almaty_month(o.published_at), -1, coalesce(n.withdrawn_at, greatest(n.published_at, n.updated_at), now())
      from after_rows n join before_rows o on o.id = n.id
      where o.state = 'published' and (o.state, o.language, o.slug, o.published_at, o.updated_at, o.cover_id)
        is distinct from (n.state, n.language, n.slug, n.published_at, n.updated_at, n.cover_id)
    ) changed group by 1, 2 order by 1, 2
    on conflict (language, month) do update
      set articles = m.articles + excluded.articles, changed_at = greatest(m.changed_at, excluded.changed_at);
  end if;
  return null;
end $$;
