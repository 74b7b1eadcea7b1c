import type { Request, Response } from 'express'
import { may, type Staff } from '../features/accounts/staff.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import type { Manuscript } from '../features/articles/manuscript.js'
import type { StoredManuscript } from '../features/articles/manuscript-store.js'
import { type ArrivingSave, saveManuscript } from '../features/articles/saving.js'
import { addTag, tagOfWords } from '../features/filing/filing-choice-store.js'
import { momentWords } from '../language/dates.js'
import { say, type Texts } from '../language/say.js'
import { transaction } from '../platform/database.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { typographed } from '../text/typography.js'
import { BadRequest } from '../web/errors.js'
import { compare } from './comparison.js'
import { readManuscript, readTyped, type Typed, typedOf } from './editor-form.js'
import { addressInSearch, type Faults } from './editor-model.js'
import { type EditorPage, editorAddress, readableManuscript, showEditor } from './editor-page.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

const key = /^[\w-]{1,60}$/

/** The editor's form and its script save here: the one is answered with a page, the other with JSON. */
export async function saveStory(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const manuscript = await readableManuscript(kit, staff, Number(req.params.id))
  const typed = readTyped(req.body, manuscript.content)
  const save = readSave(req)
  if (req.body?.deed === 'typography') return tidied(kit, staff, req, res, manuscript, typed)
  return req.is('json')
    ? saveByScript(kit, staff, res, manuscript, typed, save)
    : saveByForm(kit, staff, req, res, manuscript, typed, save)
}

function readSave(req: Request): Omit<ArrivingSave, 'content'> {
  const { beganFrom, saveKey, unanswered } = (req.body ?? {}) as Record<string, unknown>
  const version = Number(beganFrom)
  if (!Number.isSafeInteger(version) || version < 1 || version > 2_147_483_647) throw new BadRequest('no version')
  const isKey = (value: unknown): value is string => typeof value === 'string' && key.test(value)
  return {
    beganFrom: version,
    ...(isKey(saveKey) && { saveKey }),
    unanswered: Array.isArray(unanswered) ? unanswered.filter(isKey).slice(0, 50) : [],
  }
}

async function saveByForm(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  manuscript: StoredManuscript,
  typed: Typed,
  save: Omit<ArrivingSave, 'content'>,
): Promise<void> {
  const texts = say(staff.language).editor
  const { content, faults } = readManuscript(typed, manuscript.content)
  const tags = faults.length === 0 ? await newTags(kit, staff, typed.newTags) : { ids: [], unknown: [] }
  const words = faultWords(texts, faults, tags.unknown)
  if (Object.keys(words).length > 0)
    return showEditor(
      kit,
      staff,
      req,
      res,
      { ...manuscript, version: save.beganFrom },
      { typed, faults: words, status: 422 },
    )
  const text = { ...content, tagIds: [...new Set([...content.tagIds, ...tags.ids])] }
  const outcome = await saveManuscript(kit, staff, manuscript.articleId, { ...save, content: text })
  if (outcome.outcome === 'saved') {
    leaveNotice(req, { words: texts.savedNow })
    return leadTo(req, res, editorAddress(manuscript.articleId))
  }
  if (outcome.outcome === 'faults')
    return showEditor(kit, staff, req, res, manuscript, {
      typed,
      faults: faultWords(texts, outcome.fields, []),
      status: 422,
    })
  return showEditor(kit, staff, req, res, outcome.theirs, {
    typed: { ...typedOf(text), newTags: '' },
    conflict: await conflictOf(kit, staff, outcome.theirs, text),
    status: 409,
  })
}

