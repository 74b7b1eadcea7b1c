import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { validateXML, type XMLFileInfo } from 'xmllint-wasm'

const fixture = (fileName: string): XMLFileInfo => ({
  fileName,
  contents: readFileSync(new URL(`../fixtures/schemas/${fileName}`, import.meta.url), 'utf8'),
})

/** The schema of sitemaps.org as a package hands it on; those of the extensions are our own, after their documentation. */
const published: XMLFileInfo = {
  fileName: 'sitemap.xsd',
  contents: readFileSync(
    join(dirname(createRequire(import.meta.url).resolve('sitemap/package.json')), 'schema', 'sitemap.xsd'),
    'utf8',
  ),
}
const extensions = ['sitemap-news.xsd', 'sitemap-image.xsd'].map(fixture)

/** What libxml2 finds wrong with a file by the schema of its kind; empty when it is valid. */
export async function schemaFaults(kind: 'urlset' | 'siteindex', text: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'asked.xml', contents: text },
    schema: fixture(`${kind}.xsd`),
    preload: kind === 'urlset' ? [published, ...extensions] : [],
    maxMemoryPages: 16_384,
  })
  return errors.map(({ message }) => message)
}
