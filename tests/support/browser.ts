import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core'

/**
 * Chromium out of the npm package, or the one at CHROMIUM_PATH, without the package's own arguments: they hold --single-process, with which
 * it dies at the second page. Its V8 works on one thread: helpers that compile a page which lives for one look only take from other tests.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath())
  return driver.launch({ executablePath, args: ['--no-sandbox', '--js-flags=--single-threaded'] })
}

export interface Reader {
  width: number
  theme?: 'light' | 'dark'
  javaScript?: boolean
  userAgent?: string
  /** What the browser asks sites for, such as kk-KZ. */
  locale?: string
  /** The display cookie's value. */
  display?: string
}

/** A reader with a screen of their own, who sees nothing but this site. Gives the page and what went wrong on it. */
export async function openReader(
  browser: Browser,
  site: string,
  reader: Reader,
): Promise<{ page: Page; context: BrowserContext; troubles: string[] }> {
  const context = await browser.newContext({
    viewport: { width: reader.width, height: reader.width < 500 ? 740 : 900 },
    colorScheme: reader.theme ?? 'light',
    ...(reader.locale && { locale: reader.locale }),
    javaScriptEnabled: reader.javaScript ?? true,
    hasTouch: reader.width < 500,
    // The usual one says HeadlessChrome, which is a robot's.
    userAgent: reader.userAgent ?? 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36',
  })
  if (reader.display) await context.addCookies([{ name: 'display', value: reader.display, url: site }])
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && troubles.push(`console: ${message.text()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith('data:'))
      troubles.push(`foreign request: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document')
      troubles.push(`${response.status()}: ${response.url()}`)
  })
  return { page, context, troubles }
}
