import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folders } from '../../src/folders.js'

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What the compiler remembers from one look to the next, so that the second looks only at what is different. */
const remembered = join(project, 'dist', `typed-views-${process.pid}.tsbuildinfo`)

export function forgetViews(): void {
  rmSync(remembered, { force: true })
}

/**
 * Writes every template out as a TypeScript function of its model and lets `tsc` find misspelt fields, forgotten nulls and
 * parts given a wrong model. Gives the faults as `views/site/list.ejs:12: what is wrong`.
 */
export function faultsOfViews(viewsFolder = folders.views): string[] {
  // Inside the project, so that the compiler finds its packages.
  const folder = join(project, 'dist', `typed-views-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const names = templateNames(viewsFolder)
    for (const name of names)
      writeFileSync(
        join(folder, fileOf(name)),
        asFunction(name, readFileSync(join(viewsFolder, `${name}.ejs`), 'utf8')),
      )
    writeFileSync(join(folder, 'all-views.ts'), allNamed(names))
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerSettings))
    const { stdout } = spawnSync(
      process.execPath,
      [join(project, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
      {
        encoding: 'utf8',
      },
    )
    return stdout
      .split('\n')
      .filter((line) => /^\S/.test(line)) // the first line of each fault, without its explanation
      .map(inWordsOfViews)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const compilerSettings = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    noUnusedLocals: false,
    noUnusedParameters: false,
    rootDir: '../..',
    incremental: true,
    tsBuildInfoFile: remembered,
  },
  include: ['*.ts', '../../src'],
  exclude: [],
}

function templateNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => file.slice(0, -'.ejs'.length).replaceAll('\\', '/'))
}

const fileOf = (name: string) => `${name.replaceAll('/', '__')}.ts`

/** Every file under views/ is declared in `Views`, and every declared one is a file. */
function allNamed(names: string[]): string {
  return `import type { Views } from '../../src/web/views.js'
export const everyViewIsAFile: Record<keyof Views, true> = {
${names.map((name) => `  '${name}': true,`).join('\n')}
}
`
}

/** The head stands on the template's first line, so that line numbers stay the same. */
function asFunction(name: string, source: string): string {
  const head = `import type { Part, Views } from '../../src/web/views.js'; import type { Texts } from '../../src/language/say.js'; import type { SafeHtml } from '../../src/text/safe-html.js'; declare function escaped(value: string | number): void; declare function asItIs(value: SafeHtml): void; export function view(page: Views['${name}'], part: Part, say: Texts): void { `
  const body = source.replace(/<%(?<kind>[=\-_#%]?)(?<code>[\s\S]*?)[-_]?%>|(?<text>[\s\S]+?)(?=<%|$)/g, (...found) => {
    const { kind, code = '', text } = found.at(-1) as { kind?: string; code?: string; text?: string }
    if (text !== undefined) return newlinesOf(text)
    if (kind === '=') return ` escaped(${code}); `
    if (kind === '-') return ` asItIs(${code}); `
    return kind === '#' || kind === '%' ? newlinesOf(code) : ` ${code} `
  })
  return `${head}${body}\n}\n`
}

const newlinesOf = (text: string) => text.replace(/[^\n]+/g, '')

function inWordsOfViews(line: string): string {
  return line.replace(
    /^.*?([\w-]+(?:__[\w-]+)+)\.ts\((\d+),\d+\)/,
    (_, file: string, at: string) => `views/${file.replaceAll('__', '/')}.ejs:${at}`,
  )
}
