import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { filingAddress } from '../features/filing/filed-under.js'
import {
  type FilingFault,
  type FilingField,
  filingFields,
  type KeptKind,
  keptKinds,
  readFiling,
} from '../features/filing/filing-fields.js'
import { keepFiling, mergeTag, removeFiling } from '../features/filing/filing-keeping.js'
import { aliasesOf, findKept, findTag, listKept, storiesUnderTag } from '../features/filing/filing-keeping-store.js'
import { say, type Texts } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import type { FormField } from './form-field.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface FilingListPage {
  frame: Frame
  kind: KeptKind
  heading: string
  tabs: { href: string; name: string; isCurrent: boolean }[]
  words: string
  entries: { href: string; nameRu: string; nameKk: string; site: string }[]
  older: string | null
  hint: string
}

export interface FilingFormPage {
  frame: Frame
  heading: string
  action: string
  back: string
  fields: FormField[]
  aliases: { value: string; fault: string | null } | null
  merge: { action: string; question: MergeQuestion | null } | null
  removal: string | null
}

/** Asked before two tags become one, which nothing undoes. */
interface MergeQuestion {
  words: string
  into: string
  sure: string
  keep: string
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/filing-list': FilingListPage
    'newsroom/filing-form': FilingFormPage
  }
}

const perPage = 100
const home = '/newsroom/filing'

export async function filingListPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.filing
  const kind = kindOf(req)
  const words = String(req.query.q ?? '').slice(0, 100)
  const found = await listKept(kit.db, kind, { words, after: afterOf(req), limit: perPage + 1 })
  const shown = kind === 'section' ? found : found.slice(0, perPage)
  const last = shown.at(-1)
  render(res, staff.language, 'newsroom/filing-list', {
    frame: frame(req, staff, { title: texts.kinds[kind] }),
    kind,
    heading: texts.kinds[kind],
    tabs: keptKinds.map((each) => ({ href: `${home}/${each}`, name: texts.kinds[each], isCurrent: each === kind })),
    words,
    entries: shown.map(({ id, nameRu, nameKk, slug }) => ({
      href: `${home}/${kind}/${id}`,
      nameRu,
      nameKk,
      site: filingAddress(staff.language, kind, slug),
    })),
    older:
      found.length > shown.length && last
        ? `${home}/${kind}?${new URLSearchParams({ q: words, after: `${last.id}:${last.nameRu}` })}`
        : null,
    hint: texts.hints[kind],
  })
}

export async function filingFormPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const kind = kindOf(req)
  const id = idOf(req)
  const found = id === null ? undefined : await findKept(kit.db, kind, id)
  if (id !== null && !found) throw new NotFound(`no such ${kind}`)
  const given = typedOf(found ?? {})
  const aliases = kind === 'tag' && id !== null ? (await aliasesOf(kit.db, id)).join('\n') : ''
  show(staff, req, res, { kind, id, given, aliases })
}

export async function saveFiling(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.filing
  const kind = kindOf(req)
  const id = idOf(req)
  const given = formFields(req.body)
  const aliases = String(given.aliases ?? '').slice(0, 20_000)
  const again = { kind, id, given, aliases }
  const read = readFiling(kind, given)
  if ('faults' in read) return show(staff, req, res, { ...again, faults: read.faults }, 422)
  const kept = await keepFiling(kit, staff, kind, id, read.values, aliases.split(/[\n,;]/).slice(0, 200))
  if ('fault' in kept)
    return show(
      staff,
      req,
      res,
      kept.fault === 'slug taken'
        ? { ...again, slugFault: texts.slugTaken }
        : { ...again, aliasFault: texts.aliasTaken(kept.aliases.join(', ')) },
      422,
    )
  leaveNotice(req, { words: texts.saved(String(read.values.name_ru)) })
  await leadTo(req, res, `${home}/${kind}`)
}

export async function removeFiled(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.filing
  const kind = kindOf(req)
  const gone = await removeFiling(kit, staff, kind, Number(req.params.id))
  leaveNotice(
    req,
    gone
      ? {
          words: texts.removed,
          undo: {
            action: `${home}/${kind}/new`,
            fields: { ...typedOf(gone.values), aliases: gone.aliases.join('\n') },
          },
        }
      : { words: texts.inUse },
  )
  await leadTo(req, res, gone ? `${home}/${kind}` : `${home}/${kind}/${req.params.id}`)
}

