import sharp from 'sharp'
import { renewAds } from '../../src/features/ads/ad-clock.js'
import { reportAddress } from '../../src/features/ads/ad-report.js'
import { addAdCounts } from '../../src/features/ads/ad-store.js'
import { addCampaign, addCreative } from '../../src/features/ads/campaign-store.js'
import { type Placement, placementNames, placements } from '../../src/features/ads/placement.js'
import { allCategories } from '../../src/features/board/category-store.js'
import { managingAddress } from '../../src/features/board/notice.js'
import { noticeHtml } from '../../src/features/board/notice-html.js'
import { addNotice } from '../../src/features/board/notice-store.js'
import { noticeTerms } from '../../src/features/board/notice-terms.js'
import { takeInPicture } from '../../src/features/media/picture-intake.js'
import { type Language, languages, localAddress } from '../../src/language/language.js'
import { row, run } from '../../src/platform/database.js'
import { randomToken, tokenHash } from '../../src/platform/secret.js'
import type { TestSite } from './test-site.js'

/** Fills the sample site with what is written by others than the newsroom, and gives the addresses of its pages. */
export async function whatPeopleWrite(
  site: TestSite,
  stories: Record<Language, number | undefined>,
): Promise<string[]> {
  const addresses: string[] = []
  for (const language of languages) {
    const story = stories[language]
    if (story !== undefined) addresses.push(...(await conversation(site, language, story)))
    addresses.push(...(await ownNotice(site, language)))
  }
  const report = new URL(await reportAddress(site.kit, await pausedCampaign(site)), 'http://localhost').pathname
  return [...addresses, report, `${report}?l=kk`]
}

/** Two pages of threads, with an answer, a quotation and a hidden one. */
async function conversation({ kit }: TestSite, language: Language, story: number): Promise<string[]> {
  const [name, text, answer] =
    language === 'ru'
      ? [
          'Айгүл из Риддера',
          'Мост открыли, а автобус по нему не ходит.',
          'С понедельника пойдёт, так сказали в акимате.',
        ]
      : ['Риддерлік Айгүл', 'Көпір ашылды, бірақ автобус жүрмейді.', 'Дүйсенбіден бастап жүреді деп айтты әкімдікте.']
  const insert = (values: { parent: number | null; text: string; state: string; at: number }) =>
    row<{ id: number }>(
      kit.db,
      `insert into comments (article_id, parent_id, writer_name, body_html, body_text, body_policy, state, written_at)
       values (:story, :parent, :name, :html, :text, 1, :state, :now::timestamptz - :at * interval '7 minutes') returning id`,
      { story, name, now: kit.clock.now(), html: `<p>${values.text}</p>`, ...values },
    )
  let last = 0
  for (let at = 25; at >= 0; at -= 1) {
    const state = at === 3 ? 'hidden' : 'shown'
    last = (await insert({ parent: null, text: `${text} ${at + 1}`, state, at }))?.id ?? 0
    if (at % 5 === 3) await insert({ parent: last, text: answer, state: 'shown', at: at - 0.5 })
  }
  const page = localAddress(language, `/comments/${story}`)
  return [
    page,
    `${page}?order=best`,
    `${page}?from=${last}`,
    `/comment/new?article=${story}`,
    `/comment/new?article=${story}&answer=${last}&quote=on`,
    `/comment/${last}/report`,
    `/comment/mine/${story}`,
  ]
}

/** A trader's, waiting for the newsroom, with the link that manages it. */
async function ownNotice({ kit }: TestSite, language: Language): Promise<string[]> {
  const [category] = await allCategories(kit.db)
  const [title, text, firm] =
    language === 'ru'
      ? ['Печём хлеб на заказ', 'Пшеничный и ржаной, к семи утра. Привозим по городу.', 'ТОО «Пример»']
      : ['Тапсырыспен нан пісіреміз', 'Бидай және қара бидай наны, таңғы жетіге дайын.', '«Үлгі» ЖШС']
  const token = randomToken()
  await addNotice(kit.db, {
    ...{ categoryId: category?.id ?? 1, town: 'semey', language, isBusiness: true, firm, bin: '990140000007' },
    ...{ title, slug: 'bread', text, body: noticeHtml(text), price: 500, phone: '+77000000055' },
    ...{ state: 'waiting', risk: 0, reasons: [], likeness: '', terms: noticeTerms({ title, text, firm, language }) },
    ...{ secretHash: tokenHash(token), origin: null, now: kit.clock.now() },
    endsAt: new Date(kit.clock.now().getTime() + 30 * 86_400_000),
  })
  const address = managingAddress(language, token)
  return [address, `${address}/edit`]
}

/** A campaign with a banner for every place, some counts, and most of its plan ahead; paused, so that pages stay as they are. Gives its id. */
export async function pausedCampaign({ kit }: TestSite): Promise<number> {
  const now = kit.clock.now()
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000)
  const id = await addCampaign(kit.db, {
    ...{ advertiser: 'Пекарня на набережной', bin: '990140000007', name: 'Осенняя выпечка', isHouse: false },
    ...{ startsAt: day(-3), endsAt: day(30), hours: null, language: null, sectionIds: [], regions: [], device: null },
    ...{ weight: 10, planned: 200_000, capPerReader: null },
  })
  for (const placement of placementNames) {
    const { width, height } = placements[placement]
    const picture = await takeInPicture(kit, await drawing(width * 2, height * 2))
    const creativeId = await addCreative(kit.db, id, {
      ...{ placement, pictureId: picture.id, html: null, target: 'https://bakery.example/' },
      ...{ altRu: 'Хлеб по утрам', altKk: 'Таңғы нан' },
    })
    const counts = [
      { creativeId, kind: 'shown' as const, n: 1200 },
      { creativeId, kind: 'seen' as const, n: 800 },
      { creativeId, kind: 'click' as const, n: 17 },
      { creativeId, kind: 'shown-bot' as const, n: 40 },
    ]
    for (const days of [-2, -1]) await addAdCounts(kit.db, counts, 0, day(days))
  }
  return id
}

function drawing(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#8a4b1f' } })
    .png()
    .toBuffer()
}

/** From now on every page has its banners. Gives the addresses of their frames. */
export async function runBanners({ kit }: TestSite): Promise<string[]> {
  await run(kit.db, `update campaigns set state = 'live'`)
  await kit.ads?.refresh()
  await renewAds(kit)
  const frame = (placement: Placement, language: Language) => `/place/${placement}?l=${language}`
  return languages.flatMap((language) => placementNames.map((placement) => frame(placement, language)))
}
