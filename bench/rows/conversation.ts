import { articleAddress } from '../../src/features/articles/article.js'
import { row, run } from '../../src/platform/database.js'
import { inScratch, type Scratch } from '../database/scratch.js'
import { loadAll } from '../load.js'
import { median, type Outcome } from '../table.js'
import { type Row, uncachedSite, withServers } from './bench-run.js'

const comments = 2000
const mustReach = 1.5
const requestsPerTurn = 10

/** One story twice, one of them with a long conversation: single requests in turns, without the page cache. */
export const conversation: Row = async (bench) => {
  const scratch = await bench.scratch(bench.options.articles)
  const { silent, discussed } = await twoAlike(scratch)
  return withServers(bench, { site: uncachedSite(scratch) }, async ({ site }): Promise<Outcome[]> => {
    const times = { silent: [] as number[], discussed: [] as number[] }
    for (let turn = 0; turn < (bench.options.isQuick ? 10 : 40); turn += 1) {
      for (const [name, path] of [
        ['silent', silent],
        ['discussed', discussed],
      ] as const) {
        const { timesInMs } = await loadAll(requestsPerTurn, {
          port: site.port,
          paths: [path],
          connections: 1,
          status: 200,
        })
        // The first turns make the process warm.
        if (turn > 2) times[name].push(...timesInMs)
      }
    }
    const ratio = median(times.discussed) / median(times.silent)
    return [
      {
        what: `12. uncached article with ${comments} comments`,
        measured: `**${ratio.toFixed(2)}** × the same without (${median(times.discussed).toFixed(1)} ms against ${median(times.silent).toFixed(1)} ms)`,
        mustReach: `≤ ${mustReach}`,
        isMet: ratio <= mustReach,
      },
    ]
  })
}

function twoAlike({ place }: Scratch): Promise<{ silent: string; discussed: string }> {
  return inScratch(place, async (db) => {
    const [silent, discussed] = [await copyOfNewest(db, 'silent'), await copyOfNewest(db, 'discussed')]
    await run(
      db,
      `insert into comments (article_id, writer_name, body_html, body_policy, state, written_at)
       select :id, 'Читатель ' || n, '<p>' || repeat('Слова о том, что было. ', 5) || n || '</p>', 1, 'shown', now() - n * interval '1 minute'
       from generate_series(1, :half::int) n`,
      { id: discussed.id, half: comments / 2 },
    )
    await run(
      db,
      `insert into comments (article_id, parent_id, writer_name, body_html, body_policy, state, written_at)
       select article_id, id, 'Ответ', body_html, 1, 'shown', now() from comments where article_id = :id`,
      { id: discussed.id },
    )
    await run(db, 'analyze comments')
    return { silent: articleAddress(silent), discussed: articleAddress(discussed) }
  })
}

async function copyOfNewest(
  db: Parameters<typeof row>[0],
  slug: string,
): Promise<{ id: number; slug: string; language: 'ru' }> {
  const made = await row<{ id: number }>(
    db,
    `insert into articles (language, slug, title, lead, body_html, body_text, body_policy, section_id, state, published_at)
     select language, :slug, title, lead, body_html, body_text, body_policy, section_id, state, published_at
     from articles where state = 'published' and language = 'ru' order by length(body_text) desc, id limit 1 returning id`,
    { slug },
  )
  if (!made) throw new Error('the scratch database holds no article')
  return { id: made.id, slug, language: 'ru' }
}
