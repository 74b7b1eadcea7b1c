import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WxrEntry } from '../../../src/features/imports/wxr-entry.js'
import { readWxr } from '../../../src/features/imports/wxr-reading.js'

const folder = 'tests/fixtures/wordpress'

export function fixture(name: string): string {
  return join(folder, name)
}

/** The invented newspaper's export, with its pictures on the given server. */
export async function portalExport(uploads = 'http://127.0.0.1:9'): Promise<string> {
  return written((await readFile(fixture('portal.xml'), 'utf8')).replaceAll('UPLOADS', uploads))
}

export async function written(content: string | Buffer): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'locman-wxr-')), 'export.xml')
  await writeFile(file, content)
  return file
}

/** A small export around the given items. */
export function exportOf(items: string, head = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  return `${head}
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Вестник</title><link>https://vestnik.example</link><wp:wxr_version>1.2</wp:wxr_version>
${items}
</channel></rss>`
}

export function itemOf(number: number, title: string, content = 'Текст.', more = ''): string {
  return `<item><title>${title}</title><link>https://vestnik.example/${number}/</link><content:encoded><![CDATA[${content}]]></content:encoded><wp:post_id>${number}</wp:post_id><wp:post_date_gmt>2024-03-05 04:30:00</wp:post_date_gmt><wp:post_name>post-${number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${more}</item>`
}

export async function entriesOf(file: string): Promise<WxrEntry[]> {
  const entries: WxrEntry[] = []
  for await (const entry of readWxr(file)) entries.push(entry)
  return entries
}
