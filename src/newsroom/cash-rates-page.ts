import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Staff } from '../features/accounts/staff.js'
import { dropOffice, keepCashRates, returnOffice } from '../features/rates/cash-keeping.js'
import type { CashRate } from '../features/rates/cash-rate.js'
import { allCashRates, type StoredCashRate } from '../features/rates/cash-rate-store.js'
import { readFigure } from '../features/rates/rate-reading.js'
import { cashShownFrom } from '../features/rates/rates-board.js'
import { ratesSettings } from '../features/rates/rates-settings.js'
import { moment } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice, lineIn } from './newsroom-session.js'

interface OfficeForm {
  nameRu: string
  nameKk: string
  townRu: string
  townKk: string
  isNew: boolean
  rows: { currency: string; buy: string; sell: string; named: string; isOld: boolean; fault: string | null }[]
  fault: string | null
}

export interface CashRatesPage {
  frame: Frame
  offices: OfficeForm[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/cash-rates': CashRatesPage
    'newsroom/cash-office': OfficeForm
  }
}

const home = '/newsroom/cash-rates'

export async function cashRatesPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await show(kit, staff, req, res)
}

const form = z.object({
  nameRu: z.string().trim().min(1).max(100),
  nameKk: z.string().trim().max(100),
  townRu: z.string().trim().min(1).max(60),
  townKk: z.string().trim().max(60),
})

/** A currency with neither figure is not traded; one with only one of them is a fault. */
export async function saveCashRates(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.cash
  const given: Record<string, string> & Pick<OfficeForm, 'nameRu' | 'nameKk' | 'townRu' | 'townKk'> = {
    ...{ nameRu: '', nameKk: '', townRu: '', townKk: '' },
    ...formFields(req.body),
  }
  const read = form.safeParse(given)
  const faults = new Map<string, string>()
  const rates: CashRate[] = []
  for (const currency of currenciesOf(kit)) {
    const [buy, sell] = [given[`buy_${currency}`]?.trim() ?? '', given[`sell_${currency}`]?.trim() ?? '']
    if (buy === '' && sell === '') continue
    const [paid, asked] = [readFigure(buy), readFigure(sell)]
    if (paid === undefined || asked === undefined) faults.set(currency, texts.notANumber)
    else rates.push({ currency, buy: paid, sell: asked, at: kit.clock.now() })
  }
  if (read.success && faults.size === 0) {
    const { nameRu, nameKk, townRu, townKk } = read.data
    const office = { nameRu, nameKk: nameKk || nameRu, townRu, townKk: townKk || townRu }
    for (const [currency, fault] of await keepCashRates(kit, staff, office, rates))
      faults.set(currency, texts.faults[fault])
    if (faults.size === 0) {
      leaveNotice(req, { words: texts.saved(nameRu) })
      return leadTo(req, res, home)
    }
  }
  const again: OfficeForm = {
    nameRu: given.nameRu,
    nameKk: given.nameKk,
    townRu: given.townRu,
    townKk: given.townKk,
    isNew: given.isNew === 'yes',
    rows: currenciesOf(kit).map((currency) => ({
      currency,
      buy: given[`buy_${currency}`] ?? '',
      sell: given[`sell_${currency}`] ?? '',
      named: '',
      isOld: false,
      fault: faults.get(currency) ?? null,
    })),
    fault: read.success ? texts.nothingSaved : texts.officeFault,
  }
  await show(kit, staff, req, res, again)
}

export async function removeCashOffice(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { nameRu = '', townRu = '' } = formFields(req.body)
  const line = await dropOffice(kit, staff, nameRu, townRu)
  if (line !== undefined)
    leaveNotice(req, {
      words: say(staff.language).newsroom.cash.removed(nameRu),
      undo: { action: `${home}/return`, fields: { line: String(line) } },
    })
  await leadTo(req, res, home)
}

export async function returnCashOffice(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.cash
  const name = await returnOffice(kit, staff, lineIn(req))
  leaveNotice(req, { words: name === undefined ? texts.isThere : texts.returned(name) })
  await leadTo(req, res, home)
}

const currenciesOf = (kit: Kit) => ratesSettings(kit).currencies

/** `again` is a form with faults, in place of what is stored of the same office. */
async function show(kit: Kit, staff: Staff, req: Request, res: Response, again?: OfficeForm): Promise<void> {
  const texts = say(staff.language).newsroom
  const stored = (await allCashRates(kit.db)).filter(({ isSample }) => !isSample)
  const names = [...new Map(stored.map((rate) => [`${rate.nameRu}\n${rate.townRu}`, rate])).values()]
  const forms = names.map((office) => formOf(kit, staff, office, stored))
  const empty: OfficeForm = {
    ...{ nameRu: '', nameKk: '', townRu: '', townKk: '', isNew: true, fault: null },
    rows: currenciesOf(kit).map((currency) => ({ currency, buy: '', sell: '', named: '', isOld: false, fault: null })),
  }
  const offices = [...forms, empty].map((each) => {
    const isSame = again && (again.isNew ? each.isNew : each.nameRu === again.nameRu && each.townRu === again.townRu)
    return isSame ? again : each
  })
  render(
    res,
    staff.language,
    'newsroom/cash-rates',
    { frame: frame(req, staff, { title: texts.menu.cash }), offices },
    { status: again ? 422 : 200 },
  )
}

function formOf(kit: Kit, { language }: Staff, office: StoredCashRate, stored: readonly StoredCashRate[]): OfficeForm {
  const shownFrom = cashShownFrom(kit.clock.now())
  const { nameRu, nameKk, townRu, townKk } = office
  return {
    ...{ nameRu, nameKk, townRu, townKk, isNew: false, fault: null },
    rows: currenciesOf(kit).map((currency) => {
      const rate = stored.find((each) => each.currency === currency && each.nameRu === nameRu && each.townRu === townRu)
      return {
        currency,
        buy: rate ? String(rate.buy).replace('.', ',') : '',
        sell: rate ? String(rate.sell).replace('.', ',') : '',
        named: rate ? moment(language, rate.at).words : '',
        isOld: rate !== undefined && rate.at < shownFrom,
        fault: null,
      }
    }),
  }
}
