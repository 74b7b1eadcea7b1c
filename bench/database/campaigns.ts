import { type Db, run } from '../../src/platform/database.js'

const advertiser = 'Рекламодатель стенда'

/**
 * Live campaigns with a document for every place. `various` have hours, languages, sections, regions, plans and caps of every
 * kind; the others run everywhere and always, so that a log of who was shown what is all that counts.
 */
export async function putInCampaigns(db: Db, count: number, { various }: { various: boolean }): Promise<void> {
  await run(db, 'insert into advertisers (name) values (:advertiser)', { advertiser })
  await run(
    db,
    `insert into campaigns (advertiser_id, name, state, starts_at, ends_at, hours, language, section_ids, regions, weight, planned, cap_per_reader)
     select a.id, 'Кампания ' || i, 'live', now() - i % 20 * interval '1 day' - interval '1 hour', now() + interval '20 days',
       case when :various and i % 5 = 0 then repeat(repeat('0', 6) || repeat('1', 18), 7) end,
       case when :various and i % 4 = 0 then 'ru' end,
       case when :various and i % 7 = 0 then array[1, 2, 3] else '{}' end,
       case when :various and i % 11 = 0 then array['abai', 'pavlodar'] else '{}' end,
       1 + i % 100, case when :various and i % 5 < 3 then 100000 + i end, case when :various and i % 2 = 0 then 3 end
     from advertisers a, generate_series(1, :count::int) i where a.name = :advertiser`,
    { advertiser, count, various },
  )
  await run(
    db,
    `insert into creatives (campaign_id, placement, html, target)
     select g.id, place, '<p>' || g.name || '</p>', 'https://advertiser.example/'
     from campaigns g, unnest(array['side', 'story', 'wide', 'phone']) place order by g.id`,
  )
}

export async function takeOutCampaigns(db: Db): Promise<void> {
  await run(db, 'delete from campaigns')
  await run(db, 'delete from advertisers where name = :advertiser', { advertiser })
}
