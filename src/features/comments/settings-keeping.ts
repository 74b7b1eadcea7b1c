import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { holdSettings, settingsTag, writeSettings } from '../settings/setting-store.js'
import { type SpamSettings, spamSettings } from '../spam/spam-settings.js'
import { type CommentSettings, commentSettings } from './comment-settings.js'

/** The words that moderators keep, and, by whom may set the site, the rules of its conversations. */
export async function keepSettings(
  kit: Kit,
  staff: Staff,
  words: SpamSettings,
  rules: CommentSettings | null,
): Promise<void> {
  demand(staff, 'comments.moderate')
  if (rules) demand(staff, 'settings.manage')
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    const before = { ...(await holdSettings(db, commentSettings)), ...(await holdSettings(db, spamSettings)) }
    await writeSettings(db, spamSettings, words, now)
    if (rules) await writeSettings(db, commentSettings, rules, now)
    await audit(db, staff, now, {
      deed: 'settings.change',
      subject: 'settings:comments',
      before,
      after: { ...rules, ...words },
    })
  })
  await kit.changes.announce([settingsTag(commentSettings.name), settingsTag(spamSettings.name)])
}
