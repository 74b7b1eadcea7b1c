import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { feedRights } from '../features/feeds/feed-story.js'
import { partnerFeedForm } from '../features/feeds/partner-feed.js'
import { addPartnerFeed, changePartnerToken, openOrClosePartnerFeed } from '../features/feeds/partner-feed-keeping.js'
import { type PartnerFeed, partnerFeeds } from '../features/feeds/partner-feed-store.js'
import { feedKinds } from '../features/filing/feed-address.js'
import { momentWords } from '../language/dates.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo } from './newsroom-session.js'

export interface PartnerFeedsPage {
  frame: Frame
  /** The address of a feed that was made just now: it is told once. */
  made: string | null
  feeds: {
    id: number
    name: string
    kind: string
    language: string
    of: string
    rights: string
    asked: string
    isClosed: boolean
  }[]
  kinds: { value: string; words: string; isChosen: boolean }[]
  rights: { value: string; words: string; isChosen: boolean }[]
  given: Record<string, string>
  fault: string | null
  ofFault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/partner-feeds': PartnerFeedsPage
  }
}

const home = '/newsroom/partner-feeds'
const usual = {
  name: '',
  language: 'ru',
  kind: 'full',
  of: '',
  rights: 'full',
  stories: '30',
  hours: '',
  withPictures: 'on',
}

interface Shown {
  made?: string
  given?: Record<string, string>
  fault?: string
  ofFault?: string
}

export function partnerFeedsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  return show(kit, staff, req, res, {})
}

export async function createPartnerFeed(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.partnerFeeds
  const given = formFields(req.body)
  const read = partnerFeedForm.safeParse({
    ...given,
    of: given.of?.trim() ?? '',
    hours: given.hours?.trim() ? given.hours : null,
    onlyWhole: given.onlyWhole !== undefined,
    withPictures: given.withPictures !== undefined,
  })
  const isOfWrong = !read.success && read.error.issues.some(({ path }) => path[0] === 'of')
  if (!read.success)
    return show(kit, staff, req, res, { given, ...(isOfWrong ? { ofFault: texts.ofFault } : { fault: texts.fault }) })
  const token = await addPartnerFeed(kit, staff, read.data)
  if (token === undefined) return show(kit, staff, req, res, { given, ofFault: texts.ofFault })
  await show(kit, staff, req, res, { made: addressOf(kit, token) })
}

export async function changePartnerFeed(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const id = Number(req.params.id)
  const { deed } = formFields(req.body)
  if (deed === 'renew') {
    const token = await changePartnerToken(kit, staff, id)
    if (token === undefined) throw new NotFound('no such feed')
    return show(kit, staff, req, res, { made: addressOf(kit, token) })
  }
  if (deed !== 'open' && deed !== 'close') throw new NotFound('no such deed')
  if (!(await openOrClosePartnerFeed(kit, staff, id, deed === 'open'))) throw new NotFound('no such feed')
  await leadTo(req, res, home)
}

const addressOf = (kit: Kit, token: string) => `${kit.origin}/partner-feed/${token}`

async function show(kit: Kit, staff: Staff, req: Request, res: Response, shown: Shown): Promise<void> {
  const texts = say(staff.language).newsroom
  const { kinds, rightsNames } = texts.partnerFeeds
  const given = shown.given ?? usual
  const feeds = await partnerFeeds(kit.db)
  render(
    res,
    staff.language,
    'newsroom/partner-feeds',
    {
      frame: frame(req, staff, { title: texts.menu.partnerFeeds }),
      made: shown.made ?? null,
      feeds: feeds.map((feed) => ({
        id: feed.id,
        name: feed.name,
        kind: kinds[feed.kind],
        language: texts.languages[feed.language],
        of: listWords(feed, texts.partnerFeeds),
        rights: rightsNames[feed.rights],
        asked:
          numberWords(staff.language, feed.askedTimes) +
          (feed.askedAt ? `, ${momentWords(staff.language, feed.askedAt)}` : ''),
        isClosed: feed.isClosed,
      })),
      kinds: feedKinds.map((value) => ({ value, words: kinds[value], isChosen: value === given.kind })),
      rights: feedRights.map((value) => ({ value, words: rightsNames[value], isChosen: value === given.rights })),
      given: { ...Object.fromEntries(Object.keys(usual).map((name) => [name, ''])), ...given },
      fault: shown.fault ?? null,
      ofFault: shown.ofFault ?? null,
    },
    { status: shown.fault || shown.ofFault ? 422 : 200 },
  )
}

function listWords({ filingKind, filingSlug }: PartnerFeed, texts: { everything: string; gone: string }): string {
  if (filingKind === null) return texts.everything
  return filingSlug === null ? texts.gone : `${filingKind}/${filingSlug}`
}
