import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { type LibraryKey, listLibrary, type Shelf, shelves } from '../features/library/library-lists.js'
import { isRealDay } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { type LibraryCard, libraryCard, warnUntil } from './library-card.js'
import type { UploadedFile } from './picture-upload.js'

export interface LibraryPage {
  frame: Frame
  /** Of the files that were just sent, when not all could be taken. */
  outcome: {
    fault: string | null
    files: { name: string; href: string | null; words: string; isFault: boolean }[]
  } | null
  tabs: { href: string; name: string; isCurrent: boolean }[]
  shelf: Shelf
  words: string
  cards: LibraryCard[]
  hint: string
  empty: string
  older: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/library': LibraryPage
  }
}

const home = '/newsroom/media'
const perPage = 48

export function libraryPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  return showLibrary(kit, staff, req, res)
}

export async function showLibrary(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  sent?: { files: UploadedFile[]; fault: string | null },
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom.media
  const now = kit.clock.now()
  const shelf = shelves.find((each) => each === req.query.shelf) ?? 'all'
  const words = String(req.query.q ?? '').slice(0, 200)
  const found = await listLibrary(kit.db, {
    shelf,
    words,
    after: keyOf(req, shelf),
    limit: perPage + 1,
    warnUntil: warnUntil(now),
  })
  const shown = found.slice(0, perPage)
  const last = shown.at(-1)
  const query = (more: Record<string, string>) =>
    `${home}?${new URLSearchParams({ ...(words !== '' && { q: words }), ...more })}`
  render(
    res,
    language,
    'newsroom/library',
    {
      frame: frame(req, staff, { title: texts.title, scripts: ['library.js'], styles: ['library.css'] }),
      outcome: sent
        ? {
            fault: sent.fault,
            files: sent.files.map(({ name, uploaded, fault }) => ({
              name,
              href: uploaded && `${home}/${uploaded.picture.id}`,
              words: fault ?? (uploaded?.isKnown ? texts.known : texts.isTaken),
              isFault: fault !== null,
            })),
          }
        : null,
      tabs: shelves.map((each) => ({
        href: query({ shelf: each }),
        name: texts.shelves[each],
        isCurrent: each === shelf,
      })),
      shelf,
      words,
      cards: shown.map((picture) => libraryCard(language, now, picture)),
      hint: texts.hints[shelf],
      empty: words === '' ? texts.empty[shelf] : texts.nothing,
      older: found.length > shown.length && last ? query({ shelf, after: keyText(last) }) : null,
    },
    { status: sent ? 422 : 200 },
  )
}

const keyText = ({ id, licenceUntil }: { id: number; licenceUntil: string | null }) => `${id}.${licenceUntil ?? ''}`

function keyOf(req: Request, shelf: Shelf): LibraryKey | null {
  const [, id, year, month, day] = /^([1-9]\d{0,14})\.(?:(\d{4})-(\d\d)-(\d\d))?$/.exec(String(req.query.after)) ?? []
  if (id === undefined) return null
  if (shelf !== 'licence') return { id: Number(id), until: null }
  const isDay = isRealDay({ year: Number(year), month: Number(month), day: Number(day) })
  return isDay ? { id: Number(id), until: `${year}-${month}-${day}` } : null
}
