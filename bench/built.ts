import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * The servers run what `npm start` runs: dist/. Under tsx every inner function is named at each call
 * (esbuild's keepNames), which alone would cost a page some per cent.
 */
export const builtFolder = new URL('../dist/', import.meta.url)

export const project = fileURLToPath(new URL('..', import.meta.url))

/** A module of dist/ with the type of its source: `builtModule<typeof import('../src/app.js')>('app.js')`. */
export function builtModule<Module>(path: string): Promise<Module> {
  return import(new URL(path, builtFolder).href)
}

export function build(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: project, stdio: 'inherit' })
  if (status !== 0) throw new Error('the program could not be built')
}
