-- What moderators decided, so that it can be taken back; and what their decisions taught about spam.

create table comment_decisions (
  id bigint generated always as identity primary key,
  -- One press of a button, over however many comments.
  batch text not null,
  comment_id bigint not null references comments on delete cascade,
  account_id integer not null,
  at timestamptz(3) not null,
  from_state text not null,
  from_hidden_as text,
  from_reports smallint not null,
  to_state text not null,
  to_hidden_as text,
  -- Of the comment after the decision: while it is still the same, the decision can be taken back.
  version integer not null,
  undone_at timestamptz(3)
);
create index comment_decisions_of_batch on comment_decisions (batch);
create index comment_decisions_of_comment on comment_decisions (comment_id, id desc);

-- How many spam and honest texts a word was seen in. The empty word counts the texts themselves.
create table spam_words (
  word text primary key,
  spam integer not null default 0,
  honest integer not null default 0
);
