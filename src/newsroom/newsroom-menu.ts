import type { Right } from '../features/accounts/right.js'
import type { Texts } from '../language/say.js'

interface MenuLink {
  href: string
  /** Everything below it is this entry too, where that is more than what is below `href`. */
  under?: string
  /** Its text: `newsroom.menu.…` */
  name: Exclude<keyof Texts['newsroom']['menu'], 'headings'>
  right: Right | 'any staff'
}

/** What stands at the side of every page of the newsroom; each person sees what they may do. */
export const menuEntries: readonly {
  heading: keyof Texts['newsroom']['menu']['headings']
  links: readonly MenuLink[]
}[] = [
  {
    heading: 'news',
    links: [
      { href: '/newsroom', name: 'desk', right: 'any staff' },
      { href: '/newsroom/front', name: 'front', right: 'front.arrange' },
      { href: '/newsroom/media', name: 'media', right: 'media.upload' },
    ],
  },
  {
    heading: 'site',
    links: [
      { href: '/newsroom/filing/section', under: '/newsroom/filing', name: 'filing', right: 'filing.manage' },
      { href: '/newsroom/pages', name: 'pages', right: 'pages.manage' },
      { href: '/newsroom/missed-searches', name: 'missedSearches', right: 'search.read' },
      { href: '/newsroom/cash-rates', name: 'cash', right: 'rates.manage' },
      { href: '/newsroom/settings', name: 'settings', right: 'settings.manage' },
    ],
  },
  {
    heading: 'people',
    links: [
      { href: '/newsroom/comments', name: 'comments', right: 'comments.moderate' },
      { href: '/newsroom/notices', name: 'notices', right: 'board.moderate' },
      { href: '/newsroom/campaigns', name: 'campaigns', right: 'ads.manage' },
    ],
  },
  {
    heading: 'machines',
    links: [
      { href: '/newsroom/partner-feeds', name: 'partnerFeeds', right: 'syndication.manage' },
      { href: '/newsroom/pings', name: 'pings', right: 'syndication.manage' },
      { href: '/newsroom/crawlers', name: 'crawlers', right: 'syndication.manage' },
      { href: '/newsroom/redirects', name: 'redirects', right: 'redirects.manage' },
    ],
  },
  {
    heading: 'order',
    links: [
      { href: '/newsroom/staff', name: 'people', right: 'staff.manage' },
      { href: '/newsroom/statistics', name: 'statistics', right: 'statistics.read' },
      { href: '/newsroom/audit', name: 'audit', right: 'audit.read' },
      { href: '/newsroom/me', name: 'me', right: 'any staff' },
      { href: '/newsroom/help', name: 'help', right: 'any staff' },
    ],
  },
]
