-- A link that lets somebody who works here already choose a new password, and how far one-time codes have been tried.

alter table invitations add column for_account integer references accounts on delete cascade;

create index invitations_open on invitations (ends_at) where used_at is null;
