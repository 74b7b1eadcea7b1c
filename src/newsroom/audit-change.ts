import { moment } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'

/** One thing that a deed changed, as it was and as it is; null where it was not there. */
export interface AuditChange {
  /** Of the field, in words, or empty where the whole thing is one value. */
  name: string
  before: string | null
  after: string | null
}

/** What stands in a line of the audit, field by field, without what stayed as it was. What has no words here stands as the log keeps it. */
export function changesOf(language: Language, before: unknown, after: unknown): AuditChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const toldOf = (of: Map<string, unknown>, code: string) =>
    of.has(code) ? valueInWords(language, code, of.get(code)) : null
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((code) => ({ name: fieldInWords(language, code), before: toldOf(was, code), after: toldOf(is, code) }))
    .filter((change) => change.before !== change.after)
}

function fieldsOf(value: unknown): Map<string, unknown> {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([['', value]])
  return new Map(Object.entries(value).filter(([, each]) => each !== null))
}

function fieldInWords(language: Language, code: string): string {
  const { settings, filing, changes, media, campaigns } = say(language).newsroom
  const { altRu, altKk, captionRu, captionKk, credit, licence, licenceUntil } = media.picture
  const { advertiser, bin, device, planned, target, weight } = campaigns
  const ofPictures = { altRu, altKk, captionRu, captionKk, credit, licence, licenceUntil }
  const ofCampaigns = { advertiser, bin, device, planned, target, weight }
  for (const table of [changes.fields, ofPictures, ofCampaigns, settings.labels, filing.fields]) {
    const words = wordsIn(table, code)
    if (words !== undefined) return words
  }
  return code
}

function valueInWords(language: Language, code: string, value: unknown): string {
  const { yes, no } = say(language).newsroom.changes
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return moment(language, new Date(value)).words
  return wordsIn(codesOf(language, code), value) ?? value
}

/** The words for what a field holds, where that is a code. */
function codesOf(language: Language, code: string): Record<string, string> {
  const { newsroom, editor, board } = say(language)
  const { campaigns, moderation } = newsroom
  const codes: Record<string, Record<string, string>> = {
    state: { live: campaigns.states.running, paused: campaigns.states.paused, ...moderation.states, ...editor.states },
    role: newsroom.roles,
    rights: newsroom.filing.rights,
    hiddenAs: moderation.hiddenAs,
    mode: moderation.talkModes,
    identity: moderation.identities,
    as: newsroom.notices.refuse,
    kind: board.mine.orders,
    placement: campaigns.places,
    device: { phone: campaigns.phone, desk: campaigns.desk },
    language: newsroom.languages,
  }
  return Object.hasOwn(codes, code) ? (codes[code] ?? {}) : {}
}

const wordsIn = (table: Record<string, string>, code: string) => (Object.hasOwn(table, code) ? table[code] : undefined)
