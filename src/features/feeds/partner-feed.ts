import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { languages } from '../../language/language.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { oneLine } from '../../text/safe-html.js'
import { feedKinds } from '../filing/feed-address.js'
import { filingKinds } from '../filing/filed-under.js'
import { findFiling } from '../filing/filing-store.js'
import { feedRights } from './feed-story.js'
import { insertPartnerFeed, renewToken } from './partner-feed-store.js'

/** What a preset may say, as typed into a form or a command. */
export const partnerFeedForm = z.object({
  name: z
    .string()
    .transform((name) => oneLine(name, 100))
    .pipe(z.string().min(1)),
  language: z.enum(languages),
  kind: z.enum(feedKinds),
  /** `section/sport`, or empty for the whole portal. */
  of: z
    .string()
    .max(140)
    .regex(new RegExp(`^(?:(?:${filingKinds.join('|')})/[^/\\s]+)?$`, 'u'))
    .default(''),
  rights: z.enum(feedRights).default('full'),
  onlyWhole: z.boolean().default(false),
  withPictures: z.boolean().default(true),
  stories: z.coerce.number().int().min(1).max(100).default(30),
  hours: z.coerce.number().int().min(1).max(8760).nullable().default(null),
})
export type PartnerFeedForm = z.output<typeof partnerFeedForm>

export const partnerToken = /^[\w-]{32}$/

export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex')
const newToken = () => randomBytes(24).toString('base64url')

/** Makes a feed; its token is told now and never again. Undefined when there is no such list. */
export async function makePartnerFeed(
  kit: Pick<Kit, 'db' | 'clock'>,
  form: PartnerFeedForm,
): Promise<{ id: number; token: string } | undefined> {
  const token = newToken()
  return transaction(kit.db, async (db) => {
    const [kind, slug] = form.of === '' ? [] : form.of.split('/')
    const filingKind = filingKinds.find((each) => each === kind) ?? null
    const filing = filingKind && (await findFiling(db, filingKind, slug ?? '', form.language))
    if (filingKind !== null && !filing) return undefined
    const id = await insertPartnerFeed(db, {
      ...form,
      filingKind,
      filingId: filing?.id ?? null,
      tokenHash: hashOfToken(token),
      now: kit.clock.now(),
    })
    return { id, token }
  })
}

/** Another token, after which the old address answers nobody. Undefined when there is no such feed. */
export async function renewPartnerFeed(kit: Pick<Kit, 'db'>, id: number): Promise<string | undefined> {
  const token = newToken()
  return (await renewToken(kit.db, id, hashOfToken(token))) ? token : undefined
}
