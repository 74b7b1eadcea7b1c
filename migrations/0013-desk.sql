-- The desk lists by state what readers do not see yet or any more. What is published is walked from the readers' own indexes.

alter table articles
  add column touched_at timestamptz(3) not null default now(),
  -- Why the editor gave it back. Empty once it is handed in again.
  add column review_note text not null default '',
  -- Nobody may publish it before.
  add column embargo_until timestamptz(3),
  -- When it leaves the site by itself, with withdrawn_reason.
  add column withdraw_at timestamptz(3);

create function touch_article() returns trigger language plpgsql as $$
begin
  new.touched_at := clock_timestamp();
  return new;
end $$;
create trigger articles_touched before update on articles for each row execute function touch_article();

-- Where an article stands in its state's list: what is written by its last touch, what is scheduled by its time to come.
alter table articles add column desk_at timestamptz(3) not null generated always as (
  case
    when state in ('scheduled', 'published') then published_at
    when state = 'withdrawn' then coalesce(withdrawn_at, touched_at)
    else touched_at
  end
) stored;

-- Partial, so that publishing a story pays for no index of the desk.
create index articles_desk on articles (state, language, desk_at desc, id desc) where state <> 'published';
create index articles_desk_of_section on articles (state, section_id, language, desk_at desc, id desc) where state <> 'published';
-- One's own stories, whatever their state.
create index articles_desk_of_writer on articles (begun_by, state, language, desk_at desc, id desc) where begun_by is not null;
create index articles_to_withdraw on articles (withdraw_at) where withdraw_at is not null;
