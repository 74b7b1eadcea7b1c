import { type Db, row, rows, run } from '../../platform/database.js'
import type { CashRate, ExchangeOffice } from './cash-rate.js'

/** The office by its Russian name and town; its Kazakh names are brought up to date. */
export async function putOffice(db: Db, office: ExchangeOffice, isSample = false): Promise<number> {
  const { nameRu, nameKk, townRu, townKk } = office
  const found = await row<{ id: number }>(
    db,
    `insert into exchange_offices (name_ru, name_kk, town_ru, town_kk, is_sample)
     values (:nameRu, :nameKk, :townRu, :townKk, :isSample)
     on conflict (name_ru, town_ru) do update set name_kk = excluded.name_kk, town_kk = excluded.town_kk
     returning id`,
    { nameRu, nameKk, townRu, townKk, isSample },
  )
  return found?.id ?? 0
}

export async function putCashRate(db: Db, officeId: number, { currency, buy, sell, at }: CashRate): Promise<void> {
  await run(
    db,
    `insert into cash_rates (office_id, currency, buy, sell, at) values (:officeId, :currency, :buy, :sell, :at)
     on conflict (office_id, currency) do update set buy = excluded.buy, sell = excluded.sell, at = excluded.at`,
    { officeId, currency, buy, sell, at },
  )
}

/** An office as it is stored, by its Russian name and town. */
export function findOffice(db: Db, nameRu: string, townRu: string): Promise<ExchangeOffice | undefined> {
  return row<ExchangeOffice>(
    db,
    `select name_ru as "nameRu", name_kk as "nameKk", town_ru as "townRu", town_kk as "townKk" from exchange_offices
     where name_ru = :nameRu and town_ru = :townRu and not is_sample`,
    { nameRu, townRu },
  )
}

export interface StoredCashRate extends CashRate, ExchangeOffice {
  isSample: boolean
}

/** Everything that anybody has named, shown or not, office by office. */
export function allCashRates(db: Db): Promise<StoredCashRate[]> {
  return rows<StoredCashRate>(
    db,
    `select name_ru as "nameRu", name_kk as "nameKk", town_ru as "townRu", town_kk as "townKk", is_sample as "isSample",
       currency, buy::float8 as buy, sell::float8 as sell, at
     from exchange_offices office join cash_rates cash on cash.office_id = office.id
     order by town_ru, name_ru, currency`,
  )
}

/** What the office no longer names. */
export async function removeOtherCash(db: Db, officeId: number, currencies: readonly string[]): Promise<void> {
  await run(db, 'delete from cash_rates where office_id = :officeId and currency <> all(:currencies::text[])', {
    officeId,
    currencies,
  })
}

/** Gives whether there was such an office. Its rates go with it. */
export async function removeOffice(db: Db, nameRu: string, townRu: string): Promise<boolean> {
  const where = 'where name_ru = :nameRu and town_ru = :townRu'
  return (await run(db, `delete from exchange_offices ${where}`, { nameRu, townRu })) > 0
}

export async function removeSampleOffices(db: Db): Promise<void> {
  await run(db, 'delete from exchange_offices where is_sample')
}
