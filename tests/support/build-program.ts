import { execFileSync } from 'node:child_process'

/** What `npm start` runs, made by the very command: process tests start it, and the editor's page names its script. */
export default function buildProgram(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
}
