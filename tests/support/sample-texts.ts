import { takeInArticle } from '../../src/features/articles/article-intake.js'
import { fileSamples } from '../../src/features/samples/sample-filing.js'
import { allStories } from '../../src/features/samples/stories/all-stories.js'
import { transaction } from '../../src/platform/database.js'
import type { TestKit } from './test-kit.js'

/** The sample news without their pictures, which take far longer to draw than all else. Gives the key of each article's story. */
export async function writeSampleTexts(kit: TestKit): Promise<Map<number, string>> {
  const keys = new Map<number, string>()
  await transaction(kit.db, async (db) => {
    const filing = await fileSamples(db)
    for (const story of allStories) {
      let storyId: string | undefined
      for (const language of ['ru', 'kk'] as const) {
        const text = story[language]
        if (!text) continue
        const stored = await takeInArticle(db, {
          language,
          title: text.title,
          kicker: text.kicker ?? '',
          lead: text.lead,
          body: text.body,
          sectionId: filing.sections.get(story.section) ?? 0,
          regionId: filing.regions.get(story.region) ?? null,
          tagIds: story.tags.map((tag) => filing.tags.get(tag) ?? 0),
          authorIds: [filing.authors.get(story.byline) ?? 0],
          state: 'published',
          publishedAt: new Date(kit.clock.now().getTime() - (story.daysAgo + 1) * 86_400_000),
          ...(storyId !== undefined && { storyId }),
        })
        storyId = stored.storyId
        keys.set(stored.id, story.key)
      }
    }
  })
  return keys
}
