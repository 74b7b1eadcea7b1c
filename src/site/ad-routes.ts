import { type Request, type Response, Router, text } from 'express'
import { isbot } from 'isbot'
import { isSignedIn } from '../delivery/front-door.js'
import type { AdBoard, Exclusion } from '../features/ads/ad-board.js'
import { adSettings } from '../features/ads/ad-settings.js'
import { findCreative, type ShownCreative } from '../features/ads/ad-store.js'
import { adsTxt } from '../features/ads/ads-txt.js'
import type { AdContext } from '../features/ads/campaign.js'
import { isPlacement, type Placement, placements } from '../features/ads/placement.js'
import type { AdReader } from '../features/ads/reader-caps.js'
import { offeredWidths, pictureAddress } from '../features/media/picture.js'
import { pageAddress } from '../features/pages/page-store.js'
import { settingsOf, settingsTag } from '../features/settings/setting-store.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { publicNumber } from '../text/bin.js'
import { cacheable } from '../web/cacheable.js'
import { Gone, NotAllowed, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { sameOrigin } from '../web/same-origin.js'
import { adReport, adReportCsv } from './ad-report-page.js'

export interface AdFrame {
  language: Language
  placement: Placement
  width: number
  height: number
  css: string
  script: string
  /** Null for our own card, which stands where nothing else may. */
  banner: {
    /** A signed way to the advertiser's page. */
    href: string
    token: string
    picture: string | null
    document: string | null
    alt: string
    advertiser: string
    bin: string
  } | null
  ownHref: string
}

declare module '../web/views.js' {
  interface Views {
    'ads/frame': AdFrame
  }
}

/** Banners, what is counted of them, and what an advertiser is told. Never from the page cache: each reader may see another one. */
export function adRoutes(kit: Kit): Router {
  const onlyRead = () => {
    throw new NotAllowed(['GET', 'HEAD'])
  }
  return Router({ strict: true, caseSensitive: true })
    .get('/ads.txt', (req, res) => tellAdsTxt(kit, req, res))
    .all('/ads.txt', onlyRead)
    .post('/place/seen', sameOrigin(kit.origin), text({ type: () => true, limit: 200 }), (req, res) =>
      noteSeen(kit, req, res),
    )
    .get('/place/go/:token', (req, res) => follow(kit, req, res))
    .get('/place/document/:token', (req, res) => showDocument(kit, req, res))
    .get('/place/:placement', (req, res) => showFrame(kit, req, res))
    .all(['/place/go/:token', '/place/document/:token', '/place/:placement'], onlyRead)
    .get('/ad-report/:key', (req, res) => adReport(kit, req, res))
    .get('/ad-report/:key/table.csv', (req, res) => adReportCsv(kit, req, res))
    .all(['/ad-report/:key', '/ad-report/:key/table.csv'], onlyRead)
}

async function showFrame(kit: Kit, req: Request, res: Response): Promise<void> {
  const { placement } = req.params
  if (!isPlacement(placement)) throw new NotFound('no such place')
  const language: Language = req.query.l === 'kk' ? 'kk' : 'ru'
  const context: AdContext = {
    placement,
    language,
    sectionId: idOf(req.query.s),
    region: typeof req.query.r === 'string' && /^[a-z0-9-]{1,60}$/.test(req.query.r) ? req.query.r : null,
    device: isPhone(req) ? 'phone' : 'desk',
  }
  const exclusion = exclusionOf(req)
  // A HEAD shows nothing to anybody.
  const chosen = req.method === 'HEAD' ? undefined : kit.ads?.choose(context, readerOf(req), exclusion)
  const creative = chosen && (await findCreative(kit.db, chosen.creativeId))
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex')
  res.setHeader('Content-Security-Policy', frameContent)
  res.setHeader('X-Frame-Options', 'SAMEORIGIN')
  render(res, language, 'ads/frame', {
    language,
    placement,
    ...placements[placement],
    css: req.app.assets.address('ad-frame.css'),
    script: req.app.assets.address('ad-frame.js'),
    banner:
      creative && kit.ads ? bannerOf(creative, language, kit.ads.tokens.make(creative.id, kit.clock.now())) : null,
    ownHref: pageAddress(language, 'advertising'),
  })
}

function bannerOf(creative: ShownCreative, language: Language, token: string): NonNullable<AdFrame['banner']> {
  const { hash, pictureWidth, altRu, altKk, advertiser } = creative
  return {
    href: `/place/go/${token}`,
    token,
    picture: hash === null ? null : pictureAddress(hash, offeredWidths(pictureWidth).at(-1) ?? 320, 'webp'),
    document: hash === null ? `/place/document/${token}` : null,
    alt: (language === 'kk' ? altKk : altRu) || advertiser,
    advertiser,
    bin: publicNumber(creative.bin) ?? '',
  }
}

/** The advertiser's page opens from our redirect; where it leads was typed in the newsroom, never in an address. */
async function follow(kit: Kit, req: Request, res: Response): Promise<void> {
  const read = kit.ads?.tokens.read(String(req.params.token), req.method === 'HEAD' ? 'look' : 'click', kit.clock.now())
  if (!read || !kit.ads) throw new NotFound('no such showing')
  const creative = await findCreative(kit.db, read.creativeId)
  if (!creative) throw new Gone()
  if (req.method !== 'HEAD') {
    const isRepeat = kit.ads.isClickRepeated(readerOf(req), creative.id)
    const reason =
      exclusionOf(req) ??
      (read.is !== 'fresh' ? read.is : isRepeat ? 'repeat' : crowdOf(kit.ads, req, creative.id, 'click'))
    kit.ads.count(creative.id, reason === null ? 'click' : `click-${reason}`)
  }
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Referrer-Policy', 'origin')
  res.redirect(302, creative.target)
}

/** Half of the banner stood on the screen for a second. */
async function noteSeen(kit: Kit, req: Request, res: Response): Promise<void> {
  const read = typeof req.body === 'string' ? kit.ads?.tokens.read(req.body, 'seen', kit.clock.now()) : undefined
  if (read && kit.ads) {
    const reason = exclusionOf(req) ?? (read.is === 'fresh' ? crowdOf(kit.ads, req, read.creativeId, 'seen') : read.is)
    kit.ads.count(read.creativeId, reason === null ? 'seen' : `seen-${reason}`)
  }
  // The same answer to everybody, so that trying tells nothing.
  res.setHeader('Cache-Control', 'no-store').status(204).end()
}

/** What an advertiser's document may do: run inside itself and draw. It loads nothing, sends nothing, and cannot leave its frame. */
async function showDocument(kit: Kit, req: Request, res: Response): Promise<void> {
  // By its showing: what is not on the site yet, or not any more, is nobody's to read.
  const read = kit.ads?.tokens.read(String(req.params.token), 'look', kit.clock.now())
  const creative = read && (await findCreative(kit.db, read.creativeId))
  if (!creative?.html) throw new NotFound('no such document')
  res.setHeader('Content-Security-Policy', documentContent)
  res.setHeader('X-Frame-Options', 'SAMEORIGIN')
  res.setHeader('Cache-Control', 'private, max-age=60')
  res.setHeader('X-Robots-Tag', 'noindex')
  res.type('html').send(creative.html)
}

async function tellAdsTxt(kit: Kit, _req: Request, res: Response): Promise<void> {
  const settings = await settingsOf(kit, adSettings)
  cacheable(res, { tags: [settingsTag(adSettings.name)], seconds: 3600 })
  res.setHeader('Cache-Control', 'public, max-age=3600')
  res.type('text/plain; charset=utf-8').send(adsTxt(settings.adsTxt))
}

const frameContent =
  "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
const documentContent =
  "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

const idOf = (value: unknown): number | null =>
  typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null

const readerOf = (req: Request): AdReader => ({ address: req.ip ?? '', userAgent: userAgentOf(req) })
const userAgentOf = (req: Request) => (req.get('user-agent') ?? '').slice(0, 300)

function isPhone(req: Request): boolean {
  const hint = req.get('sec-ch-ua-mobile')
  return hint === undefined ? /Mobi|Android/i.test(userAgentOf(req)) : hint === '?1'
}

function crowdOf(ads: AdBoard, req: Request, creativeId: number, of: 'seen' | 'click'): 'crowd' | null {
  return ads.isCrowded(readerOf(req), creativeId, of) ? 'crowd' : null
}

function exclusionOf(req: Request): Exclusion | null {
  const userAgent = userAgentOf(req)
  if (userAgent === '' || isbot(userAgent)) return 'bot'
  if (isSignedIn(req)) return 'staff'
  const purpose = req.headers['sec-purpose'] ?? req.headers.purpose ?? req.headers['x-moz']
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose)) ? 'prefetch' : null
}
