import chromium from '@sparticuz/chromium'

/** Once for the whole run: two test files that unpack Chromium into the same place at once spoil each other's. */
export default async function unpackBrowser(): Promise<void> {
  if (!process.env.CHROMIUM_PATH) await chromium.executablePath()
}
