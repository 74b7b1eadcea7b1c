import { Secret, TOTP } from 'otpauth'
import { invitationFromTerminal } from '../../src/features/accounts/joining.js'
import { openManuscript, saveManuscript, startStory, startTwin } from '../../src/features/articles/saving.js'
import type { Language } from '../../src/language/language.js'
import { row } from '../../src/platform/database.js'
import { safeBody } from '../../src/text/safe-html.js'
import { photo } from '../features/media/pictures.js'
import { openCommenter } from './commenter.js'
import { openSampleSite } from './sample-site.js'
import { type Colleague, signedIn } from './staff.js'
import { type TestSite, wordsOf } from './test-site.js'
import { sendFiles } from './upload.js'
import { hay, openVisitor } from './visitor.js'
import { pausedCampaign } from './what-people-write.js'

export interface FullNewsroom {
  site: TestSite
  chief: Colleague
  /** Of an address with parts, what stands in their place: something that is there. */
  examples: Record<string, string[]>
}

/** The sample site after some days of work: every list of the newsroom has something in it, and every form something to change. */
export async function openFullNewsroom(): Promise<FullNewsroom> {
  const site = await openSampleSite({ proxies: 1 })
  const chief = await signedIn(site, 'chief', { name: 'Сауле' })
  const reporter = await signedIn(site, 'reporter', { name: 'Дәурен' })
  const stories = await storiesIn(site, chief, reporter)
  const picture = await pictureIn(site, chief, stories.published)
  const writer = await talkIn(site, chief)
  await noticesIn(site, chief)
  const campaign = await campaignIn(site, chief)
  await houseworkIn(site, chief, stories.published.id)
  await peopleIn(site, chief)
  const one = async (table: string) =>
    String((await row<{ id: number }>(site.kit.db, `select id from ${table} order by id limit 1`))?.id)
  const written = [stories.published.id, stories.review].map(String)
  const kinds = ['section', 'tag', 'author', 'source']
  return {
    site,
    chief,
    examples: {
      '/join/:token': [`/join/${(await invitationFromTerminal(site.kit, 'Айша', 'editor'))?.split('/').at(-1)}`],
      '/password/:token': [await passwordLink(chief)],
      '/filing/:kind': kinds.map((kind) => `/filing/${kind}`),
      '/filing/:kind/new': kinds.map((kind) => `/filing/${kind}/new`),
      '/filing/:kind/:id': await Promise.all(kinds.map(async (kind) => `/filing/${kind}/${await one(`${kind}s`)}`)),
      '/pages/:id': [`/pages/${await one('pages')}`],
      '/campaigns/:id': [campaign],
      '/statistics/:id': [`/statistics/${stories.read}`],
      '/comments': ['/comments', '/comments?of=hidden', '/comments?of=reported'],
      '/comments/:id': [`/comments/${await one('comments')}`],
      '/comments/writers/:id': [writer],
      '/comments/stories/:id': [`/comments/stories/${stories.read}`],
      '/settings/:group': ['/settings/site', '/settings/publisher'],
      '/media': ['/media', '/media?shelf=removed'],
      '/media/:id': [`/media/${picture}`],
      '/': ['', '?state=published', '?state=scheduled', '?state=kazakh', '?state=draft&q=zzz'],
      '/articles/:id': written.map((id) => `/articles/${id}`),
      '/articles/:id/preview': written.flatMap((id) => [
        `/articles/${id}/preview`,
        `/articles/${id}/preview?screen=desk`,
      ]),
      '/articles/:id/preview/page': written.map((id) => `/articles/${id}/preview/page`),
      '/articles/:id/revisions': written.map((id) => `/articles/${id}/revisions`),
      '/articles/:id/comparison': [`/articles/${stories.review}/comparison?older=1&newer=2`],
      '/articles/:id/publication': [...written, String(stories.scheduled), String(stories.withdrawn)].map(
        (id) => `/articles/${id}/publication`,
      ),
      '/front': ['/front', '/front?language=kk'],
      '/front/preview': ['/front/preview?language=ru', '/front/preview?language=kk'],
    },
  }
}

const passwordLink = async (chief: Colleague) => {
  const id = chief.staff.id + 1
  const link = (await chief.send(`/newsroom/staff/${id}`, { deed: 'password-link' })).page.querySelector('code.link')
  return `/password/${link?.textContent.split('/').at(-1)}`
}

