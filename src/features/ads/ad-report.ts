import type { Kit } from '../../platform/kit.js'
import { isSignedBy, secretOf, signature } from '../../platform/secret.js'

/** The path of a campaign's report for its advertiser: whoever has the link may read it, and no one can guess another's. */
export async function reportAddress(kit: Kit, campaignId: number): Promise<string> {
  return `/ad-report/${campaignId}.${signature(await secretOf(kit.db, 'ad-report'), String(campaignId))}`
}

/** The campaign that a link's last part names, or undefined for one that we did not make. */
export async function campaignOfReport(kit: Kit, key: string): Promise<number | undefined> {
  const [, id = '', signed = ''] = /^(\d{1,9})\.([\w-]{43})$/.exec(key) ?? []
  return id !== '' && isSignedBy(await secretOf(kit.db, 'ad-report'), id, signed) ? Number(id) : undefined
}
