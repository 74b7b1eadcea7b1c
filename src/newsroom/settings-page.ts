import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { changeSettings } from '../features/identity/settings-keeping.js'
import { pictureAddress } from '../features/media/picture.js'
import { findPicture } from '../features/media/picture-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { weatherOfTowns } from '../features/weather/weather-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import type { FormField } from './form-field.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import { type SettingField, type Typed, typedOf, valuesOf } from './setting-fields.js'
import { type SettingForm, type SettingFormName, settingFormNames, settingForms } from './setting-forms.js'

export interface SettingsPage {
  frame: Frame
  tabs: { href: string; name: string; isCurrent: boolean }[]
  hint: string
  action: string
  hasFaults: boolean
  fields: FormField[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/settings': SettingsPage
  }
}

const home = '/newsroom/settings'

export async function settingsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const name = nameIn(req)
  const { group, fields } = settingForms[name]
  await show(kit, staff, req, res, name, typedOf(fields, await readSettings<object>(kit.db, group)))
}

export async function saveSettings(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const name = nameIn(req)
  switch (name) {
    case 'site':
      return save(kit, staff, req, res, name, settingForms.site)
    case 'publisher':
      return save(kit, staff, req, res, name, settingForms.publisher)
    case 'board':
      return save(kit, staff, req, res, name, settingForms.board)
  }
}

async function save<Value extends object>(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  name: SettingFormName,
  { group, fields, missing }: SettingForm<Value>,
): Promise<void> {
  const typed: Typed = formFields(req.body)
  const read = group.schema.safeParse(valuesOf(fields, typed))
  const faults = read.success
    ? ((await missing?.(kit, read.data)) ?? [])
    : read.error.issues.map(({ path }) => String(path[0]))
  if (!read.success || faults.length > 0) return show(kit, staff, req, res, name, typed, new Set(faults))
  const before = await changeSettings(kit, staff, group, read.data)
  leaveNotice(req, {
    words: say(staff.language).newsroom.settings.saved,
    undo: { action: `${home}/${name}`, fields: typedOf(fields, before) },
  })
  await leadTo(req, res, `${home}/${name}`)
}

/** The bare address is the first page. */
function nameIn(req: Request): SettingFormName {
  return settingFormNames.find((each) => each === req.params.group) ?? 'site'
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  name: SettingFormName,
  typed: Typed,
  faults: ReadonlySet<string> = new Set(),
): Promise<void> {
  const texts = say(staff.language).newsroom.settings
  const { fields } = settingForms[name]
  const pictures = new Map<string, Pick<FormField, 'picture'>>()
  for (const field of fields.filter(({ as }) => as === 'picture'))
    pictures.set(field.name, { picture: await shownPicture(kit, typed[field.name] ?? '', texts) })
  const towns = fields.some(({ as }) => as === 'town') ? await weatherOfTowns(kit.db, staff.language) : []
  render(
    res,
    staff.language,
    'newsroom/settings',
    {
      frame: frame(req, staff, {
        title: `${texts.title}: ${texts.tabs[name]}`,
        ...(fields.some(({ as }) => as === 'picture') && {
          scripts: ['picture-choice.js'],
          styles: ['picture-choice.css'],
        }),
      }),
      tabs: settingFormNames.map((each) => ({
        href: each === 'site' ? home : `${home}/${each}`,
        name: texts.tabs[each],
        isCurrent: each === name,
      })),
      hint: texts.about[name],
      action: `${home}/${name}`,
      hasFaults: faults.size > 0,
      fields: fields.map((field) => ({
        ...fieldView(field, typed[field.name] ?? '', texts),
        choices:
          field.as === 'town'
            ? [{ slug: '', name: texts.usualTown }, ...towns].map(({ slug, name }) => ({
                value: slug,
                words: name,
                isChosen: slug === typed[field.name],
              }))
            : [],
        ...pictures.get(field.name),
        fault: faults.has(field.name) ? faultOf(field, texts) : null,
      })),
    },
    { status: faults.size > 0 ? 422 : 200 },
  )
}

async function shownPicture(
  kit: Kit,
  typed: string,
  { pictureWords }: SettingTexts,
): Promise<NonNullable<FormField['picture']>> {
  const found = /^[1-9]\d{0,8}$/.test(typed) ? await findPicture(kit.db, Number(typed)) : undefined
  return {
    shown: found ? { src: pictureAddress(found.hash, 320, 'jpg'), width: found.width, height: found.height } : null,
    words: JSON.stringify(pictureWords),
  }
}

type SettingTexts = ReturnType<typeof say>['newsroom']['settings']

const shapes: Record<SettingField['as'], FormField['as']> = {
  words: 'line',
  optional: 'line',
  'optional number': 'number',
  number: 'number',
  switch: 'switch',
  lines: 'lines',
  list: 'lines',
  links: 'lines',
  town: 'choice',
  picture: 'picture',
}

function fieldView(
  { name, as, max }: SettingField,
  value: string,
  { labels, hints }: SettingTexts,
): Omit<FormField, 'choices' | 'fault'> {
  const named: Record<string, string> = labels
  const hinted: Record<string, string> = hints
  return {
    name,
    label: named[name] ?? name,
    as: shapes[as],
    value,
    isOn: value !== '',
    isRequired: false,
    max,
    hint: hinted[name] ?? null,
  }
}

/** What to do about it: of that field, or of every field of its kind. */
function faultOf({ name, as }: SettingField, { faults, faultsOfKind }: SettingTexts): string {
  const own: Record<string, string> = faults
  const kinds: Record<string, string> = faultsOfKind
  return own[name] ?? kinds[as] ?? faultsOfKind.words
}