/** A story that was written, corrected and has a Kazakh pair; one that waits; one for tomorrow; one taken from the site. */
async function storiesIn(site: TestSite, chief: Colleague, reporter: Colleague) {
  const { kit } = site
  const minutesLater = (minutes: number) => kit.clock.set(new Date(kit.clock.now().getTime() + minutes * 60_000))
  const write = async (id: number, title: string, who = reporter) => {
    const { content, version } = await openManuscript(kit.db, id, kit.clock.now())
    const body = safeBody(
      '<p>По мосту через <a href="https://example.kz/">Үлбі</a> пустили первые автобусы.</p><h2>Как это было</h2><ul><li>раз</li><li>два</li></ul>' +
        '<table><tbody><tr><th>Маршрут</th><th>Интервал</th></tr><tr><td>№ 12</td><td>7 минут</td></tr></tbody></table>',
    )
    const saved = await saveManuscript(kit, who.staff, id, {
      beganFrom: version,
      content: { ...content, title, lead: 'Движение пустили утром, объезд больше не нужен.', body },
    })
    if (saved.outcome !== 'saved') throw new Error(saved.outcome)
    return saved.version
  }
  const begin = async (title: string, language: Language = 'ru') => {
    const id = await startStory(kit, reporter.staff, { language })
    return { id, version: await write(id, title) }
  }
  const deed = (id: number, what: string, fields: Record<string, string>, who = chief) =>
    who.send(`/newsroom/articles/${id}/${what}`, fields)

  const published = await begin('Мост через Үлбі открыли для автобусов и пешеходов')
  await deed(published.id, 'publication', { version: String(published.version) })
  await startTwin(kit, chief.staff, published.id)
  minutesLater(11)
  const version = await write(published.id, 'Мост через Үлбі открыли для автобусов', chief)
  await deed(published.id, 'corrections', {
    version: String(version),
    correction: 'Мост открыли в среду, а не во вторник.',
  })
  await deed(published.id, 'pin', { pin: '2026-11-25T12:00' })
  await write(published.id, 'Мост через Үлбі открыли для автобусов раньше срока', chief)

  const review = (await begin('Школы переходят на зимнее расписание')).id
  minutesLater(11)
  await write(review, 'Школы области переходят на зимнее расписание занятий', chief)
  await deed(review, 'review', {}, reporter)
  const scheduled = await begin('Қыста жол қалай тазаланады: жаңа кесте', 'kk')
  await deed(scheduled.id, 'schedule', { version: String(scheduled.version), at: '2026-11-25T08:00' })
  const withdrawn = await begin('Отключение воды отменили: бригады справились')
  await deed(withdrawn.id, 'publication', { version: String(withdrawn.version) })
  await deed(withdrawn.id, 'withdrawal', { reason: 'Ошиблись улицей' })
  await begin('Черновик о ледовой переправе')
  const read =
    (await row<{ id: number }>(kit.db, 'select article_id as id from article_views order by total desc limit 1'))?.id ??
    0
  const out = await row<{ id: number; slug: string }>(kit.db, 'select id, slug from articles where id = :id', {
    id: published.id,
  })
  if (!out) throw new Error('nothing was published')
  return { published: out, review, scheduled: scheduled.id, withdrawn: withdrawn.id, read }
}

/** One that stands in a story, and one that was taken out of the library. */
async function pictureIn(site: TestSite, chief: Colleague, story: { id: number }): Promise<number> {
  const bytes = await photo(1200, 800)
  const files = [
    { name: 'Мост.jpg', bytes },
    { name: 'Берег.jpg', bytes: await photo(900, 900) },
    { name: 'Смазано.jpg', bytes: await photo(640, 480) },
  ]
  const answer = JSON.parse((await sendFiles(chief, files)).body) as { files: { picture: { id: number } }[] }
  const [first, , last] = answer.files.map(({ picture }) => picture.id)
  if (first === undefined || last === undefined) throw new Error('no picture was taken in')
  await chief.send(`/newsroom/media/${last}/removal`)
  const { content, version } = await openManuscript(site.kit.db, story.id, site.kit.clock.now())
  await saveManuscript(site.kit, chief.staff, story.id, {
    beganFrom: version,
    content: { ...content, cover: { pictureId: first, alt: 'Мост', caption: 'Мост утром', credit: 'Сауле' } },
  })
  return first
}

