import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What `npm start` runs, made by the very command: process tests start it, and the editor's page names its script. */
export async function buildProgram(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'])
}
