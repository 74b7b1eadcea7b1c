import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOfEveryTemplate, openSampleSite } from '../support/sample-site.js'
import type { TestSite } from '../support/test-site.js'

let site: TestSite
beforeAll(async () => {
  site = await openSampleSite()
}, 120_000)
afterAll(() => site.close())

/** One reader's own, a form with its stamp, or an advertiser's figures. */
const personal = /^(?:\/kk)?\/(?:display|ad\/|ad-report\/|comment\/(?:new|mine\/|\d+\/report))/

test('every page that is the same for all is made once and then kept', async () => {
  const paths = (await addressOfEveryTemplate(site)).filter((path) => !personal.test(path))
  const made: string[] = []
  for (const path of paths) {
    const first = await site.ask(path)
    if (first.status !== 200) continue
    const queries = await site.countQueries(() => site.ask(path))
    const { headers } = await site.ask(path)
    if (queries > 0 || headers.etag !== first.headers.etag) made.push(path)
  }
  expect(made).toEqual([])
}, 120_000)
