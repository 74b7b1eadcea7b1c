import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openDump } from './test-database.js'

export interface Program {
  child: ChildProcess
  output(): string
  /** The address it prints when it is ready; rejects when it ends before. */
  ready: Promise<string>
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** Starts the server as an operator does, from what was built, on a free port; a test asks nothing of other people's sites. */
export function startProgram(environment: Record<string, string>): Program {
  return run('dist/main.js', [], { PORT: '0', RATES: 'off', WEATHER_PROVIDER: 'off', ...environment })
}

export function runCommand(words: string[], environment: Record<string, string>): Program {
  return run('dist/cli.js', words, environment)
}

function run(entrance: string, words: string[], environment: Record<string, string>): Program {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--enable-source-maps', entrance, ...words], {
    env: { PATH, HOME, ...environment },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ended: Program['ended'] = new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  )
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /Лоцман: (http:\S+)/.exec(output)
      if (found?.[1]) resolve(found[1].replace('localhost', '127.0.0.1'))
    })
    ended.then(() => reject(new Error(`it ended first:\n${output}`)))
  })
  ready.catch(() => {})
  return { child, output: () => output, ready, ended }
}

export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'locman-data-'))
}

/** With the embedded database after all migrations, where the run made one: what is tested is not the first start. */
export async function folderWithDatabase(): Promise<string> {
  const folder = await emptyFolder()
  if (inject('testDump') !== '') await (await openDump(`${folder}/postgres`)).close()
  return folder
}
