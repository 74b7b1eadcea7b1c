-- Towns with a forecast: at first the centres of the regions. An operator adds another by adding a row.
create table weather_towns (
  slug text primary key,
  region_id smallint not null references regions,
  name_ru text not null,
  name_kk text not null,
  latitude numeric(7, 4) not null,
  longitude numeric(7, 4) not null,
  position smallint not null
);

insert into weather_towns (slug, region_id, name_ru, name_kk, latitude, longitude, position)
select t.slug, r.id, r.centre_ru, r.centre_kk, r.latitude, r.longitude, r.position
from regions r join (values
  ('KZ-71', 'astana'), ('KZ-75', 'almaty'), ('KZ-79', 'shymkent'), ('KZ-10', 'semey'), ('KZ-11', 'kokshetau'),
  ('KZ-15', 'aktobe'), ('KZ-19', 'konaev'), ('KZ-23', 'atyrau'), ('KZ-27', 'oral'), ('KZ-31', 'taraz'),
  ('KZ-33', 'taldykorgan'), ('KZ-35', 'karaganda'), ('KZ-39', 'kostanay'), ('KZ-43', 'kyzylorda'), ('KZ-47', 'aktau'),
  ('KZ-55', 'pavlodar'), ('KZ-59', 'petropavl'), ('KZ-61', 'turkistan'), ('KZ-62', 'zhezkazgan'), ('KZ-63', 'oskemen')
) as t (code, slug) on t.code = r.code;

-- The last good forecast of each town. A failure leaves it as it is.
create table weather_forecasts (
  town text primary key references weather_towns on delete cascade,
  provider text not null check (provider in ('met', 'openmeteo', 'sample')),
  -- Their time: when the forecast was made.
  issued_at timestamptz not null,
  -- Our time: when they last said that this is their forecast, even as «not modified».
  fetched_at timestamptz not null,
  -- Their words for a conditional request, and the moment before which they do not want to be asked.
  last_modified text,
  not_before timestamptz,
  forecast jsonb not null
);

-- A model's estimate of the air, where the provider allows it.
create table weather_air (
  town text primary key references weather_towns on delete cascade,
  estimated_at timestamptz not null,
  fetched_at timestamptz not null,
  european_index smallint,
  us_index smallint,
  pm2_5 numeric(6, 1),
  pm10 numeric(6, 1)
);