/** The form is sent twice: once to be told what will happen, and once by whoever wants just that. */
export async function mergeTags(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.filing
  const id = Number(req.params.id)
  const fields = formFields(req.body)
  const into = String(fields.into ?? '').slice(0, 200)
  const [found, other] = [await findKept(kit.db, 'tag', id), await findTag(kit.db, into)]
  if (found && other && other.id !== id && fields.sure !== String(other.id)) {
    const words = texts.mergeAsk(String(found.name_ru), other.nameRu, await storiesUnderTag(kit.db, id))
    const mergeQuestion = { words, into, sure: String(other.id), keep: `${home}/tag/${id}` }
    const aliases = (await aliasesOf(kit.db, id)).join('\n')
    return show(staff, req, res, { kind: 'tag', id, given: typedOf(found), aliases, mergeQuestion })
  }
  const merged = await mergeTag(kit, staff, id, into)
  leaveNotice(req, { words: merged ? texts.merged(merged.name) : texts.noSuchTag(into) })
  await leadTo(req, res, `${home}/tag/${merged?.id ?? id}`)
}

const kindOf = (req: Request) => String(req.params.kind) as KeptKind
const idOf = (req: Request) => (req.params.id === undefined ? null : Number(req.params.id))

function afterOf(req: Request): { id: number; name: string } | null {
  const found = /^(\d{1,9}):(.{0,200})$/s.exec(String(req.query.after ?? ''))
  return found ? { id: Number(found[1]), name: found[2] ?? '' } : null
}

const typedOf = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typed(value)]))

const typed = (value: unknown) => (value === true ? 'on' : value === false || value === null ? '' : String(value))

interface Shown {
  kind: KeptKind
  id: number | null
  given: Record<string, string>
  aliases: string
  faults?: Record<string, FilingFault>
  slugFault?: string
  aliasFault?: string
  mergeQuestion?: MergeQuestion
}

function show(staff: Staff, req: Request, res: Response, shown: Shown, status = 200): void {
  const { kind, id, given, aliases, faults = {}, slugFault, aliasFault, mergeQuestion = null } = shown
  const texts = say(staff.language).newsroom.filing
  const heading = id === null ? texts.add[kind] : given.name_ru || texts.kinds[kind]
  const back = `${home}/${kind}`
  render(
    res,
    staff.language,
    'newsroom/filing-form',
    {
      frame: frame(req, staff, { title: heading }),
      heading,
      action: id === null ? `${back}/new` : `${back}/${id}`,
      back,
      fields: filingFields[kind].map((field) => {
        const fault = faults[field.name]
        return {
          ...fieldView(field, given[field.name] ?? (id === null ? (usualValues[field.name] ?? '') : ''), texts),
          fault: fault ? texts.faults[fault] : field.name === 'slug' ? (slugFault ?? null) : null,
        }
      }),
      aliases: kind === 'tag' ? { value: aliases, fault: aliasFault ?? null } : null,
      merge: kind === 'tag' && id !== null ? { action: `${back}/${id}/merge`, question: mergeQuestion } : null,
      removal: id === null ? null : `${back}/${id}/removal`,
    },
    { status },
  )
}

const usualValues: Record<string, string> = { position: '100', rights: 'full' }

function fieldView(field: FilingField, value: string, texts: Texts['newsroom']['filing']) {
  const { name, as, isRequired = false, max } = field
  const labels: Record<string, string> = texts.fields
  const hints: Record<string, string> = texts.fieldHints
  const rights: Record<string, string> = texts.rights
  return {
    name,
    label: labels[name] ?? name,
    as: typeof as === 'string' ? as : ('choice' as const),
    value,
    isOn: value !== '',
    choices:
      typeof as === 'string'
        ? []
        : as.map((choice) => ({ value: choice, words: rights[choice] ?? choice, isChosen: choice === value })),
    isRequired,
    max,
    hint: hints[name] ?? null,
  }
}
