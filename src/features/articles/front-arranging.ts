import type { Language } from '../../language/language.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import type { Deed } from '../audit/deed.js'
import { holdSettings, settingsTag, writeSettings } from '../settings/setting-store.js'
import { cacheTags } from './cache-tags.js'
import { type Arrangement, type Breaking, breakingGroup, type FrontSettings, frontGroup } from './front-settings.js'

/** `stale`: a colleague arranged it meanwhile, and nothing was changed. */
type Arranged = 'done' | 'stale'

/** Keeps an arrangement to look at; readers see nothing of it. */
export function draftFront(
  kit: Kit,
  staff: Staff,
  language: Language,
  wish: { version: number; draft: Arrangement },
): Promise<Arranged> {
  return change(kit, staff, language, null, wish.version, (now) => ({ ...now, draft: wish.draft }))
}

export function arrangeFront(
  kit: Kit,
  staff: Staff,
  language: Language,
  wish: { version: number; live: Arrangement },
): Promise<Arranged> {
  return change(kit, staff, language, 'front.arrange', wish.version, ({ live, version }) => ({
    version: version + 1,
    live: wish.live,
    previous: live,
    draft: null,
  }))
}

/** As it was before; done twice, as it was after. */
export function undoFront(kit: Kit, staff: Staff, language: Language, version: number): Promise<Arranged> {
  return change(kit, staff, language, 'front.undo', version, ({ live, previous, version }) => ({
    version: version + 1,
    live: previous ?? live,
    previous: live,
    draft: null,
  }))
}

async function change(
  kit: Kit,
  staff: Staff,
  language: Language,
  /** Null for what only the newsroom sees. */
  deed: Deed | null,
  version: number,
  make: (now: FrontSettings) => FrontSettings,
): Promise<Arranged> {
  demand(staff, 'front.arrange')
  const group = frontGroup(language)
  const outcome = await transaction(kit.db, async (db): Promise<Arranged> => {
    const before = await holdSettings(db, group)
    if (before.version !== version) return 'stale'
    const after = make(before)
    await writeSettings(db, group, after, kit.clock.now())
    if (deed !== null)
      await audit(db, staff, kit.clock.now(), {
        deed,
        subject: `front:${language}`,
        before: before.live,
        after: after.live,
      })
    return 'done'
  })
  if (outcome === 'done') await kit.changes.announce([settingsTag(group.name), cacheTags.front(language)])
  return outcome
}

/** Puts the bar above every page, or takes it away. */
export async function setBreaking(kit: Kit, staff: Staff, breaking: Breaking): Promise<void> {
  demand(staff, 'front.arrange')
  await transaction(kit.db, async (db) => {
    const before = await holdSettings(db, breakingGroup)
    await writeSettings(db, breakingGroup, breaking, kit.clock.now())
    await audit(db, staff, kit.clock.now(), { deed: 'front.breaking', subject: 'front', before, after: breaking })
  })
  // Every page with a frame carries the tag of plain pages, whose links stand in it.
  await kit.changes.announce([settingsTag(breakingGroup.name), cacheTags.pages])
}