/** What waits, what is alike, what was hidden and what readers complained of. Gives the page of one who wrote it. */
async function talkIn(site: TestSite, chief: Colleague): Promise<string> {
  const { db } = site.kit
  const story = await row<{ id: number; slug: string }>(
    db,
    `select a.id, a.slug from article_views v join articles a on a.id = v.article_id where a.language = 'ru' order by v.total desc limit 1`,
  )
  if (!story) throw new Error('nothing was read')
  const newest = async () => (await row<{ id: number }>(db, 'select max(id) as id from comments'))?.id ?? 0
  const decide = async (id: number, decision: string) => {
    const page = (await chief.ask('/newsroom/comments')).page.querySelector(`#c${id} input[name=chosen]`)
    await chief.send('/newsroom/comments/decisions', {
      back: '/newsroom/comments',
      one: `${decision} ${page?.getAttribute('value') ?? ''}`,
    })
  }
  await openCommenter(site).comment(story, 'Спасибо, что написали. А когда откроют вторую очередь?')
  const shown = await newest()
  await decide(shown, 'release')
  await openCommenter(site).post(`/comment/${shown}/report`, { reason: 'law', words: 'адрес соседа' })
  await openCommenter(site).comment(story, 'Дурацкая затея, кто это придумал')
  await decide(await newest(), 'rude')
  for (const at of [1, 2, 3])
    await openCommenter(site).comment(story, `Лучшее казино с бонусом, фриспины всем, пишите @winner${at}`)
  await openCommenter(site).comment(story, 'Автобус № 12 теперь идёт через мост? Спрашиваю для мамы.')
  const link = (await chief.ask('/newsroom/comments')).page.querySelector('a[href*="/comments/writers/"]')
  return (link?.getAttribute('href') ?? '').replace('/newsroom', '')
}

async function noticesIn(site: TestSite, chief: Colleague): Promise<void> {
  const latest = () =>
    row<{ id: number; version: number }>(site.kit.db, 'select id, version from notices order by id desc limit 1')
  const visitor = openVisitor(site)
  const mine = (await visitor.fillIn('/ad/new', hay)).headers.location?.split('?')[0] ?? ''
  const notice = await latest()
  await chief.send(`/newsroom/notices/${notice?.id}/decision`, {
    version: String(notice?.version),
    decision: 'release',
    queue: 'waiting',
    title: hay.title,
  })
  for (const kind of ['raise', 'highlight']) await visitor.post(`${mine}/${kind}`)
  await openVisitor(site).fillIn(
    '/ad/new',
    { ...hay, title: 'Продам ларь для зерна', text: 'Крепкий ларь, вмещает 20 мешков.', phone: '8 700 000-00-11' },
    [await photo(400, 300)],
  )
}

async function campaignIn(site: TestSite, chief: Colleague): Promise<string> {
  const id = await pausedCampaign(site)
  await chief.send(`/newsroom/campaigns/${id}/running`, { state: 'live' })
  await site.kit.ads?.refresh()
  for (const reader of ['first', 'second'])
    await site.ask('/place/side?l=ru&s=1', {
      headers: {
        'user-agent': `Mozilla/5.0 (X11; Linux x86_64) Chrome/143.0 ${reader}`,
        'sec-fetch-site': 'same-origin',
      },
    })
  await site.kit.ads?.flush()
  return `/campaigns/${id}`
}

async function houseworkIn(site: TestSite, chief: Colleague, story: number): Promise<void> {
  await chief.send('/newsroom/cash-rates', {
    nameRu: 'Обменник у вокзала',
    townRu: 'Семей',
    nameKk: 'Вокзал жанындағы айырбас',
    townKk: 'Семей',
    isNew: 'yes',
    buy_USD: '478,5',
    sell_USD: '481',
  })
  await chief.send('/newsroom/partner-feeds', {
    name: 'Вестник',
    language: 'ru',
    kind: 'json',
    of: 'section/sport',
    rights: 'full',
    stories: '10',
    hours: '',
  })
  await chief.send('/newsroom/redirects', { from: '/stary/put', to: '/section/sport' })
  for (const path of ['/old/news/2019/some-very-long-address-of-a-story-that-moved.html', '/forum'])
    await site.ask(path)
  await site.kit.missed?.flush()
  for (const words of ['жираф в тумане', 'расписание паромов']) await site.ask(`/search?q=${encodeURIComponent(words)}`)
  await site.kit.missedSearches?.flush()
  await chief.send('/newsroom/front/breaking', {
    language: 'ru',
    ru: 'Трассу закрыли из-за метели',
    kk: 'Боранға байланысты жол жабылды',
    story: String(story),
    until: '2026-11-25T12:00',
  })
}

async function peopleIn(site: TestSite, chief: Colleague): Promise<void> {
  const left = await signedIn(site, 'editor', { signIn: 'left', name: 'Ерлан' })
  await chief.send(`/newsroom/staff/${left.staff.id}`, { deed: 'close' })
  await chief.send('/newsroom/staff/invitations', { name: 'Мадина', role: 'reporter' })
  const careful = await signedIn(site, 'editor', { signIn: 'careful', name: 'Гүлнар' })
  const offer = await careful.ask('/newsroom/me/second-step')
  const secret = wordsOf(offer.page.querySelector('form code')).replaceAll(' ', '')
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.kit.clock.now().getTime() })
  await careful.send('/newsroom/me/second-step', { code })
}
