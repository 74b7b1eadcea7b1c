import { type RatesWidget, ratesWidget } from '../features/rates/rates-widget.js'
import type { Day } from '../language/dates.js'
import { wall } from '../language/dates.js'
import { type Language, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { type BoardBeside, boardBeside } from './board-beside.js'
import { type Calendar, calendar, type MonthOfYear } from './calendar.js'
import type { Card } from './cards.js'
import { newsBeside } from './news-beside.js'
import { type PopularBeside, popularBeside } from './popular-page.js'
import { type WeatherBeside, weatherBeside } from './weather-beside.js'

/** What stands beside the news on every page. */
export interface Sidebar {
  calendar: Calendar
  /** The newest stories, on pages that are not themselves a list of them. */
  fresh: Card[]
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
  }
}

export async function sidebar(
  kit: Kit,
  language: Language,
  options: { withFresh: boolean; month?: MonthOfYear; day?: Day },
): Promise<Sidebar> {
  const [month, fresh, weather, rates, popular, notices] = await Promise.all([
    calendar(kit, language, options.month ?? wall(kit.clock.now()), options.day),
    options.withFresh ? newsBeside(kit, language) : [],
    weatherBeside(kit, language),
    ratesWidget(kit, language),
    popularBeside(kit, language),
    boardBeside(kit, language),
  ])
  return {
    calendar: month,
    fresh,
    weather,
    rates,
    popular,
    notices,
    readingNow: localAddress(language, '/fragment/reading-now'),
  }
}