/** A script saves while somebody types: what is half typed in one field must not keep the other words from being saved. */
async function saveByScript(
  kit: Kit,
  staff: Staff,
  res: Response,
  manuscript: StoredManuscript,
  typed: Typed,
  save: Omit<ArrivingSave, 'content'>,
): Promise<void> {
  const texts = say(staff.language).editor
  const { content, faults } = readManuscript(typed, manuscript.content)
  if (faults.includes('body')) return void res.status(422).json({ faults: faultWords(texts, faults, []) })
  const tags = await newTags(kit, staff, typed.newTags)
  const text = { ...content, tagIds: [...new Set([...content.tagIds, ...tags.ids])] }
  const outcome = await saveManuscript(kit, staff, manuscript.articleId, { ...save, content: text })
  if (outcome.outcome === 'faults') return void res.status(422).json({ faults: faultWords(texts, outcome.fields, []) })
  if (outcome.outcome === 'conflict')
    return void res.status(409).json({
      version: outcome.theirs.version,
      fields: typedOf(outcome.theirs.content),
      ...(await conflictOf(kit, staff, outcome.theirs, text)),
      html: differencesHtml(res, staff, await compare(kit, staff.language, outcome.theirs.content, text)),
    })
  res.json({
    version: outcome.version,
    savedAt: outcome.savedAt,
    tagIds: text.tagIds,
    stored: {
      // An address that could not be understood stays as it was typed, with its fault beside it.
      slug: faults.includes('slug') ? typed.slug : text.slug,
      address: addressInSearch(kit, text, manuscript.articleId),
    },
    faults: faultWords(texts, faults, tags.unknown),
  })
}

async function conflictOf(
  kit: Kit,
  staff: Staff,
  theirs: StoredManuscript,
  mine: Manuscript,
): Promise<NonNullable<EditorPage['conflict']>> {
  const texts = say(staff.language).editor.conflict
  return {
    words: texts.words(theirs.savedBy?.name ?? texts.somebody, momentWords(staff.language, theirs.savedAt)),
    differences: await compare(kit, staff.language, theirs.content, mine),
  }
}

function differencesHtml(res: Response, staff: Staff, fields: Awaited<ReturnType<typeof compare>>): string {
  return res.app.print(staff.language, 'newsroom/differences', { fields })
}

/** Compares what a browser kept with what is here; changes nothing. */
export async function compareWithSaved(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const manuscript = await readableManuscript(kit, staff, Number(req.params.id))
  const { content } = readManuscript(readTyped(req.body, manuscript.content), manuscript.content)
  const fields = await compare(kit, staff.language, manuscript.content, content)
  res.json({ differ: fields.length > 0, version: manuscript.version, html: differencesHtml(res, staff, fields) })
}

/** The same form with quotation marks, dashes and spaces as they should be; nothing is saved yet. */
async function tidied(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  manuscript: StoredManuscript,
  typed: Typed,
): Promise<void> {
  const { language } = manuscript.content
  const tidy: Typed = { ...typed }
  for (const name of ['kicker', 'title', 'lead', 'coverCaption', 'seoTitle', 'seoDescription'] as const)
    tidy[name] = typographed(language, typed[name])
  const { content } = readManuscript(typed, manuscript.content)
  tidy.body = typographed(language, content.body)
  if (req.is('json')) return void res.json({ fields: tidy })
  await showEditor(
    kit,
    staff,
    req,
    res,
    { ...manuscript, version: readSave(req).beganFrom },
    {
      typed: tidy,
      word: say(staff.language).editor.typographyDone,
    },
  )
}

const longestTag = 60

/** Tags by the names that were typed; one that is not there yet is made by whoever may. */
async function newTags(kit: Kit, staff: Staff, typed: string): Promise<{ ids: number[]; unknown: string[] }> {
  const names = typed
    .split(',')
    .map((name) => oneLine(name, longestTag))
    .filter((name) => name !== '')
    .slice(0, 30)
  if (names.length === 0) return { ids: [], unknown: [] }
  const ids: number[] = []
  const unknown: string[] = []
  let isAdded = false
  await transaction(kit.db, async (db) => {
    for (const name of names) {
      const known = await tagOfWords(db, name)
      if (known !== undefined) ids.push(known)
      else if (may(staff, 'filing.manage')) {
        ids.push(await addTag(db, name))
        isAdded = true
      } else unknown.push(name)
    }
  })
  if (isAdded) await kit.changes.announce([cacheTags.filing])
  return { ids, unknown }
}

function faultWords(
  { faults: texts }: Texts['editor'],
  fields: readonly (keyof Manuscript)[],
  unknownTags: readonly string[],
): Faults {
  return {
    ...Object.fromEntries(fields.map((name) => [name, texts[name]])),
    ...(unknownTags.length > 0 && { newTags: `${texts.newTags} ${unknownTags.join(', ')}` }),
  }
}
