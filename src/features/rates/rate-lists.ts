import { type Db, rows } from '../../platform/database.js'
import type { RateSource } from './rate.js'

/** A currency's newest official rate, the one before, and what exchange offices pay and ask. */
export interface BoardRow {
  currency: string
  day: string
  value: number
  previous: number | null
  source: RateSource
  isCross: boolean
  cash: BoardCash[]
}

export interface BoardCash {
  officeId: number
  officeRu: string
  officeKk: string
  townRu: string
  townKk: string
  buy: number
  sell: number
  at: Date
}

/** All currencies with an official rate since `fromDay`, and cash rates named since `cashFrom`. One query for widget and page. */
export async function ratesBoard(
  db: Db,
  { fromDay, cashFrom }: { fromDay: string; cashFrom: Date },
): Promise<BoardRow[]> {
  const found = await rows<Omit<BoardRow, 'cash'> & { cash: (Omit<BoardCash, 'at'> & { at: string })[] }>(
    db,
    `with newest as (
       select currency, day, value, source, is_cross, lead(value) over by_day as previous, row_number() over by_day as place
       from official_rates where day >= :fromDay::date or source = 'sample'
       window by_day as (partition by currency order by day desc)
     )
     select currency, to_char(day, 'YYYY-MM-DD') as day, value::float8 as value, previous::float8 as previous, source,
       is_cross as "isCross",
       (select coalesce(jsonb_agg(jsonb_build_object(
           'officeId', office.id, 'officeRu', office.name_ru, 'officeKk', office.name_kk,
           'townRu', office.town_ru, 'townKk', office.town_kk, 'buy', cash.buy, 'sell', cash.sell, 'at', cash.at
         ) order by cash.at desc, office.id), '[]')
        from cash_rates cash join exchange_offices office on office.id = cash.office_id
        where cash.currency = newest.currency and (cash.at >= :cashFrom or office.is_sample)) as cash
     from newest where place = 1 order by currency`,
    { fromDay, cashFrom },
  )
  return found.map((row) => ({ ...row, cash: row.cash.map((cash) => ({ ...cash, at: new Date(cash.at) })) }))
}

export interface RateOnDay {
  day: string
  value: number
}

/** One currency day by day, oldest first. */
export function rateHistory(db: Db, currency: string, fromDay: string): Promise<RateOnDay[]> {
  return rows<RateOnDay>(
    db,
    `select to_char(day, 'YYYY-MM-DD') as day, value::float8 as value from official_rates
     where currency = :currency and (day >= :fromDay::date or source = 'sample') order by official_rates.day`,
    { currency, fromDay },
  )
}
