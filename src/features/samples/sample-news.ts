import { dayAfter, dayStart, wall } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { type Db, row, rows, run, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { takeInArticle } from '../articles/article-intake.js'
import { cacheTags } from '../articles/cache-tags.js'
import { inlinePicture, type Picture } from '../media/picture.js'
import { removePictureFiles } from '../media/picture-files.js'
import { fileSamples, type SampleFiling } from './sample-filing.js'
import { type Drawn, drawPictures, takeInPictures } from './sample-pictures.js'
import type { SamplePicture, SampleStory, SampleText } from './sample-story.js'

/** True while nobody has written or imported anything. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await row(db, 'select 1 from articles limit 1')) === undefined
}

/**
 * Puts in the sample news with their pictures, dated back from now. The pictures are those of `drawPictures`, drawn here when
 * nobody has drawn them yet. Gives the number of articles by language.
 */
export async function putInSamples(kit: Kit, drawn?: Map<string, Drawn>): Promise<Record<Language, number>> {
  const { allStories } = await import('./stories/all-stories.js')
  const pictures = await takeInPictures(kit, drawn ?? (await drawPictures(kit)))
  const now = kit.clock.now()
  const count: Record<Language, number> = { ru: 0, kk: 0 }
  await transaction(kit.db, async (db) => {
    const filing = await fileSamples(db)
    // Oldest first, so that ids grow with time as they do in life.
    const oldestFirst = [...allStories].sort((a, b) => publishedAt(a, now).getTime() - publishedAt(b, now).getTime())
    for (const story of oldestFirst) {
      let storyId: string | undefined
      for (const language of ['ru', 'kk'] as const) {
        const text = story[language]
        if (!text) continue
        const stored = await takeInArticle(db, {
          ...placed(story, filing, publishedAt(story, now)),
          ...written(story, text, pictures, language),
          ...(storyId && { storyId }),
        })
        storyId = stored.storyId
        count[language]++
      }
    }
  })
  await kit.changes.announce([
    cacheTags.front('ru'),
    cacheTags.front('kk'),
    cacheTags.newest('ru'),
    cacheTags.newest('kk'),
    cacheTags.filing,
  ])
  return count
}

function placed(story: SampleStory, filing: SampleFiling, at: Date) {
  return {
    sectionId: filing.sections.get(story.section) ?? 0,
    regionId: filing.regions.get(story.region) ?? null,
    sourceId: story.source ? (filing.sources.get(story.source) ?? null) : null,
    tagIds: story.tags.map((tag) => filing.tags.get(tag) ?? 0),
    authorIds: [filing.authors.get(story.byline) ?? 0],
    state: 'published' as const,
    publishedAt: at,
    isSample: true,
  }
}

function written(
  story: SampleStory,
  text: SampleText,
  pictures: (picture: SamplePicture) => Picture,
  language: Language,
) {
  const inline = story.inline && inlineFigure(pictures(story.inline), text)
  return {
    language,
    kicker: text.kicker ?? '',
    title: text.title,
    lead: text.lead,
    body: text.body.replace('<picture-here></picture-here>', inline ?? ''),
    cover: story.picture && {
      pictureId: pictures(story.picture).id,
      alt: text.alt ?? '',
      caption: text.caption ?? '',
      credit: '',
    },
  }
}

function inlineFigure(picture: Picture, { inlineAlt = '', inlineCaption = '' }: SampleText): string {
  const caption = inlineCaption && `<figcaption>${inlineCaption}</figcaption>`
  return `<figure>${inlinePicture(picture, inlineAlt)}${caption}</figure>`
}

/** A story of today whose hour has not come yet moves to the past minutes, so that nothing is dated in the future. */
function publishedAt({ daysAgo, at }: SampleStory, now: Date): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const sinceMidnight = (hours * 60 + minutes) * 60_000
  const today = dayStart(wall(now))
  if (daysAgo > 0) return new Date(dayStart(dayAfter(wall(now), -daysAgo)).getTime() + sinceMidnight)
  const planned = today.getTime() + sinceMidnight
  const elapsed = now.getTime() - today.getTime()
  return planned <= now.getTime()
    ? new Date(planned)
    : new Date(today.getTime() + elapsed * (sinceMidnight / 86_400_000))
}

/** Takes out every sample and what only samples used. Gives the number of articles removed. */
export async function removeSamples(kit: Kit): Promise<number> {
  const removed = await transaction(kit.db, async (db) => {
    const count = await run(db, 'delete from articles where is_sample')
    await run(
      db,
      'delete from tags t where is_sample and not exists (select 1 from article_tags l where l.tag_id = t.id)',
    )
    await run(
      db,
      'delete from authors w where is_sample and not exists (select 1 from article_authors l where l.author_id = w.id)',
    )
    await run(
      db,
      'delete from sources o where is_sample and not exists (select 1 from articles a where a.source_id = o.id)',
    )
    const unused = await rows<{ hash: string }>(
      db,
      `delete from pictures p where is_sample
         and not exists (select 1 from picture_uses u where u.picture_id = p.id)
       returning hash`,
    )
    return { count, hashes: unused.map(({ hash }) => hash) }
  })
  for (const hash of removed.hashes) await removePictureFiles(kit, hash)
  await kit.changes.announce([
    cacheTags.front('ru'),
    cacheTags.front('kk'),
    cacheTags.newest('ru'),
    cacheTags.newest('kk'),
    cacheTags.filing,
  ])
  return removed.count
}
