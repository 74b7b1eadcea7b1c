-- Visitors' notices. Who places one has no account: a secret link, of which only a hash is kept, is all that ties a notice to a person.
create table notice_categories (
  id integer generated always as identity primary key,
  slug text not null unique,
  name_ru text not null,
  name_kk text not null,
  position smallint not null,
  -- A closed one takes no new notices; those in it stay until their end.
  is_open boolean not null default true
);

insert into notice_categories (slug, name_ru, name_kk, position) values
  ('work', 'Работа', 'Жұмыс', 10),
  ('home-work', 'Работа на дому', 'Үйдегі жұмыс', 20),
  ('homes', 'Жильё', 'Тұрғын үй', 30),
  ('vehicles', 'Авто и техника', 'Көлік және техника', 40),
  ('services', 'Услуги', 'Қызметтер', 50),
  ('things', 'Вещи', 'Заттар', 60),
  ('farm', 'Скот и хозяйство', 'Мал және шаруашылық', 70),
  ('lost', 'Потери и находки', 'Жоғалды, табылды', 80);

create table notices (
  id bigint generated always as identity primary key,
  category_id integer not null references notice_categories,
  town text not null references weather_towns,
  language text not null check (language in ('ru', 'kk')),
  -- Of somebody's trade: then it is advertising by law, is labelled so and names who advertises.
  is_business boolean not null,
  firm text not null default '',
  title text not null,
  slug text not null,
  -- The words as they were typed.
  body_text text not null,
  body_html text not null,
  body_policy smallint not null,
  -- Tenge; 0 is for nothing, null by agreement.
  price bigint check (price >= 0),
  phone text not null,
  -- Waiting for the newsroom, on the board, refused by the newsroom, taken down by its owner, past its time.
  state text not null check (state in ('waiting', 'shown', 'refused', 'closed', 'ended')),
  refused_as text check (refused_as in ('spam', 'law', 'place', 'words')),
  secret_hash text not null unique,
  placed_at timestamptz(3) not null,
  -- When it first stood on the board.
  released_at timestamptz(3),
  -- Its place on the board: when it was released, or raised.
  raised_at timestamptz(3) not null,
  highlighted_until timestamptz(3),
  ends_at timestamptz(3) not null,
  -- When it left the board by itself or by its owner: what is long gone is deleted.
  left_at timestamptz(3),
  risk smallint not null default 0,
  reasons text[] not null default '{}',
  -- A hash of the bare words, as comments have it.
  likeness text not null default '',
  address_hash text,
  network_hash text,
  complaints smallint not null default 0,
  -- Raised by every edit and decision, so that two who act at once do not overwrite each other.
  version integer not null default 1,
  decided_by text,
  decided_at timestamptz(3),
  is_sample boolean not null default false,
  search tsvector generated always as (
    setweight(to_tsvector(case language when 'ru' then 'russian'::regconfig else 'simple'::regconfig end, title), 'A') ||
    setweight(to_tsvector(case language when 'ru' then 'russian'::regconfig else 'simple'::regconfig end, body_text), 'B')
  ) stored
);
create index notices_newest on notices (raised_at desc, id desc) where state = 'shown';
create index notices_of_category on notices (category_id, raised_at desc, id desc) where state = 'shown';
create index notices_of_town on notices (town, raised_at desc, id desc) where state = 'shown';
create index notices_search on notices using gin (search) where state = 'shown';
create index notices_ending on notices (ends_at) where state = 'shown';
create index notices_waiting on notices (id) where state = 'waiting';
create index notices_complained on notices (id) where complaints > 0;
create index notices_decided on notices (decided_at desc, id desc) where decided_at is not null;
create index notices_gone on notices (left_at) where left_at is not null;
create index notices_alike on notices (likeness, placed_at desc) where likeness <> '';
create index notices_of_phone on notices (phone, placed_at desc);
create index notices_with_hashes on notices (placed_at) where network_hash is not null;

create table notice_pictures (
  notice_id bigint not null references notices on delete cascade,
  picture_id bigint not null references pictures,
  position smallint not null,
  primary key (notice_id, position)
);
create index notice_pictures_of_picture on notice_pictures (picture_id);

create table notice_complaints (
  notice_id bigint not null references notices on delete cascade,
  complainer text not null,
  reason text not null check (reason in ('spam', 'fraud', 'law', 'gone')),
  words text not null default '',
  complained_at timestamptz(3) not null,
  primary key (notice_id, complainer)
);

-- A raise or a highlight that somebody asked for. The price is the one they were told; whether it was paid the newsroom keeps by hand.
create table notice_orders (
  id bigint generated always as identity primary key,
  notice_id bigint not null references notices on delete cascade,
  kind text not null check (kind in ('raise', 'highlight')),
  price integer not null check (price >= 0),
  ordered_at timestamptz(3) not null,
  paid_at timestamptz(3),
  -- Of whoever took the money or called it off.
  settled_by text,
  called_off_at timestamptz(3)
);
create unique index notice_orders_open on notice_orders (notice_id, kind) where paid_at is null and called_off_at is null;
create index notice_orders_newest on notice_orders (id desc);
