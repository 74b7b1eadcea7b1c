-- Under which terms a notice is found, from the program's own analysis, which knows Kazakh; as stories have it. Null where nobody wrote
-- them yet: the clock's next minute makes up for it, and for what the program before this one writes meanwhile.
-- notices.search stays for that program and goes with a later release.
alter table notices add column terms tsvector;
create index notices_terms on notices using gin (terms) where state = 'shown';
create index notices_without_terms on notices (id) where terms is null;

create function forget_notice_terms() returns trigger language plpgsql as $$
begin
  if (new.title, new.body_text, new.firm) is distinct from (old.title, old.body_text, old.firm) and new.terms is not distinct from old.terms then
    new.terms = null;
  end if;
  return new;
end $$;
create trigger notices_terms_stale before update of title, body_text, firm on notices for each row execute function forget_notice_terms();
