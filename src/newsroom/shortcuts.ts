import type { Right } from '../features/accounts/right.js'
import { may, type Staff } from '../features/accounts/staff.js'
import { say, type Texts } from '../language/say.js'

interface Shortcut {
  /** `g d` is struck one after the other, `Ctrl+S` together. */
  keys: string
  name: (texts: Texts['newsroom']) => string
  right: Right | 'any staff'
  /** Where it leads; null where a script of the page knows what to do. */
  href: string | null
}

export type KeyPlace = keyof Texts['newsroom']['help']['keys']['places']

type KeyName = keyof Texts['newsroom']['help']['keys']['names']
type MenuName = Exclude<keyof Texts['newsroom']['menu'], 'headings'>

const key = (keys: string, name: KeyName, right: Shortcut['right'], href: string | null = null): Shortcut => ({
  keys,
  name: (texts) => texts.help.keys.names[name],
  right,
  href,
})
const way = (keys: string, name: MenuName, right: Shortcut['right'], href: string): Shortcut => ({
  keys,
  name: (texts) => texts.menu[name],
  right,
  href,
})

/** Every key of the newsroom. Those of moderation stand in moderation.js, those of the editor in editor/ and in TipTap. */
export const shortcuts: Record<KeyPlace, readonly Shortcut[]> = {
  everywhere: [
    key('?', 'help', 'any staff'),
    key('/', 'find', 'any staff'),
    key('n', 'write', 'articles.write', '/newsroom/articles/new'),
    way('g d', 'desk', 'any staff', '/newsroom'),
    way('g f', 'front', 'front.arrange', '/newsroom/front'),
    way('g m', 'media', 'media.upload', '/newsroom/media'),
    way('g t', 'filing', 'filing.manage', '/newsroom/filing/section'),
    way('g p', 'pages', 'pages.manage', '/newsroom/pages'),
    way('g r', 'cash', 'rates.manage', '/newsroom/cash-rates'),
    way('g s', 'settings', 'settings.manage', '/newsroom/settings'),
    way('g c', 'comments', 'comments.moderate', '/newsroom/comments'),
    way('g o', 'notices', 'board.moderate', '/newsroom/notices'),
    way('g b', 'campaigns', 'ads.manage', '/newsroom/campaigns'),
    way('g w', 'people', 'staff.manage', '/newsroom/staff'),
    way('g v', 'statistics', 'statistics.read', '/newsroom/statistics'),
    way('g a', 'audit', 'audit.read', '/newsroom/audit'),
    way('g u', 'me', 'any staff', '/newsroom/me'),
  ],
  moderation: [
    key('j', 'next', 'comments.moderate'),
    key('k', 'previous', 'comments.moderate'),
    key('r', 'release', 'comments.moderate'),
    key('s', 'spam', 'comments.moderate'),
    key('h', 'rude', 'comments.moderate'),
    key('o', 'offtopic', 'comments.moderate'),
    key('x', 'choose', 'comments.moderate'),
    key('u', 'undo', 'comments.moderate'),
  ],
  editor: [
    key('Ctrl+S', 'save', 'articles.write'),
    key('Ctrl+B', 'bold', 'articles.write'),
    key('Ctrl+I', 'italic', 'articles.write'),
    key('Ctrl+Alt+2', 'heading', 'articles.write'),
    key('Ctrl+Shift+B', 'quote', 'articles.write'),
    key('Ctrl+Shift+8', 'bullets', 'articles.write'),
    key('Ctrl+Z', 'back', 'articles.write'),
    key('Ctrl+Shift+Z', 'again', 'articles.write'),
    key('Esc', 'closePanel', 'articles.write'),
  ],
}

/** The keys that this colleague has, as they are printed. */
export interface KeyList {
  isOff: boolean
  groups: {
    heading: string
    keys: {
      /** For the script, which presses the link that carries it. */
      chord: string
      /** Struck one after the other, each of keys held together. */
      strokes: string[][]
      words: string
      href: string | null
    }[]
  }[]
}

export function keyList(staff: Staff): KeyList {
  const texts = say(staff.language).newsroom
  return {
    isOff: !staff.singleKeys,
    groups: (Object.keys(shortcuts) as KeyPlace[])
      .map((place) => ({
        heading: texts.help.keys.places[place],
        keys: shortcuts[place]
          .filter(({ right }) => right === 'any staff' || may(staff, right))
          .map(({ keys, name, href }) => ({
            chord: keys,
            strokes: keys
              .split(' ')
              .map((stroke) => (stroke.length === 1 ? [stroke.toUpperCase()] : stroke.split('+'))),
            words: name(texts),
            href,
          })),
      }))
      .filter(({ keys }) => keys.length > 0),
  }
}
