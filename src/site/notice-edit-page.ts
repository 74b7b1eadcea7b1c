import type { Request, Response } from 'express'
import { boardSettingsOf } from '../features/board/board-settings.js'
import { boardPlaces } from '../features/board/category-store.js'
import { isEditable, managingAddress, type Notice } from '../features/board/notice.js'
import { changeOwnNotice } from '../features/board/placing.js'
import type { Picture } from '../features/media/picture.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { readStamp } from '../features/spam/form-stamp.js'
import { originOf } from '../features/spam/origin.js'
import { sendingOf } from '../features/spam/sending.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { phoneWords } from '../text/phone.js'
import { render } from '../web/render.js'
import { checkNotice, type NoticeFaults, type TypedNotice, typedNotice } from './notice-form.js'
import { ownNotice } from './notice-mine-page.js'
import { readNoticeForm } from './notice-pictures.js'
import { noticeForm, noticeFormShell, noticeStamps } from './notice-place-page.js'

/** `/ad/mine/{token}/edit` */
export async function editNoticePage(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const notice = await ownNotice(kit, language, req)
  if (!isEditable(notice)) return leave(res, language, req, 'not')
  await show(kit, gate, language, req, res, notice, { typed: typedOf(notice), pictures: notice.pictures })
}

export async function saveNoticeEdit(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const notice = await ownNotice(kit, language, req)
  const { fields, pictures, fault } = await readNoticeForm(kit, language, req)
  const last = (name: string) => fields.get(name)?.at(-1) ?? ''
  const typed = { ...typedNotice(fields, language), language: notice.language }
  const places = await boardPlaces(kit, language)
  const { words, faults } = checkNotice(typed, places, language, notice.categoryId)
  if (fault !== null) faults.pictures = fault
  if (words === null || fault !== null)
    return show(kit, gate, language, req, res, notice, { typed, faults, pictures, status: 422 })
  const address = req.ip ?? ''
  const stamp = await readStamp(kit, noticeStamps, last('stamp'), last('proof'))
  const done = await changeOwnNotice(
    kit,
    await boardSettingsOf(kit),
    { ...notice, version: Number(last('version')) || 0 },
    {
      words,
      raw: `${typed.title}\n${typed.text}`,
      pictures: pictures.map(({ id }) => id),
      origin: await originOf(kit, address),
      sending: sendingOf(stamp, last('website'), await gate.isBusy(address), kit.clock.now()),
    },
  )
  if (done !== 'stale') return leave(res, language, req, done === 'done' ? 'edited' : 'not')
  // The words stay in the form, which now knows the newer version: whoever sends it again has seen that.
  const trouble = say(language).board.faults.stale
  await show(kit, gate, language, req, res, notice, { typed, pictures, trouble, status: 409 })
}

function leave(res: Response, language: Language, req: Request, told: 'edited' | 'not'): void {
  res.redirect(303, `${managingAddress(language, String(req.params.token))}?told=${told}`)
}

function typedOf(notice: Notice): TypedNotice {
  return {
    category: notice.category.slug,
    town: notice.town.slug,
    title: notice.title,
    text: notice.text,
    price: notice.price === null ? '' : String(notice.price),
    phone: phoneWords(notice.phone),
    firm: notice.firm,
    bin: notice.bin,
    isBusiness: notice.isBusiness,
    language: notice.language,
  }
}

interface Shown {
  typed: TypedNotice
  faults?: NoticeFaults
  pictures: readonly Picture[]
  trouble?: string
  status?: number
}

async function show(
  kit: Kit,
  gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
  notice: Notice,
  { typed, faults = {}, pictures, trouble, status = 200 }: Shown,
): Promise<void> {
  const texts = say(language).board
  const home = managingAddress(language, String(req.params.token))
  const [frame, form] = await Promise.all([
    noticeFormShell(kit, req, language, texts.form.editHeading, `/ad/mine/${req.params.token}/edit`),
    noticeForm(kit, gate, language, req, { typed, faults, pictures, ownCategory: notice.category.slug }),
  ])
  render(
    res,
    language,
    'site/notice-place',
    {
      shell: frame,
      heading: texts.form.editHeading,
      back: { href: home, name: texts.mine.heading },
      trouble: trouble ?? null,
      form: {
        ...form,
        action: `${home}/edit`,
        token: '',
        version: notice.version,
        hint: texts.form.editHint,
        button: texts.form.save,
      },
    },
    { status },
  )
}
