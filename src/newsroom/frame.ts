import type { Request } from 'express'
import type { Notice } from '../features/accounts/session-store.js'
import { may, type Staff } from '../features/accounts/staff.js'
import type { Language } from '../language/language.js'
import { say, type Texts } from '../language/say.js'
import { menuEntries } from './newsroom-menu.js'
import { takeNotice } from './newsroom-session.js'
import { type KeyList, keyList } from './shortcuts.js'
import { siteNameOf } from './site-name.js'

/** Everything around a page of the newsroom. */
export interface Frame {
  language: Language
  siteName: string
  title: string
  /** Null at the door. */
  staff: { name: string; role: string } | null
  menu: { heading: string; links: { href: string; name: string; isCurrent: boolean }[] }[]
  /** Its keys, in a window that `?` opens. Null at the door. */
  keys: KeyList | null
  otherLanguage: { name: string; tag: Language }
  assets: { css: string; styles: string[]; icon: string; scripts: string[] }
  notice: Notice | null
  /** Where the reader's site begins. */
  site: string
  /** This page, for forms that come back to it. */
  here: string
}

declare module '../web/views.js' {
  interface Views {
    'layouts/newsroom-top': Frame
    'layouts/newsroom-end': Frame
    'newsroom/key-list': KeyList
  }
}

/** Files of public/ that a page needs beyond newsroom.css and newsroom.js. */
interface Extra {
  title: string
  scripts?: readonly string[]
  styles?: readonly string[]
}

export function frame(req: Request, staff: Staff, options: Extra): Frame {
  const texts = say(staff.language).newsroom
  return {
    ...frameAtTheDoor(req, staff.language, options),
    staff: { name: staff.name, role: texts.roles[staff.role] },
    menu: menuEntries
      .map(({ heading, links }) => ({
        heading: texts.menu.headings[heading],
        links: links
          .filter(({ right }) => right === 'any staff' || may(staff, right))
          .map(({ href, under = href, name }) => ({ href, name: texts.menu[name], isCurrent: isUnder(req, under) })),
      }))
      .filter(({ links }) => links.length > 0),
    keys: keyList(staff),
    notice: takeNotice(req),
  }
}

/** For pages that are shown to whoever has not signed in. */
export function frameAtTheDoor(req: Request, language: Language, { title, scripts = [], styles = [] }: Extra): Frame {
  const other: Language = language === 'ru' ? 'kk' : 'ru'
  const address = (name: string) => req.app.assets.address(name)
  const texts: Texts = say(language)
  return {
    language,
    siteName: siteNameOf(req, language),
    title: `${title} — ${texts.newsroom.name}`,
    staff: null,
    menu: [],
    keys: null,
    otherLanguage: { name: say(other).site.languageName, tag: other },
    assets: {
      css: address('newsroom.css'),
      styles: styles.map(address),
      icon: address('icon.svg'),
      scripts: ['newsroom.js', ...scripts].map(address),
    },
    notice: null,
    site: language === 'kk' ? '/kk' : '/',
    here: req.originalUrl,
  }
}

function isUnder(req: Request, href: string): boolean {
  const path = req.originalUrl.split('?', 1)[0] ?? ''
  return href === '/newsroom' ? path === href || path === `${href}/` : path === href || path.startsWith(`${href}/`)
}
