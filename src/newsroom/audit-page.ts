import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { allAccounts } from '../features/accounts/account-store.js'
import type { Staff } from '../features/accounts/staff.js'
import { type AuditLine, type AuditWish, auditLines } from '../features/audit/audit-lists.js'
import { type Day, dayAfter, dayStart, isoMoment, isRealDay, type Moment, moment } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { csvLine } from '../web/csv.js'
import { render } from '../web/render.js'
import { type AuditChange, changesOf } from './audit-change.js'
import { type DeedChoices, deedChoices, deedName } from './audit-deeds.js'
import { placeOfSubject } from './audit-subject.js'
import { type Frame, frame } from './frame.js'

export interface AuditPage {
  frame: Frame
  people: { id: number; name: string; isChosen: boolean }[]
  deeds: DeedChoices
  subject: string
  from: string
  until: string
  lines: {
    at: Moment
    who: string
    /** Each `href` leads to what else was done of that kind, and with that thing; `place` to the thing itself. */
    deed: { name: string; code: string; href: string }
    /** A name that ends with a number is one word; an address may be longer than its column. */
    subject: { name: string; isNumbered: boolean; href: string; place: string | null }
    changes: AuditChange[]
    address: string
  }[]
  older: string | null
  newest: string | null
  csv: string
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/audit': AuditPage
  }
}

const perPage = 50
const perBatch = 1000
/** More than that is a query for the operator's terminal. */
const mostCsvLines = 100_000

export async function auditPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const { wish, fields, beforeId } = readWish(req)
  const found = await auditLines(kit.db, wish, { ...(beforeId !== undefined && { beforeId }), limit: perPage + 1 })
  const shown = found.slice(0, perPage)
  const accounts = await allAccounts(kit.db)
  const address = (extra: Record<string, string>, path = '/newsroom/audit') => {
    const query = new URLSearchParams({ ...fields, ...extra }).toString()
    return query === '' ? path : `${path}?${query}`
  }
  const last = shown.at(-1)
  render(res, language, 'newsroom/audit', {
    frame: frame(req, staff, { title: say(language).newsroom.menu.audit }),
    people: accounts.map(({ id, name }) => ({ id, name, isChosen: id === wish.accountId })),
    deeds: deedChoices(language, fields.deed ?? ''),
    subject: fields.subject ?? '',
    from: fields.from ?? '',
    until: fields.until ?? '',
    lines: shown.map((line) => ({
      at: moment(language, line.at),
      who: line.accountName,
      deed: { name: deedName(language, line.deed), code: line.deed, href: address({ deed: line.deed }) },
      subject: {
        name: line.subject,
        isNumbered: /^[a-z-]+:\d+$/.test(line.subject),
        href: address({ subject: line.subject }),
        place: placeOfSubject(line),
      },
      changes: changesOf(language, line.before, line.after),
      address: line.address,
    })),
    older: found.length > perPage && last ? address({ before: String(last.id) }) : null,
    newest: beforeId === undefined ? null : address({}),
    csv: address({}, '/newsroom/audit.csv'),
  })
}

/** The same lines as a table for any office program, sent as they are read. */
export async function auditCsv(kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  const { wish } = readWish(req)
  res.setHeader('Content-Type', 'text/csv; charset=utf-8')
  res.setHeader('Content-Disposition', 'attachment; filename="audit.csv"')
  // As fast as the reader takes it: what waits for a slow line would otherwise all lie in memory.
  await pipeline(Readable.from(csvOf(kit, wish)), res).catch(ifStillThere)
}

async function* csvOf(kit: Kit, wish: AuditWish): AsyncGenerator<string> {
  // The mark at the beginning tells office programs that these are UTF-8.
  yield `\ufeff${csvLine(['at', 'who', 'deed', 'subject', 'before', 'after', 'address'])}`
  let beforeId: number | undefined
  for (let sent = 0; sent < mostCsvLines; sent += perBatch) {
    const lines = await auditLines(kit.db, wish, { ...(beforeId !== undefined && { beforeId }), limit: perBatch })
    yield lines.map(lineOfCsv).join('')
    beforeId = lines.at(-1)?.id
    if (lines.length < perBatch) break
  }
}

/** Whoever stopped the download is no fault of ours. */
function ifStillThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}

const lineOfCsv = ({ at, accountName, deed, subject, before, after, address }: AuditLine) =>
  csvLine([isoMoment(at), accountName, deed, subject, jsonWords(before), jsonWords(after), address])

const jsonWords = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value))

const query = z.object({
  who: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  deed: z
    .string()
    .trim()
    .regex(/^[a-z][a-z.-]{0,60}$/)
    .optional()
    .catch(undefined),
  subject: z
    .string()
    .trim()
    .regex(/^\S{1,300}$/)
    .optional()
    .catch(undefined),
  from: z.string().optional().catch(undefined),
  until: z.string().optional().catch(undefined),
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})

/** What is not a filter is no filter; `fields` are those that stay in the addresses of other pages. */
function readWish(req: Request): { wish: AuditWish; fields: Record<string, string>; beforeId: number | undefined } {
  const { who, deed, subject, from, until, before } = query.parse(req.query)
  const [first, last] = [dayOf(from), dayOf(until)]
  return {
    wish: {
      ...(who !== undefined && { accountId: who }),
      ...(deed && { deed }),
      ...(subject && { subject }),
      ...(first && { from: dayStart(first) }),
      ...(last && { until: dayStart(dayAfter(last)) }),
    },
    fields: {
      ...(who !== undefined && { who: String(who) }),
      ...(deed && { deed }),
      ...(subject && { subject }),
      ...(first && from && { from }),
      ...(last && until && { until }),
    },
    beforeId: before,
  }
}

function dayOf(text: string | undefined): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '')
  const day = found && { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  return day && isRealDay(day) ? day : undefined
}
