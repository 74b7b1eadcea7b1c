import { inLanguage, type Language } from '../../language/language.js'
import { type Db, row, rows, run, transaction } from '../../platform/database.js'
import type { Air } from './air-reading.js'
import { type Forecast, forecast, type Place, type Provider } from './forecast.js'

/** A town and what is known of its weather; null where nothing is. */
export interface TownWeather {
  slug: string
  name: string
  region: { slug: string; name: string }
  known: KnownWeather | null
  air: Air | null
}

export interface KnownWeather {
  provider: Provider
  /** When the provider last said that this is its forecast. */
  fetchedAt: Date
  forecast: Forecast
}

interface TownRow {
  slug: string
  name_ru: string
  name_kk: string
  region: string
  region_ru: string
  region_kk: string
  provider: Provider | null
  fetched_at: Date
  forecast: unknown
  estimated_at: Date | null
  european_index: number | null
  us_index: number | null
  pm2_5: string | null
  pm10: string | null
}

const townSelect = `
  select t.slug, t.name_ru, t.name_kk, r.slug as region, r.name_ru as region_ru, r.name_kk as region_kk,
    f.provider, f.fetched_at, f.forecast, a.estimated_at, a.european_index, a.us_index, a.pm2_5, a.pm10
  from weather_towns t join regions r on r.id = t.region_id
  left join weather_forecasts f on f.town = t.slug left join weather_air a on a.town = t.slug`

export async function weatherOfTowns(db: Db, language: Language): Promise<TownWeather[]> {
  return (await rows<TownRow>(db, `${townSelect} order by t.position, t.slug`)).map((found) => townOf(found, language))
}

export async function weatherOfTown(db: Db, slug: string, language: Language): Promise<TownWeather | undefined> {
  const found = await row<TownRow>(db, `${townSelect} where t.slug = :slug`, { slug })
  return found && townOf(found, language)
}

function townOf(found: TownRow, language: Language): TownWeather {
  const stored = forecast.safeParse(found.forecast)
  return {
    slug: found.slug,
    name: inLanguage(language, found.name_ru, found.name_kk),
    region: { slug: found.region, name: inLanguage(language, found.region_ru, found.region_kk) },
    // What an older version stored in another form is as good as absent: the next answer replaces it.
    known:
      found.provider !== null && stored.success
        ? { provider: found.provider, fetchedAt: found.fetched_at, forecast: stored.data }
        : null,
    air: found.estimated_at && {
      estimatedAt: found.estimated_at,
      europeanIndex: found.european_index,
      usIndex: found.us_index,
      pm2_5: found.pm2_5 === null ? null : Number(found.pm2_5),
      pm10: found.pm10 === null ? null : Number(found.pm10),
    },
  }
}

export async function isTown(db: Db, slug: string): Promise<boolean> {
  return (await row(db, 'select 1 from weather_towns where slug = :slug', { slug })) !== undefined
}

/** Every town's place, in the order of lists. */
export async function allPlaces(db: Db): Promise<Place[]> {
  return (
    await rows<{ slug: string; latitude: string; longitude: string }>(
      db,
      'select slug, latitude, longitude from weather_towns order by position, slug',
    )
  ).map(({ slug, latitude, longitude }) => ({ slug, latitude: Number(latitude), longitude: Number(longitude) }))
}

/** When each town's forecast was last confirmed, and what the provider said about asking again. */
export interface Freshness {
  fetchedAt: Date
  lastModified: string | null
  notBefore: Date | null
}

export async function freshness(db: Db, provider: Provider): Promise<Map<string, Freshness>> {
  const found = await rows<{
    town: string
    fetched_at: Date
    last_modified: string | null
    not_before: Date | null
  }>(db, 'select town, fetched_at, last_modified, not_before from weather_forecasts where provider = :provider', {
    provider,
  })
  return new Map(
    found.map((each) => [
      each.town,
      { fetchedAt: each.fetched_at, lastModified: each.last_modified, notBefore: each.not_before },
    ]),
  )
}

export async function keepForecast(
  db: Db,
  town: string,
  kept: { provider: Provider; forecast: Forecast } & Freshness,
): Promise<void> {
  await run(
    db,
    `insert into weather_forecasts (town, provider, issued_at, fetched_at, last_modified, not_before, forecast)
     values (:town, :provider, :issued_at, :fetched_at, :last_modified, :not_before, cast(:forecast as jsonb))
     on conflict (town) do update set provider = excluded.provider, issued_at = excluded.issued_at,
       fetched_at = excluded.fetched_at, last_modified = excluded.last_modified, not_before = excluded.not_before,
       forecast = excluded.forecast`,
    {
      town,
      provider: kept.provider,
      issued_at: kept.forecast.issuedAt,
      fetched_at: kept.fetchedAt,
      last_modified: kept.lastModified,
      not_before: kept.notBefore,
      forecast: JSON.stringify(kept.forecast),
    },
  )
}

/** The provider said that its forecast is still the same. */
export async function confirmForecast(db: Db, town: string, fetchedAt: Date, notBefore: Date | null): Promise<void> {
  await run(db, 'update weather_forecasts set fetched_at = :fetchedAt, not_before = :notBefore where town = :town', {
    town,
    fetchedAt,
    notBefore,
  })
}

/** All towns of one answer, or none. */
export async function keepForecasts(
  db: Db,
  forecasts: ReadonlyMap<string, Forecast>,
  kept: { provider: Provider } & Freshness,
): Promise<void> {
  await transaction(db, async (db) => {
    for (const [town, forecast] of forecasts) await keepForecast(db, town, { ...kept, forecast })
  })
}

export async function keepAir(db: Db, estimates: ReadonlyMap<string, Air>, fetchedAt: Date): Promise<void> {
  await transaction(db, async (db) => {
    for (const [town, air] of estimates) {
      await run(
        db,
        `insert into weather_air (town, estimated_at, fetched_at, european_index, us_index, pm2_5, pm10)
         values (:town, :estimated_at, :fetched_at, :european_index, :us_index, :pm2_5, :pm10)
         on conflict (town) do update set estimated_at = excluded.estimated_at, fetched_at = excluded.fetched_at,
           european_index = excluded.european_index, us_index = excluded.us_index, pm2_5 = excluded.pm2_5, pm10 = excluded.pm10`,
        {
          town,
          estimated_at: air.estimatedAt,
          fetched_at: fetchedAt,
          european_index: air.europeanIndex,
          us_index: air.usIndex,
          pm2_5: air.pm2_5,
          pm10: air.pm10,
        },
      )
    }
  })
}

export async function airFetchedAt(db: Db): Promise<Date | null> {
  return (await row<{ at: Date | null }>(db, 'select max(fetched_at) as at from weather_air'))?.at ?? null
}

/** Sample weather steps aside as soon as anything real is known. */
export async function forgetSampleWeather(db: Db): Promise<number> {
  return run(db, `delete from weather_forecasts where provider = 'sample'`)
}

export async function hasRealWeather(db: Db): Promise<boolean> {
  return (await row(db, `select 1 from weather_forecasts where provider <> 'sample' limit 1`)) !== undefined
}

export async function hasSampleWeather(db: Db): Promise<boolean> {
  return (await row(db, `select 1 from weather_forecasts where provider = 'sample' limit 1`)) !== undefined
}
