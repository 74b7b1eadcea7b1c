import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib'
import type { ServerProcess } from '../child.js'
import { ask } from '../fetch.js'
import { kilobytes, type Outcome } from '../table.js'
import { type Row, usualPageCacheMb, withServers } from './bench-run.js'

/** Compressed bytes in both encodings; the heavier one is judged. */
interface Weight {
  brotli: number
  gzip: number
}

const lite = { cookie: 'display=0an0pl' }

/** What a reader's browser loads for a page apart from its pictures. */
export const weight: Row = async (run) => {
  const { place, addresses } = await run.scratch(run.options.articles)
  const { path, body } = addresses.weighed
  return withServers(
    run,
    { site: { kind: 'site', database: place, pageCacheMb: usualPageCacheMb, keepsMemory: true } },
    async ({ site }) => {
      const html = (await ask(site.port, path)).bytes.toString()
      const frame = html.replace(body, '')
      if (frame.length === html.length) throw new Error("the article's text does not stand in its page as stored")
      const files = linkedFiles(html)
      const whole = await fetched(site, path)
      const css = await allFetched(site, files.styles)
      const scripts = await allFetched(site, files.scripts)
      const fonts = await allFetched(site, [
        ...new Set([...files.preloads, ...(await fontsOfStyles(site, files.styles))]),
      ])
      return [
        judged(
          `6. article: HTML without the article's text (${kilobytes(Buffer.byteLength(html))} of HTML, ${kilobytes(whole.brotli)} brotli with its text)`,
          compressed(frame),
          14_000,
        ),
        judged('6. article: style sheets', css, 12_000),
        judged('6. article: scripts', scripts, 8_000),
        judged('6. article: every font that it or its style sheets name', fonts, 60_000),
        {
          what: '6. article: requests to other sites',
          measured: String(files.foreign.length),
          mustReach: '0',
          isMet: files.foreign.length === 0,
        },
        judged('6. lite front page, all it loads', await liteWeight(site, '/'), 14_000),
        judged('6. lite article, all it loads', await liteWeight(site, path), 14_000),
      ]
    },
  )
}

async function liteWeight(site: ServerProcess, path: string): Promise<Weight> {
  const html = (await ask(site.port, path, lite)).bytes.toString()
  const { styles, scripts, preloads, others } = linkedFiles(html)
  return sum([await fetched(site, path, lite), await allFetched(site, [...styles, ...scripts, ...preloads, ...others])])
}

interface LinkedFiles {
  styles: string[]
  scripts: string[]
  preloads: string[]
  /** Icons and the manifest. */
  others: string[]
  foreign: string[]
}

/** What the browser fetches by itself; pictures are left out. */
function linkedFiles(html: string): LinkedFiles {
  const links = [...html.matchAll(/<link rel="([a-z ]+)"[^>]*? href="([^"]+)"/g)].map(([, rel = '', href = '']) => ({
    rel,
    href,
  }))
  const of = (rel: string) => links.filter((link) => link.rel === rel).map(({ href }) => href)
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src = '']) => src)
  const loaded = {
    styles: of('stylesheet'),
    scripts,
    preloads: of('preload'),
    others: [...of('icon'), ...of('manifest')],
  }
  const sources = [...html.matchAll(/<(?:img|source|iframe|video|audio)[^>]* src(?:set)?="([^"]+)"/g)].map(
    ([, src = '']) => src,
  )
  const foreign = [...Object.values(loaded).flat(), ...sources].filter((address) => /^(?:\w+:)?\/\//.test(address))
  return { ...loaded, foreign }
}

async function fontsOfStyles(site: ServerProcess, styles: string[]): Promise<string[]> {
  const texts = await Promise.all(styles.map(async (path) => (await ask(site.port, path)).bytes.toString()))
  return texts.flatMap((css) => [...css.matchAll(/url\("?([^")]+\.woff2)"?\)/g)].map(([, address = '']) => address))
}

/** As the site sends it. */
async function fetched(site: ServerProcess, path: string, headers: Record<string, string> = {}): Promise<Weight> {
  const [brotli, gzip] = await Promise.all(
    ['br', 'gzip'].map(async (encoding) => {
      const { status, bytes } = await ask(site.port, path, { ...headers, 'accept-encoding': encoding })
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      return bytes.length
    }),
  )
  return { brotli: brotli ?? 0, gzip: gzip ?? 0 }
}

async function allFetched(site: ServerProcess, paths: string[]): Promise<Weight> {
  return sum(await Promise.all(paths.map((path) => fetched(site, path))))
}

/** With the settings of the page cache. */
function compressed(text: string): Weight {
  return {
    brotli: brotliCompressSync(text, { params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } }).length,
    gzip: gzipSync(text, { level: 6 }).length,
  }
}

function sum(weights: Weight[]): Weight {
  return {
    brotli: weights.reduce((total, { brotli }) => total + brotli, 0),
    gzip: weights.reduce((total, { gzip }) => total + gzip, 0),
  }
}

function judged(what: string, { brotli, gzip }: Weight, most: number): Outcome {
  const words =
    brotli === gzip ? `**${kilobytes(brotli)}**` : `**${kilobytes(brotli)}** brotli, ${kilobytes(gzip)} gzip`
  return { what, measured: words, mustReach: `≤ ${most / 1000} KB`, isMet: Math.max(brotli, gzip) <= most }
}
