-- The people of the newsroom, what they did, what they set, and the keys with which we sign.

-- Random keys, made once by whichever instance asks first, so that all instances sign alike.
create table secrets (
  name text primary key,
  value text not null,
  made_at timestamptz not null default now()
);

-- One row for a group of settings: their owner checks the value with its own schema.
create table settings (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz(3) not null default now()
);

create table accounts (
  id integer generated always as identity primary key,
  -- What is typed at the door, in lower case: a nickname or an e-mail address, which is never written to.
  sign_in text not null unique,
  name text not null,
  role text not null,
  language text not null default 'ru' check (language in ('ru', 'kk')),
  password_hash text not null,
  -- Whose byline this person writes under.
  author_id integer references authors on delete set null,
  totp_secret text,
  -- The last time step that was used, so that a code seen over a shoulder opens nothing.
  totp_step bigint,
  closed_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);

create table recovery_codes (
  account_id integer not null references accounts on delete cascade,
  code_hash text not null,
  used_at timestamptz(3),
  primary key (account_id, code_hash)
);

-- Only hashes of what a browser holds: who reads the database cannot sign in with it.
create table staff_sessions (
  id_hash text primary key,
  account_id integer references accounts on delete cascade,
  data text not null,
  user_agent text not null default '',
  address text not null default '',
  began_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null
);
create index staff_sessions_of_account on staff_sessions (account_id);
create index staff_sessions_ending on staff_sessions (ends_at);

-- A link that makes one account. The first one has nobody who made it.
create table invitations (
  id integer generated always as identity primary key,
  token_hash text not null unique,
  role text not null,
  name text not null default '',
  made_by integer references accounts on delete cascade,
  made_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  used_by integer references accounts on delete set null,
  used_at timestamptz(3)
);

-- Who did what to what, and how it was before. The name stays when the account goes.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  account_id integer,
  account_name text not null,
  deed text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  address text not null default ''
);
create index audit_of_subject on audit (subject, id desc);
create index audit_of_account on audit (account_id, id desc);
create index audit_of_deed on audit (deed, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only added to', tg_table_name;
end $$;
create trigger audit_is_only_added_to before update or delete on audit for each row execute function refuse_change();
