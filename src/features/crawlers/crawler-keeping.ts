import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { writeSettings } from '../settings/setting-store.js'
import { type CrawlerSettings, crawlerSettings, crawlersTag } from './crawler-settings.js'
import {
  allowPurpose,
  type Crawler,
  type CrawlerPurpose,
  crawlerPurposeRules,
  crawlerPurposes,
  crawlers,
  putCrawler,
} from './crawler-store.js'

export interface CrawlerRules {
  purposes: Record<CrawlerPurpose, boolean>
  /** Only those that are named are touched; an unknown one is added. */
  agents: readonly Pick<Crawler, 'agent' | 'purpose' | 'own'>[]
  settings?: CrawlerSettings
}

/** Decides who may crawl the portal for what. `staff` is null for the operator. */
export async function setCrawlers(kit: Kit, staff: Staff | null, rules: CrawlerRules): Promise<void> {
  if (staff) demand(staff, 'syndication.manage')
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    const before = { purposes: await crawlerPurposeRules(db), agents: await crawlers(db) }
    for (const purpose of crawlerPurposes) await allowPurpose(db, purpose, rules.purposes[purpose])
    const changed = rules.agents.filter(({ agent, purpose, own }) => {
      const known = before.agents.find((each) => each.agent === agent)
      return !known || known.purpose !== purpose || known.own !== own
    })
    for (const each of changed) await putCrawler(db, each)
    if (rules.settings) await writeSettings(db, crawlerSettings, rules.settings, now)
    await audit(db, staff, now, {
      deed: 'crawlers.set',
      subject: 'settings:crawlers',
      before: before.purposes,
      after: { ...rules.purposes, agents: changed, ...rules.settings },
    })
  })
  await kit.changes.announce([crawlersTag])
}
