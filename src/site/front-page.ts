import type { Request, Response } from 'express'
import { type ArticleCard, articleAddress } from '../features/articles/article.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { type FrontChoice, frontChoice } from '../features/articles/recent-news.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { titleOf } from '../features/identity/site-words.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { render } from '../web/render.js'
import { type AdPlace, adAcross } from './ad-place.js'
import { byDay, type Card, type DayOfCards, keptCard, type Link, tagsOfCards } from './cards.js'
import { displayOf, type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'
import { pageNode } from './structured-data.js'

export interface FrontPage {
  shell: Shell
  lead: Card | null
  seconds: Card[]
  river: DayOfCards[]
  all: Link
  blocks: SectionBlock[]
  side: Sidebar
  /** Between the first stories and the rest. */
  ads: AdPlace[]
}

export interface SectionBlock {
  section: Link
  cards: Card[]
}

declare module '../web/views.js' {
  interface Views {
    'site/front': FrontPage
  }
}

const riverLength = 22
const blockLength = 3

export async function frontPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  await showFront(kit, language, req, res, await frontChoice(kit, language), (shown) => {
    // The three stories on top are fetched while a finger or a pointer lingers on them; never in the lite version, which saves data.
    if (!displayOf(req).lite) res.setHeader('Speculation-Rules', `"${req.app.assets.address('speculation.json')}"`)
    cacheable(res, {
      tags: [cacheTags.front(language), cacheTags.filing, cacheTags.pages, ...tagsOfCards(shown)],
      seconds: 60,
    })
  })
}

/**
 * The front page of this choice: for readers, and for the newsroom to look at before they do. `forReaders` hears which stories it
 * shows before the page is sent: what is said of an answer afterwards nobody hears. Without it nobody reads the page yet, and
 * nothing stands in it that is counted and paid for.
 */
export async function showFront(
  kit: Kit,
  language: Language,
  req: Request,
  res: Response,
  news: FrontChoice,
  forReaders?: (shown: ArticleCard[]) => void,
): Promise<void> {
  const now = kit.clock.now()
  const path = localAddress(language, '/')
  const [frame, side, ads] = await Promise.all([
    shell(kit, req, {
      language,
      title: say(language).front.heading,
      path,
      twin: localAddress(otherLanguage(language), '/'),
      isFront: true,
      graph: (publisher) => [
        pageNode(publisher, {
          type: 'CollectionPage',
          path,
          name: titleOf(publisher.words),
          lists: news.newest
            .slice(0, riverLength)
            .map((article) => ({ href: articleAddress(article), name: article.title })),
        }),
      ],
    }),
    sidebar(kit, language, { withFresh: false, isPreview: !forReaders }),
    forReaders ? adAcross(kit, language) : [],
  ])
  const { lead, seconds } = chooseTop(news)
  const top = new Set([lead, ...seconds].map((article) => article?.id))
  const river = news.newest.filter((article) => article.id !== lead?.id).slice(0, riverLength)
  const blocks = [...news.bySection.values()].map((articles) =>
    articles.filter((article) => !top.has(article.id)).slice(0, blockLength),
  )
  const draw = (article: ArticleCard) => keptCard(article, frame.display, now)
  forReaders?.([...(lead ? [lead] : []), ...seconds, ...river, ...blocks.flat()])
  render(res, language, 'site/front', {
    shell: frame,
    lead: lead && draw(lead),
    seconds: seconds.map(draw),
    river: byDay(river, language, now, draw),
    all: { href: localAddress(language, '/archive'), name: say(language).front.all },
    blocks: blocks.flatMap((articles) => {
      const [first] = articles
      if (!first) return []
      const { slug, name } = first.section
      return [{ section: { href: filingAddress(language, 'section', slug), name }, cards: articles.map(draw) }]
    }),
    side,
    ads,
  })
}

const secondsCount = 2

/**
 * Whom the newsroom gave the place leads, then what is pinned, then the newest story with a picture. Beside it stand the chosen
 * seconds, and the next ones with pictures.
 */
function chooseTop(news: FrontChoice): { lead: ArticleCard | null; seconds: ArticleCard[] } {
  const { pinned, newest } = news
  const candidates = [...new Map([...pinned, ...newest].map((article) => [article.id, article])).values()].filter(
    ({ id }) => !news.seconds.some((second) => second.id === id),
  )
  const lead = news.lead ?? pinned[0] ?? candidates.find((article) => article.cover !== null) ?? candidates[0] ?? null
  const others = candidates.filter((article) => article.id !== lead?.id && article.cover !== null)
  const seconds = [...news.seconds.filter((article) => article.id !== lead?.id), ...others].slice(0, secondsCount)
  return { lead, seconds }
}
