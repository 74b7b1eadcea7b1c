import { z } from 'zod'
import type { SettingGroup } from '../settings/setting-store.js'

const ids = z.array(z.number().int().positive()).max(1000).default([])

const schema = z.object({
  /** What /ads.txt says; checked line by line when it is typed. */
  adsTxt: z.string().max(100_000).default(''),
  /** Beside tragedies, for instance, nothing is sold. */
  without: z.object({ articles: ids, sections: ids, tags: ids }).default({ articles: [], sections: [], tags: [] }),
})

export type AdSettings = z.infer<typeof schema>

export const adSettings: SettingGroup<AdSettings> = { name: 'ads', schema }
