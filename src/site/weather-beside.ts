import type { Request, Response } from 'express'
import { defaultTown } from '../features/weather/default-town.js'
import { isTown, type TownWeather, weatherOfTown } from '../features/weather/weather-store.js'
import { weatherTag } from '../features/weather/weather-tag.js'
import { type WeatherWidget, weatherWidget } from '../features/weather/weather-widget.js'
import { type Language, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'

/** The weather as it stands beside the news. */
export interface WeatherBeside {
  widget: WeatherWidget
  townHref: string
  allHref: string
  /** Where town.js asks for the same box with another town, when the reader has chosen one. */
  fragment: string
}

declare module '../web/views.js' {
  interface Views {
    'parts/weather': WeatherBeside
  }
}

/** Of the default town, the same for all readers; null when nothing honest can be shown. Memory keeps it, so a page pays no query. */
export async function weatherBeside(kit: Kit, language: Language): Promise<WeatherBeside | null> {
  return besideOf(kit, language, await defaultTown(kit))
}

/** `/fragment/weather/semey`: the box alone, cached like any page because the town is in its address. */
export async function weatherFragment(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const slug = String(req.params.slug)
  const beside = (await isTown(kit.db, slug)) ? await besideOf(kit, language, slug) : null
  if (beside === null) throw new NotFound('no weather of such a town')
  res.setHeader('X-Robots-Tag', 'noindex')
  cacheable(res, { tags: [weatherTag], seconds: 120 })
  render(res, language, 'parts/weather', beside)
}

async function besideOf(kit: Kit, language: Language, slug: string): Promise<WeatherBeside | null> {
  const { town } = await kit.memory.keep(
    `weather:${language}:${slug}`,
    { tags: [weatherTag], seconds: 120 },
    async (): Promise<{ town: TownWeather | undefined }> => ({ town: await weatherOfTown(kit.db, slug, language) }),
  )
  const widget = town ? weatherWidget(town, kit.clock.now(), language) : null
  if (widget === null) return null
  return {
    widget,
    townHref: townAddress(language, slug),
    allHref: localAddress(language, '/weather'),
    fragment: localAddress(language, '/fragment/weather'),
  }
}

/** `/weather/semey` */
export function townAddress(language: Language, slug: string): string {
  return localAddress(language, `/weather/${slug}`)
}
