import { boardSettings } from '../features/board/board-settings.js'
import { siteSettings } from '../features/identity/site-settings.js'
import { findPicture } from '../features/media/picture-store.js'
import { publisherSettings } from '../features/publisher/publisher-settings.js'
import type { SettingGroup } from '../features/settings/setting-store.js'
import { isTown } from '../features/weather/weather-store.js'
import type { Kit } from '../platform/kit.js'
import type { SettingField } from './setting-fields.js'

/** A page of settings: which group it keeps and what stands on it, in order. */
export interface SettingForm<Value extends object> {
  group: SettingGroup<Value>
  fields: readonly SettingField[]
  /** Names of fields that name what does not exist; what a schema cannot know. */
  missing?: (kit: Kit, value: Value) => Promise<string[]>
}

const words = (name: string, max: number): SettingField => ({ name, as: 'words', max })
const both = (name: string, max: number) => [words(`${name}Ru`, max), words(`${name}Kk`, max)]
const number = (name: string): SettingField => ({ name, as: 'number', max: 9 })

const site: SettingForm<ReturnType<typeof siteSettings.schema.parse>> = {
  group: siteSettings,
  fields: [
    ...both('name', 40),
    ...both('tagline', 80),
    ...both('taglineMore', 80),
    ...both('description', 300).map((field): SettingField => ({ ...field, as: 'lines' })),
    ...both('contacts', 300),
    { name: 'logo', as: 'picture', max: 9 },
    { name: 'skyLight', as: 'optional', max: 7 },
    { name: 'skyDark', as: 'optional', max: 7 },
    { name: 'sun', as: 'optional', max: 7 },
    { name: 'town', as: 'town', max: 40 },
    { name: 'menuLinks', as: 'links', max: 3000 },
    { name: 'footerLinks', as: 'links', max: 9000 },
  ],
  missing: async ({ db }, { town, logo }) => [
    ...(town !== null && !(await isTown(db, town)) ? ['town'] : []),
    ...(logo !== null && !(await findPicture(db, logo)) ? ['logo'] : []),
  ],
}

const publisher: SettingForm<ReturnType<typeof publisherSettings.schema.parse>> = {
  group: publisherSettings,
  fields: [
    { name: 'sameAs', as: 'list', max: 6500 },
    { name: 'telegram', as: 'optional', max: 33 },
    { name: 'mail', as: 'optional', max: 200 },
    { name: 'securityContact', as: 'optional', max: 300 },
    { name: 'copyright', as: 'optional', max: 300 },
  ],
}

const board: SettingForm<ReturnType<typeof boardSettings.schema.parse>> = {
  group: boardSettings,
  fields: [
    { name: 'isOpen', as: 'switch', max: 2 },
    { name: 'looksFirst', as: 'switch', max: 2 },
    number('days'),
    number('raisePrice'),
    number('highlightPrice'),
    number('highlightDays'),
    ...both('pay', 500),
  ],
}

export const settingForms = { site, publisher, board }

export type SettingFormName = keyof typeof settingForms

export const settingFormNames: readonly SettingFormName[] = ['site', 'publisher', 'board']
