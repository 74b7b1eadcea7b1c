import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { type ArticleCard, articleAddress } from '../features/articles/article.js'
import { currentPins } from '../features/articles/article-lists.js'
import { findArticle } from '../features/articles/article-store.js'
import { arrangeFront, draftFront, setBreaking, undoFront } from '../features/articles/front-arranging.js'
import { type Arrangement, type Breaking, breakingGroup, frontGroup } from '../features/articles/front-settings.js'
import { arrangedFront, type FrontChoice } from '../features/articles/recent-news.js'
import { isAhead } from '../features/articles/story-deed.js'
import { allSections } from '../features/filing/filing-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { momentField, momentWords, readMoment } from '../language/dates.js'
import { type Language, languages } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { formFields, hiddenNumber } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { articleMeant } from './desk-filter.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

interface Slot {
  name: string
  label: string
  until: string
  options: { value: string; name: string; isChosen: boolean }[]
}

export interface FrontControlPage {
  frame: Frame
  language: Language
  tabs: { href: string; name: string; isCurrent: boolean }[]
  version: number
  slots: Slot[]
  sections: { slug: string; name: string; place: number }[]
  isDraft: boolean
  canUndo: boolean
  pinned: { id: number; title: string; until: string }[]
  breaking: { ru: string; kk: string; story: string; until: string; isOn: boolean }
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/front-control': FrontControlPage
  }
}
declare module 'express-serve-static-core' {
  interface Application {
    /** The readers' front page of a choice that is only looked at. */
    showFront(kit: Kit, language: Language, req: Request, res: Response, news: FrontChoice): Promise<unknown>
  }
}

const home = '/newsroom/front'

export async function frontControl(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await show(kit, staff, req, res, languageOf(req.query.language))
}

/** Posted by two buttons: one looks at it first, the other puts it before the readers. */
export async function arrange(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const fields = formFields(req.body)
  const language = languageOf(fields.language)
  const texts = say(staff.language).newsroom.frontControl
  const version = hiddenNumber(fields.version)
  const wish = readArrangement(fields, kit.clock.now())
  if (wish === undefined) return show(kit, staff, req, res, language, { fault: texts.faults.time, status: 422 })
  const isPreview = fields.step === 'preview'
  const outcome = isPreview
    ? await draftFront(kit, staff, language, { version, draft: wish })
    : await arrangeFront(kit, staff, language, { version, live: wish })
  if (outcome === 'stale') return show(kit, staff, req, res, language, { fault: texts.stale, status: 409 })
  if (isPreview) return leadTo(req, res, `${home}/preview?language=${language}`)
  leaveNotice(req, { words: texts.done.live, ...undo(language, version + 1) })
  await leadTo(req, res, `${home}?language=${language}`)
}

/** The front page as readers would see it, from what was last looked at. */
export async function frontPreview(kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  const language = languageOf(req.query.language)
  const { draft, live } = await readSettings(kit.db, frontGroup(language))
  await req.app.showFront(kit, language, req, res, await arrangedFront(kit, language, draft ?? live))
}

export async function undoArrangement(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const fields = formFields(req.body)
  const language = languageOf(fields.language)
  const texts = say(staff.language).newsroom.frontControl
  const version = hiddenNumber(fields.version)
  if ((await undoFront(kit, staff, language, version)) === 'stale')
    return show(kit, staff, req, res, language, { fault: texts.stale, status: 409 })
  leaveNotice(req, { words: texts.done.undone, ...undo(language, version + 1) })
  await leadTo(req, res, `${home}?language=${language}`)
}

/** Empty words in both languages take the bar away. */
export async function postBreaking(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const fields = formFields(req.body)
  const language = languageOf(fields.language)
  const texts = say(staff.language).newsroom.frontControl
  const now = kit.clock.now()
  const bar = { ru: oneLine(fields.ru ?? '', 200), kk: oneLine(fields.kk ?? '', 200) }
  const refuse = (fault: string) =>
    show(kit, staff, req, res, language, {
      fault,
      status: 422,
      breaking: { ...bar, story: fields.story ?? '', until: fields.until ?? '', isOn: false },
    })
  const none: Breaking = { ru: '', kk: '', addressRu: null, addressKk: null, until: null }
  if (bar.ru === '' && bar.kk === '') {
    const { until, addressRu, addressKk, ...was } = await readSettings(kit.db, breakingGroup)
    await setBreaking(kit, staff, none)
    const fields = { ...was, language, story: addressRu ?? addressKk ?? '', until: until ? momentField(until) : '' }
    leaveNotice(req, {
      words: texts.done.noBreaking,
      ...(until && isAhead(until, now) && { undo: { action: `${home}/breaking`, fields } }),
    })
    return leadTo(req, res, `${home}?language=${language}`)
  }
  const until = readMoment(fields.until ?? '')
  if (bar.ru === '' || bar.kk === '' || !until || !isAhead(until, now)) return refuse(texts.faults.breaking)
  const addresses = await addressesOf(kit, oneLine(fields.story ?? '', 300))
  if (addresses === undefined) return refuse(texts.faults.story)
  await setBreaking(kit, staff, { ...bar, ...addresses, until })
  leaveNotice(req, { words: texts.done.breaking, undo: { action: `${home}/breaking`, fields: { language } } })
  await leadTo(req, res, `${home}?language=${language}`)
}

