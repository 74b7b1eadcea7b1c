import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The servers run what `npm start` runs: dist/, compiled by tsc. Under tsx every inner function is named at each call
 * (esbuild's keepNames), which alone would cost a page some per cent.
 */
export const builtFolder = new URL('../dist/', import.meta.url)

export const project = fileURLToPath(new URL('..', import.meta.url))

/** A module of dist/ with the type of its source: `builtModule<typeof import('../src/app.js')>('app.js')`. */
export function builtModule<Module>(path: string): Promise<Module> {
  return import(new URL(path, builtFolder).href)
}

/** Type errors of work in progress do not keep tsc from writing its output, so they are told and not fatal. */
export function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: project, stdio: 'inherit' })
  if (!existsSync(new URL('main.js', builtFolder))) throw new Error('npm run build has made no dist/main.js')
  if (status !== 0) console.log('! The program does not pass its type check; measured all the same.')
}
