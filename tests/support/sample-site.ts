import { noticeAddress } from '../../src/features/board/notice.js'
import { putInSampleNotices } from '../../src/features/board/sample-notices.js'
import { putInSampleRates } from '../../src/features/rates/sample-rates.js'
import { addViews } from '../../src/features/readership/view-store.js'
import { putInStartingPages } from '../../src/features/samples/sample-filing.js'
import { putInSamples } from '../../src/features/samples/sample-news.js'
import { putInSampleWeather } from '../../src/features/weather/sample-weather.js'
import { localAddress } from '../../src/language/language.js'
import { row, rows } from '../../src/platform/database.js'
import { sampleDrawings } from './sample-drawings.js'
import { openTestKit, type TestKit } from './test-kit.js'
import { openTestSite, type TestSite } from './test-site.js'
import { whatPeopleWrite } from './what-people-write.js'

/** The site as a stranger finds it after the first start, reachable under its own address. */
export async function openSampleSite(options: { proxies?: number } = {}): Promise<TestSite> {
  const kit = await openTestKit()
  await putInStartingPages(kit.db)
  await putInSamples(kit, await sampleDrawings(kit.mediaFolder))
  await putInSampleNotices(kit)
  await putInSampleRates(kit)
  await putInSampleWeather(kit)
  await haveSomeRead(kit)
  return openTestSite({ ...options, kit })
}

async function haveSomeRead(kit: TestKit): Promise<void> {
  const newest = await rows<{ id: number }>(
    kit.db,
    `select id from articles where state = 'published' order by published_at desc limit 12`,
  )
  await addViews(kit.db, new Map(newest.map(({ id }, at) => [id, 40 - at])), kit.clock.now())
}

/** One address for every template, in both languages; what is missing in the samples is written first. */
export async function addressOfEveryTemplate(site: TestSite): Promise<string[]> {
  const { kit } = site
  const richest = (language: string) =>
    row<{ id: number; slug: string }>(
      kit.db,
      `select id, slug from articles where language = :language order by (body_html like '%<img%')::int + (body_html like '%<table%')::int desc, id limit 1`,
      { language },
    )
  const notices = await rows<{ id: number; language: 'ru' | 'kk'; slug: string }>(
    kit.db,
    'select id, language, slug from notices where is_business order by id',
  )
  const [ru, kk] = await Promise.all([richest('ru'), richest('kk')])
  const written = await whatPeopleWrite(site, { ru: ru?.id, kk: kk?.id })
  const both = [
    '/',
    '/section/roads',
    '/section/no-such-section',
    '/region/east-kazakhstan',
    '/tag/winter',
    '/author/newsroom',
    '/source/locman-info',
    '/regions',
    '/archive',
    '/archive/2026/11',
    '/archive/2026/11/24',
    '/archive/2025/01/01',
    '/search',
    `/search?q=${encodeURIComponent('снег')}`,
    `/search?q=${encodeURIComponent('қар')}`,
    `/search?q=${encodeURIComponent('cytu')}&from=2020-01-01`,
    '/search?q=zzzz',
    '/page/about',
    '/corrections',
    '/rates',
    '/rates?of=EUR&amount=100&from=EUR&to=KZT',
    '/weather',
    '/weather/oskemen',
    '/display',
    '/popular',
    '/popular?of=month',
    '/reading-now',
    '/ads',
    '/ads?category=services&town=astana',
    `/ads?q=${encodeURIComponent('нет такого слова')}`,
    '/ad/new',
  ]
  return [
    ...both,
    ...both.map((path) => (path === '/' ? '/kk' : `/kk${path}`)),
    `/news/${ru?.id}-${ru?.slug}`,
    `/kk/news/${kk?.id}-${kk?.slug}`,
    `/kk/latin/${kk?.id}-${kk?.slug}`,
    ...notices.flatMap((notice) => [
      noticeAddress(notice),
      localAddress(notice.language, `/ad/${notice.id}/phone`),
      localAddress(notice.language, `/ad/${notice.id}/complaint`),
    ]),
    ...written,
  ]
}
