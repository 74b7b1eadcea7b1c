import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { type AirWidget, airWidget } from '../features/weather/air-widget.js'
import { type DayWords, daysAhead, type HourWords, hoursAhead } from '../features/weather/town-forecast.js'
import { weatherOfTown, weatherOfTowns } from '../features/weather/weather-store.js'
import { weatherTag } from '../features/weather/weather-tag.js'
import { type Credit, type WeatherWidget, weatherWidget } from '../features/weather/weather-widget.js'
import type { Sky } from '../features/weather/weather-words.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import type { Link } from './cards.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'
import { townAddress } from './weather-beside.js'

/** The weather of all towns. */
export interface WeatherPage {
  shell: Shell
  towns: TownCard[]
  isSample: boolean
  credit: Credit | null
  myTownHref: string
  side: Sidebar
}

export interface TownCard extends Link {
  chooseHref: string
  /** Null while nothing honest is known. */
  widget: WeatherWidget | null
}

/** One town: now, by the hour, by the day, the air. */
export interface TownPage {
  shell: Shell
  heading: string
  allHref: string
  chooseHref: string
  widget: WeatherWidget | null
  hours: HourWords[]
  days: DayWords[]
  air: AirWidget | null
  regionNews: Link
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'site/weather': WeatherPage
    'site/weather-town': TownPage
    'parts/sky': Sky
    'parts/weather-credit': { credit: Credit; isComputed: boolean }
  }
}

const secondsFresh = 120

export async function weatherPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const path = localAddress(language, '/weather')
  const texts = say(language).weather
  const [frame, towns, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: texts.title,
      description: texts.description,
      path,
      twin: localAddress(otherLanguage(language), '/weather'),
      currentSection: path,
    }),
    weatherOfTowns(kit.db, language),
    sidebar(kit, language, { withFresh: true }),
  ])
  const now = kit.clock.now()
  const cards = towns.map((town) => ({
    href: townAddress(language, town.slug),
    name: town.name,
    chooseHref: chooseAddress(language, town.slug),
    widget: weatherWidget(town, now, language),
  }))
  const widgets = cards.flatMap(({ widget }) => widget ?? [])
  cacheable(res, { tags: tagsOf(language), seconds: secondsFresh })
  render(res, language, 'site/weather', {
    shell: frame,
    towns: cards,
    isSample: widgets.some(({ isSample }) => isSample),
    credit: widgets[0]?.credit ?? null,
    myTownHref: localAddress(language, '/town'),
    side,
  })
}

export async function townPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const town = await weatherOfTown(kit.db, String(req.params.slug), language)
  if (!town) throw new NotFound('no such town')
  const texts = say(language).weather
  const [frame, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: texts.titleOf(town.name),
      description: texts.descriptionOf(town.name),
      path: townAddress(language, town.slug),
      twin: townAddress(otherLanguage(language), town.slug),
      currentSection: localAddress(language, '/weather'),
    }),
    sidebar(kit, language, { withFresh: true }),
  ])
  const now = kit.clock.now()
  const { known, air, region } = town
  cacheable(res, { tags: tagsOf(language), seconds: secondsFresh })
  render(res, language, 'site/weather-town', {
    shell: frame,
    heading: texts.titleOf(town.name),
    allHref: localAddress(language, '/weather'),
    chooseHref: chooseAddress(language, town.slug),
    widget: weatherWidget(town, now, language),
    hours: known ? hoursAhead(known, now, language) : [],
    days: known ? daysAhead(known, now, language) : [],
    air: airWidget(air, now, language),
    regionNews: { href: filingAddress(language, 'region', region.slug), name: texts.regionNews(region.name) },
    side,
  })
}

function tagsOf(language: Language): string[] {
  return [weatherTag, cacheTags.filing, cacheTags.pages, cacheTags.newest(language)]
}

/** Keeps the choice and leads to the town's own page. */
function chooseAddress(language: Language, slug: string): string {
  return `${localAddress(language, '/town')}/set?town=${slug}&back=${encodeURIComponent(townAddress(language, slug))}`
}
