import type { Request, Response } from 'express'
import { boardSettingsOf } from '../features/board/board-settings.js'
import { boardPlaces } from '../features/board/category-store.js'
import { managingAddress } from '../features/board/notice.js'
import { placeNotice } from '../features/board/placing.js'
import type { Picture } from '../features/media/picture.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { personStamp, puzzles, readStamp, useStamp, workBits } from '../features/spam/form-stamp.js'
import { originOf } from '../features/spam/origin.js'
import { sendingOf } from '../features/spam/sending.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { randomToken } from '../platform/secret.js'
import { render } from '../web/render.js'
import { choices } from './board-page.js'
import { checkNotice, type NoticeFaults, type NoticeForm, type TypedNotice, typedNotice } from './notice-form.js'
import { keptWords, readNoticeForm } from './notice-pictures.js'
import { pictureView } from './picture-view.js'
import { displayOf, type Shell, shell } from './shell.js'
import { townIn } from './town-choice.js'

export interface NoticePlacePage {
  shell: Shell
  heading: string
  back: { href: string; name: string }
  trouble: string | null
  /** Null while the board takes nothing new. */
  form: NoticeForm | null
}

declare module '../web/views.js' {
  interface Views {
    'site/notice-place': NoticePlacePage
    'parts/notice-form': NoticeForm
  }
}

export const noticeStamps = 'notice'

/** `/ad/new?category=work&town=semey` */
export async function newNoticePage(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const wish = (name: string) => (typeof req.query[name] === 'string' ? [String(req.query[name])] : [])
  const fields = new Map([
    ['category', wish('category')],
    ['town', [townIn(req.headers.cookie) ?? '', ...wish('town')]],
  ])
  await show(kit, gate, language, req, res, { typed: typedNotice(fields, language) })
}

/** Takes a form in: 303 to the managing page, or the form again with its faults, everything that was typed and every picture. */
export async function sendNotice(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const settings = await boardSettingsOf(kit)
  if (!settings.isOpen) return show(kit, gate, language, req, res, { typed: typedNotice(new Map(), language) })
  const { fields, pictures, fault } = await readNoticeForm(kit, language, req)
  const typed = typedNotice(fields, language)
  const { words, faults } = checkNotice(typed, await boardPlaces(kit, language), language)
  if (fault !== null) faults.pictures = fault
  if (words === null || fault !== null)
    return show(kit, gate, language, req, res, { typed, faults, pictures, status: 422 })

  const last = (name: string) => fields.get(name)?.at(-1) ?? ''
  const address = req.ip ?? ''
  const stamp = await readStamp(kit, noticeStamps, last('stamp'), last('proof'))
  const token = /^[\w-]{43}$/.test(last('token')) ? last('token') : randomToken()
  await placeNotice(kit, settings, {
    words,
    raw: `${typed.title}\n${typed.text}`,
    pictures: pictures.map(({ id }) => id),
    token,
    origin: await originOf(kit, address),
    sending: sendingOf(stamp, last('website'), await gate.isBusy(address), kit.clock.now()),
  })
  if (stamp) useStamp(last('stamp'))
  res.redirect(303, `${managingAddress(language, token)}?told=placed`)
}

/** A stamp for whoever touched the form; asks for work where more comes in than people write. */
export async function noticeTicket(
  kit: Kit,
  gate: FloodGate,
  _language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const bits = (await gate.isBusy(req.ip ?? '')) ? workBits : 0
  res.json({ stamp: await personStamp(kit, noticeStamps, bits), bits, puzzles })
}

interface Shown {
  typed: TypedNotice
  faults?: NoticeFaults
  pictures?: readonly Picture[]
  status?: number
}

async function show(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
  { typed, faults = {}, pictures = [], status = 200 }: Shown,
): Promise<void> {
  const texts = say(language).board
  const settings = await boardSettingsOf(kit)
  const frame = await noticeFormShell(kit, req, language, texts.form.heading, '/ad/new')
  const form = await noticeForm(kit, gate, language, req, { typed, faults, pictures })
  render(
    res,
    language,
    'site/notice-place',
    {
      shell: frame,
      heading: texts.form.heading,
      back: { href: localAddress(language, '/ads'), name: texts.toBoard },
      trouble: settings.isOpen ? null : texts.form.shut,
      form: settings.isOpen
        ? {
            ...form,
            action: localAddress(language, '/ad/new'),
            token: randomToken(),
            version: 0,
            hint: [texts.form.free(settings.days), ...(settings.looksFirst ? [texts.form.looksFirst] : [])].join(' '),
            button: texts.form.send,
          }
        : null,
    },
    { status },
  )
}

export function noticeFormShell(
  kit: Kit,
  req: Request,
  language: Language,
  title: string,
  path: string,
): Promise<Shell> {
  return shell(kit, req, {
    language,
    title,
    path: localAddress(language, path),
    otherwise: localAddress(otherLanguage(language), path),
    noindex: true,
    styles: ['say.css', 'board.css'],
    scripts: ['comments.js', 'board.js'],
  })
}

/** What placing and changing have in common. */
export async function noticeForm(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  {
    typed,
    faults,
    pictures,
    ownCategory,
  }: { typed: TypedNotice; faults: NoticeFaults; pictures: readonly Picture[]; ownCategory?: string },
): Promise<Pick<NoticeForm, 'ticket' | 'stamp' | 'typed' | 'categories' | 'towns' | 'kept' | 'faults'>> {
  const { categories, towns } = await boardPlaces(kit, language)
  const bits = (await gate.isBusy(req.ip ?? '')) ? workBits : 0
  const display = displayOf(req)
  const kept = pictures.map(async (picture, at) => ({
    value: await keptWords(kit, picture),
    picture: pictureView(
      { ...picture, alt: say(language).board.photo(at + 1, pictures.length, say(language).board.form.keep) },
      display,
      language,
    ),
  }))
  return {
    ticket: localAddress(language, '/ad/ticket'),
    stamp: await personStamp(kit, noticeStamps, bits),
    typed,
    categories: choices(
      categories.filter(({ isOpen, slug }) => isOpen || slug === ownCategory),
      categories.find(({ slug }) => slug === typed.category),
    ),
    towns: choices(
      towns,
      towns.find(({ slug }) => slug === typed.town),
    ),
    kept: await Promise.all(kept),
    faults,
  }
}
