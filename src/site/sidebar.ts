import { cacheTags } from '../features/articles/cache-tags.js'
import { boardTags } from '../features/board/notice.js'
import { ratesTag } from '../features/rates/rate.js'
import { type RatesWidget, ratesWidget } from '../features/rates/rates-widget.js'
import { weatherTag } from '../features/weather/weather-tag.js'
import type { Day } from '../language/dates.js'
import { wall } from '../language/dates.js'
import { type Language, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { type AdPlace, type AdSurroundings, adPlace } from './ad-place.js'
import { type BoardBeside, boardBeside } from './board-beside.js'
import { type Calendar, calendar, type MonthOfYear } from './calendar.js'
import type { Card } from './cards.js'
import { newestCards, othersThan } from './news-beside.js'
import { type PopularBeside, popularBeside } from './popular-page.js'
import { type WeatherBeside, weatherBeside } from './weather-beside.js'

/** What stands beside the news on every page. */
export interface Sidebar {
  calendar: Calendar
  /** The newest stories, on pages that are not themselves a list of them. */
  fresh: Card[]
  ad: AdPlace | null
  weather: WeatherBeside | null
  rates: RatesWidget | null
  /** What is read most today; null while nothing is. */
  popular: PopularBeside | null
  /** Visitors' notices; null while the board is empty. */
  notices: BoardBeside | null
  /** Where reading.js asks for what is being read now: pages are kept for longer than that is true. */
  readingNow: string
}

declare module '../web/views.js' {
  interface Views {
    'parts/sidebar': Sidebar
    /** Weather, rates and the board in one line, where the sidebar stands far below. */
    'parts/strip': Sidebar
    'parts/strip-rate': { row: RatesWidget['rows'][number]; href: string; isSample: boolean }
    'parts/strip-board': BoardBeside
  }
}

export async function sidebar(
  kit: Kit,
  language: Language,
  options: {
    withFresh: boolean
    month?: MonthOfYear
    day?: Day
    around?: AdSurroundings
    /** A banner that nobody reads beside must not be counted. */
    isPreview?: boolean
  },
): Promise<Sidebar> {
  const now = kit.clock.now()
  const [ad, same, month] = await Promise.all([
    options.isPreview ? null : adPlace(kit, language, 'side', options.around),
    sameBesideAll(kit, language, now),
    calendar(kit, language, options.month ?? wall(now), options.day),
  ])
  return {
    ...same,
    ad,
    fresh: options.withFresh ? othersThan(options.around?.articleId, same.fresh) : [],
    calendar: month,
  }
}

const secondsTheSame = 10

/** What does not depend on the page is put together once in ten seconds, and then costs a page next to nothing. */
function sameBesideAll(kit: Kit, language: Language, now: Date): Promise<Omit<Sidebar, 'calendar' | 'ad'>> {
  const tags = [cacheTags.newest(language), cacheTags.filing, weatherTag, ratesTag, boardTags.board]
  const slice = Math.floor(now.getTime() / (secondsTheSame * 1000))
  return kit.memory.keep(`beside:${language}:${slice}`, { tags, seconds: secondsTheSame }, async () => {
    const [fresh, weather, rates, popular, notices] = await Promise.all([
      newestCards(kit, language),
      weatherBeside(kit, language),
      ratesWidget(kit, language),
      popularBeside(kit, language),
      boardBeside(kit, language),
    ])
    return { fresh, weather, rates, popular, notices, readingNow: localAddress(language, '/fragment/reading-now') }
  })
}
