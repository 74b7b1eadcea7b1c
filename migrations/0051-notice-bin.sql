-- Under which number whoever advertises does business: a BIN, or a sole trader's IIN. Empty for a person's own notice, and for those of
-- the time before it was asked for.
alter table notices add column bin text not null default '' check (bin ~ '^(\d{12})?$');
