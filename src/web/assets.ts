import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import { type Request, type Response, Router } from 'express'

/** Files of public/ and the headline face, served for ever under an address that holds a hash of their content. */
export interface Assets {
  /** `site.css` → `/assets/site-3f9c….css`. Throws for a name that does not exist, so that a wrong one stops the start. */
  address(name: string): string
  router: Router
}

interface Asset {
  address: string
  type: string
  bytes: Buffer
  /** Pictures and fonts are packed already. */
  isText: boolean
  packed: Partial<Record<Encoding, Promise<Buffer>>>
}

type Encoding = 'br' | 'gzip'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  // The only JSON that is served: which links a browser may fetch before they are followed. It takes no other type.
  '.json': 'application/speculationrules+json',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/** Cyrillic, its Kazakh extension, and Latin for figures and quotation marks: 37 KB in all. */
const fontFiles = ['cyrillic', 'cyrillic-ext', 'latin'].map((letters) => `literata-${letters}-600-normal.woff2`)

export function openAssets(folder: string): Assets {
  const byName = new Map<string, Asset>()
  for (const file of fontFiles) add(byName, file, readFileSync(join(fontFolder(), file)))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((file) =>
    file.isFile(),
  )
  // Style sheets last: they name fonts and pictures by their plain names.
  files.sort((a, b) => Number(a.name.endsWith('.css')) - Number(b.name.endsWith('.css')))
  for (const file of files) {
    if (!(extname(file.name) in types)) continue
    // A style sheet in a folder is a part of one that names it.
    if (file.name.endsWith('.css') && file.parentPath !== folder) continue
    const bytes = readFileSync(join(file.parentPath, file.name))
    add(
      byName,
      file.name,
      file.name.endsWith('.css') ? Buffer.from(withHashedNames(lean(withParts(bytes, folder)), byName)) : bytes,
    )
  }
  const byAddress = new Map([...byName.values()].map((asset) => [asset.address, asset]))
  return {
    address: (name) => {
      const asset = byName.get(name)
      if (!asset) throw new Error(`There is no public file ${name}`)
      return asset.address
    },
    router: Router().get('/assets/:file', (req, res, next) => {
      const asset = byAddress.get(`/assets/${req.params.file}`)
      if (!asset) return next()
      return send(asset, req, res)
    }),
  }
}

function fontFolder(): string {
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve('@fontsource/literata/package.json')), 'files')
}

function add(byName: Map<string, Asset>, name: string, bytes: Buffer): void {
  if (byName.has(name)) throw new Error(`Two public files are named ${name}`)
  const ending = extname(name)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  byName.set(name, {
    address: `/assets/${basename(name, ending)}-${hash}${ending}`,
    type: types[ending] ?? 'application/octet-stream',
    bytes,
    isText: /css|javascript|svg/.test(types[ending] ?? ''),
    packed: {},
  })
}

const pack: Record<Encoding, (bytes: Buffer) => Promise<Buffer>> = {
  // The best compression of a large script would take a second; the second best is a hundredth larger.
  br: (bytes) =>
    promisify(brotliCompress)(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: bytes.length > 100_000 ? 9 : 11 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

/** What a style sheet shares with another stands in a file of its own and is put in here, so that no reader fetches it apart. */
function withParts(css: Buffer, folder: string): string {
  return css.toString().replace(/@import "([\w./-]+)";/g, (_, name: string) => readFileSync(join(folder, name), 'utf8'))
}

/** Without what is there for people: comments and indentation. */
function lean(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/([{;,])\n/g, '$1')
}

function withHashedNames(css: string, byName: Map<string, Asset>): string {
  return css.replace(/url\("?([\w.-]+)"?\)/g, (_, name: string) => {
    const asset = byName.get(name)
    if (!asset) throw new Error(`A style sheet names ${name}, which is not in public/`)
    return `url("${asset.address}")`
  })
}

/** Packed for whoever asks first and kept: done at the start, it would hold up every start by half a second. */
async function send(asset: Asset, req: Request, res: Response): Promise<void> {
  const accepted = req.get('accept-encoding') ?? ''
  const encoding = !asset.isText ? null : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  if (encoding) asset.packed[encoding] ??= pack[encoding](asset.bytes)
  const body = (encoding && (await asset.packed[encoding])) || asset.bytes
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  res.setHeader('Content-Type', asset.type)
  res.setHeader('Vary', 'Accept-Encoding')
  if (encoding) res.setHeader('Content-Encoding', encoding)
  res.setHeader('Content-Length', body.length)
  res.end(req.method === 'HEAD' ? undefined : body)
}
