import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { setCrawlers } from '../features/crawlers/crawler-keeping.js'
import { crawlerSettings } from '../features/crawlers/crawler-settings.js'
import {
  type Crawler,
  type CrawlerPurpose,
  crawlerAgentPattern,
  crawlerPurposeRules,
  crawlerPurposes,
  crawlers,
} from '../features/crawlers/crawler-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface CrawlersPage {
  frame: Frame
  purposes: { name: CrawlerPurpose; words: string; short: string; isAllowed: boolean }[]
  agents: { agent: string; field: string; purpose: string; rule: Rule }[]
  given: { agent: string; cleanParameters: string; closedPaths: string; withLlms: boolean }
  fault: string | null
}

type Rule = 'purpose' | 'allow' | 'refuse'

declare module '../web/views.js' {
  interface Views {
    'newsroom/crawlers': CrawlersPage
  }
}

const ruleOf = (own: boolean | null): Rule => (own === null ? 'purpose' : own ? 'allow' : 'refuse')
const ownOf: Record<string, boolean | null> = { purpose: null, allow: true, refuse: false }

export async function crawlersPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const settings = await readSettings(kit.db, crawlerSettings)
  await show(kit, staff, req, res, {
    agent: '',
    cleanParameters: settings.cleanParameters.join(' '),
    closedPaths: settings.closedPaths.join('\n'),
    withLlms: settings.withLlms,
  })
}

export async function saveCrawlers(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.crawlers
  const fields = formFields(req.body)
  const given = {
    agent: (fields.agent ?? '').trim(),
    cleanParameters: (fields.cleanParameters ?? '').trim(),
    closedPaths: (fields.closedPaths ?? '').trim(),
    withLlms: fields.withLlms !== undefined,
  }
  const settings = crawlerSettings.schema.safeParse({
    cleanParameters: given.cleanParameters.split(/\s+/).filter(Boolean),
    closedPaths: given.closedPaths.split(/\s+/).filter(Boolean),
    withLlms: given.withLlms,
  })
  const purpose = crawlerPurposes.find((each) => each === fields.purpose) ?? 'search'
  if (!settings.success || (given.agent !== '' && !crawlerAgentPattern.test(given.agent)))
    return show(kit, staff, req, res, given, texts.fault)
  const known = await crawlers(kit.db)
  const changed = known.flatMap((each): Pick<Crawler, 'agent' | 'purpose' | 'own'>[] => {
    const own = ownOf[fields[fieldOf(each.agent)] ?? '']
    return own === undefined ? [] : [{ agent: each.agent, purpose: each.purpose, own }]
  })
  const added = given.agent === '' ? [] : [{ agent: given.agent, purpose, own: null }]
  await setCrawlers(kit, staff, {
    purposes: {
      search: fields['may-search'] !== undefined,
      user: fields['may-user'] !== undefined,
      training: fields['may-training'] !== undefined,
    },
    agents: [...changed, ...added],
    settings: settings.data,
  })
  leaveNotice(req, { words: texts.saved })
  await leadTo(req, res, '/newsroom/crawlers')
}

const fieldOf = (agent: string) => `rule-${agent.replace(/[^A-Za-z0-9]/g, '_')}`

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  given: CrawlersPage['given'],
  fault: string | null = null,
): Promise<void> {
  const texts = say(staff.language).newsroom
  const rules = await crawlerPurposeRules(kit.db)
  const agents = await crawlers(kit.db)
  render(
    res,
    staff.language,
    'newsroom/crawlers',
    {
      frame: frame(req, staff, { title: texts.menu.crawlers }),
      purposes: crawlerPurposes.map((name) => ({
        name,
        words: texts.crawlers.purposes[name],
        short: texts.crawlers.purposeNames[name],
        isAllowed: rules[name],
      })),
      agents: agents.map(({ agent, purpose, own }) => ({
        agent,
        field: fieldOf(agent),
        purpose: texts.crawlers.purposeNames[purpose],
        rule: ruleOf(own),
      })),
      given,
      fault,
    },
    { status: fault === null ? 200 : 422 },
  )
}
