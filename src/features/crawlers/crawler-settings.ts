import { z } from 'zod'
import { type SettingGroup, settingsTag } from '../settings/setting-store.js'

/** What crawlers are told beyond who may come. */
export interface CrawlerSettings {
  /** Parameters that make no other page; Yandex takes them off (`Clean-param`). */
  cleanParameters: string[]
  /** Paths that nobody should crawl, besides our own. */
  closedPaths: string[]
  /** Whether /llms.txt tells programs that read for people where things are. */
  withLlms: boolean
}

export const crawlerSettings: SettingGroup<CrawlerSettings> = {
  name: 'crawlers',
  schema: z.object({
    cleanParameters: z
      .array(z.string().regex(/^[A-Za-z0-9._-]{1,40}$/))
      .max(30)
      .default(['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'fbclid', 'yclid', 'gclid']),
    closedPaths: z
      .array(z.string().regex(/^\/[\w./*$-]{0,200}$/))
      .max(100)
      .default([]),
    withLlms: z.boolean().default(false),
  }),
}

export const crawlersTag = settingsTag(crawlerSettings.name)
