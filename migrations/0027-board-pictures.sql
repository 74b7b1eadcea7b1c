-- Pictures that visitors sent, whether or not their notice was placed in the end: what stands nowhere a day later is taken out, and
-- the library's own tidying deletes it a month after.
create table board_pictures (
  picture_id bigint primary key references pictures on delete cascade,
  sent_at timestamptz(3) not null
);
create index board_pictures_oldest on board_pictures (sent_at);

insert into board_pictures (picture_id, sent_at) select picture_id, min(placed_at)
from notice_pictures l join notices n on n.id = l.notice_id group by picture_id;
