import type { Kit } from '../../platform/kit.js'
import { siteSettings } from '../identity/site-settings.js'
import { settingsOf } from '../settings/setting-store.js'
import { weatherSettings } from './weather-settings.js'

/** Slug of the town beside the news: the newsroom's choice, or the operator's. */
export async function defaultTown(kit: Kit): Promise<string> {
  const { town } = await settingsOf(kit, siteSettings)
  return town ?? weatherSettings(kit).defaultTown
}