/** Undefined when it leads to no story that readers can open. */
async function addressesOf(kit: Kit, story: string): Promise<Pick<Breaking, 'addressRu' | 'addressKk'> | undefined> {
  if (story === '') return { addressRu: null, addressKk: null }
  const id = articleMeant(story)
  const article = id === null ? undefined : await findArticle(kit.db, id, kit.clock.now())
  if (article?.state !== 'published') return undefined
  const addressIn = (language: Language) =>
    article.language === language
      ? articleAddress(article)
      : article.twin && articleAddress({ ...article.twin, language })
  return { addressRu: addressIn('ru'), addressKk: addressIn('kk') }
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  language: Language,
  {
    fault = null,
    status = 200,
    breaking,
  }: Partial<Pick<FrontControlPage, 'fault' | 'breaking'>> & { status?: number } = {},
): Promise<void> {
  const now = kit.clock.now()
  const texts = say(staff.language).newsroom.frontControl
  const settings = await readSettings(kit.db, frontGroup(language))
  const shown = settings.draft ?? settings.live
  const [choice, pins, sections, bar] = await Promise.all([
    arrangedFront(kit, language, shown),
    currentPins(kit.db, language, now),
    allSections(kit.db, language),
    readSettings(kit.db, breakingGroup),
  ])
  const isOn = bar.until !== null && bar.until > now && bar.ru !== ''
  render(
    res,
    staff.language,
    'newsroom/front-control',
    {
      frame: frame(req, staff, { title: texts.title }),
      language,
      tabs: languages.map((each) => ({
        href: `${home}?language=${each}`,
        name: say(each).site.languageName,
        isCurrent: each === language,
      })),
      version: settings.version,
      slots: [texts.lead, ...texts.seconds].map((label, at) => {
        const slot = at === 0 ? shown.lead : (shown.seconds[at - 1] ?? null)
        return {
          name: `slot${at}`,
          label,
          until: slot?.until ? momentField(slot.until) : '',
          options: optionsOf(choice, slot?.id),
        }
      }),
      sections: inOrder(sections, shown.sections).map(({ slug, name }, at) => ({ slug, name, place: at + 1 })),
      isDraft: settings.draft !== null,
      canUndo: settings.previous !== null,
      pinned: pins.map(({ id, title, until }) => ({
        id,
        title,
        until: texts.pinnedUntil(momentWords(staff.language, until)),
      })),
      breaking: breaking ?? {
        ru: isOn ? bar.ru : '',
        kk: isOn ? bar.kk : '',
        story: isOn ? (bar.addressRu ?? bar.addressKk ?? '') : '',
        until: isOn && bar.until ? momentField(bar.until) : '',
        isOn,
      },
      fault,
    },
    { status },
  )
}

/** The newest stories, and whoever stands there already. */
function optionsOf(choice: FrontChoice, chosen: number | undefined): Slot['options'] {
  const cards: ArticleCard[] = [
    ...(choice.lead ? [choice.lead] : []),
    ...choice.seconds,
    ...choice.pinned,
    ...choice.newest,
  ]
  return [...new Map(cards.map((card) => [card.id, card])).values()].map(({ id, title }) => ({
    value: String(id),
    name: title,
    isChosen: id === chosen,
  }))
}

function inOrder<Section extends { slug: string }>(sections: Section[], order: readonly string[]): Section[] {
  const place = ({ slug }: Section) => (order.includes(slug) ? order.indexOf(slug) : order.length)
  return [...sections].sort((one, other) => place(one) - place(other))
}

/** Undefined where a time is not ahead. A slot whose story was not chosen stays empty. */
function readArrangement(fields: Record<string, string>, now: Date): Arrangement | undefined {
  const chosen = [0, 1, 2].map((at) => fields[`slot${at}`] ?? '')
  const slots = chosen.map((story, at) => {
    // One story stands in one place: the first.
    const id = /^[1-9]\d{0,8}$/.test(story) && chosen.indexOf(story) === at ? Number(story) : null
    const typed = fields[`until${at}`] ?? ''
    return { id, typed, until: readMoment(typed) ?? null }
  })
  const used = slots.filter((slot) => slot.id !== null)
  if (used.some(({ typed, until }) => typed !== '' && (until === null || !isAhead(until, now)))) return undefined
  const [lead, ...seconds] = slots.map(({ id, until }) => (id === null ? null : { id, until }))
  const places = Object.entries(fields)
    .filter(([name, value]) => /^place-[\w-]{1,120}$/.test(name) && /^\d{1,3}$/.test(value))
    .map(([name, value]) => ({ slug: name.slice('place-'.length), place: Number(value) }))
  return {
    lead: lead ?? null,
    seconds: seconds.filter((slot) => slot !== null),
    sections: places
      .sort((one, other) => one.place - other.place)
      .map(({ slug }) => slug)
      .slice(0, 100),
  }
}

const languageOf = (value: unknown): Language => (value === 'kk' ? 'kk' : 'ru')
const undo = (language: Language, version: number) => ({
  undo: { action: `${home}/return`, fields: { language, version: String(version) } },
})
