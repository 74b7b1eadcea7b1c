import type { Place } from '../../../src/features/weather/forecast.js'
import { usualWeather, type WeatherSettings } from '../../../src/features/weather/weather-settings.js'
import { allPlaces, weatherOfTown } from '../../../src/features/weather/weather-store.js'
import { weatherWidget } from '../../../src/features/weather/weather-widget.js'
import type { Language } from '../../../src/language/language.js'
import { rows } from '../../../src/platform/database.js'
import { openOutside } from '../../../src/platform/outside.js'
import { openReplay, type Replay } from '../../support/replay-server.js'
import { openTestKit, type TestKit, testNow } from '../../support/test-kit.js'

export const identifying = 'locman.test/1.0 desk@locman.test'

export interface WeatherKit extends TestKit {
  weather: WeatherSettings
  replay: Replay
  places: Place[]
  /** Takes everything that was learnt and puts the clock back to the test's noon. */
  startAnew(): Promise<void>
  /** What a reader is told of a town, or `nothing`. */
  seen(town?: string, language?: Language): Promise<string>
  /** Why the last attempt failed, as the operator reads it. */
  lastFault(): Promise<string | null>
}

/** A kit whose providers are all one replaying server, with Almaty, Semey and Oskemen for towns unless all are wanted. */
export async function openWeatherKit(
  provider: WeatherSettings['provider'],
  options: { allTowns?: boolean } = {},
): Promise<WeatherKit> {
  const [kit, replay] = await Promise.all([openTestKit(), openReplay()])
  if (!options.allTowns) {
    await rows(kit.db, `delete from weather_towns where slug not in ('almaty', 'semey', 'oskemen')`)
  }
  const weatherKit: WeatherKit = {
    ...kit,
    replay,
    places: await allPlaces(kit.db),
    outside: openOutside({
      userAgent: identifying,
      privateHosts: [replay.host],
      clock: kit.clock,
      pauseInMilliseconds: 0,
    }),
    weather: {
      ...usualWeather,
      provider,
      metAddress: replay.origin,
      openMeteoAddress: replay.origin,
      userAgent: identifying,
      defaultTown: 'semey',
      pauseInMilliseconds: 0,
      deadlineInSeconds: 20,
    },
    startAnew: async () => {
      replay.forget()
      kit.clock.set(testNow)
      await rows(kit.db, 'delete from weather_forecasts')
      await rows(kit.db, 'delete from weather_air')
      await rows(kit.db, 'delete from fetches')
    },
    seen: async (town = 'semey', language = 'ru') => {
      const found = await weatherOfTown(kit.db, town, language)
      const widget = found && weatherWidget(found, kit.clock.now(), language)
      if (!widget) return 'nothing'
      const { now, ahead, stale, isSample } = widget
      return [
        now && [now.temperature, now.sky.words, now.wind, now.humidity].filter(Boolean).join(', '),
        ahead.map(({ label, temperature }) => `${label} ${temperature}`).join(', '),
        stale?.short,
        isSample && 'sample',
      ]
        .filter(Boolean)
        .join('; ')
        .replaceAll('\u00a0', ' ')
    },
    lastFault: async () => {
      const [found] = await rows<{ reason: string | null }>(
        kit.db,
        'select last_failure_reason as reason from fetches order by last_attempt_at desc limit 1',
      )
      return found?.reason ?? null
    },
    close: async () => {
      await replay.close()
      await kit.close()
    },
  }
  return weatherKit
}

export function json(
  value: unknown,
  headers: Record<string, string> = {},
): {
  headers: Record<string, string>
  body: string
} {
  return { headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value) }
}

/** The clock of the kit, some hours later. */
export function later(kit: TestKit, hours: number): void {
  kit.clock.set(new Date(kit.clock.now().getTime() + hours * 3600_000))
}
