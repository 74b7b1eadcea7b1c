-- What holds a picture besides stories and plain pages: banners, visitors' notices, the portal's own sign. The library names them among a
-- picture's uses, and none of them loses it.
create index creatives_of_picture on creatives (picture_id) where picture_id is not null;

create view picture_holders (picture_id, kind, subject_id, title, language) as
  select c.picture_id, 'banner', c.campaign_id::bigint, g.name, null
  from creatives c join campaigns g on g.id = c.campaign_id where c.picture_id is not null and c.removed_at is null
  union
  select l.picture_id, 'notice', n.id, n.title, n.language
  from notice_pictures l join notices n on n.id = l.notice_id where n.state <> 'closed'
  union all
  select (s.value ->> 'logo')::bigint, 'logo', null, '', null from settings s where s.name = 'site' and s.value ->> 'logo' is not null;

-- A picture that somebody took out of the library meanwhile is in use again. The row is held first: a removal under way is waited for.
create function bring_held_picture_back(held bigint) returns void language plpgsql as $$
begin
  perform from pictures where id = held for update;
  update pictures set removed_at = null where id = held and removed_at is not null;
end
$$;

create function creative_holds_picture() returns trigger language plpgsql as $$
begin
  if new.picture_id is not null and new.removed_at is null then perform bring_held_picture_back(new.picture_id); end if;
  return null;
end
$$;
create trigger creatives_hold_pictures after insert or update of picture_id, removed_at on creatives
  for each row execute function creative_holds_picture();

create function logo_holds_picture() returns trigger language plpgsql as $$
begin
  if new.value ->> 'logo' is not null then perform bring_held_picture_back((new.value ->> 'logo')::bigint); end if;
  return null;
end
$$;
create trigger settings_hold_the_logo after insert or update of value on settings
  for each row when (new.name = 'site') execute function logo_holds_picture();
