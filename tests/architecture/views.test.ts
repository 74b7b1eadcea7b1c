import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { folders } from '../../src/folders.js'
import { faultsOfViews, forgetViews } from './typed-views.js'

const spoilt = mkdtempSync(join(tmpdir(), 'locman-views-'))
afterAll(() => {
  rmSync(spoilt, { recursive: true, force: true })
  forgetViews()
})

test('every template agrees with its model', { timeout: 60_000 }, () => {
  expect(faultsOfViews()).toEqual([])
})

test('a misspelt field, a forgotten null and unsafe HTML are found', { timeout: 60_000 }, () => {
  cpSync(folders.views, spoilt, { recursive: true })
  writeFileSync(
    join(spoilt, 'parts/pager.ejs'),
    '<a href="<%= page.newest %>">\n<%= page.latest %>\n<%- page.older ?? "" %>\n</a>\n',
  )
  const faults = faultsOfViews(spoilt)
  expect(faults).toEqual([
    expect.stringMatching(/^views\/parts\/pager\.ejs:1: .*null/),
    expect.stringMatching(/^views\/parts\/pager\.ejs:2: .*latest/),
    expect.stringMatching(/^views\/parts\/pager\.ejs:3: .*SafeHtml/),
  ])
})
