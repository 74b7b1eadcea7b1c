import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const read = (name: string) => readFileSync(join(project, name), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const told = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md', '.env.example', '.ci/run'].map(read)

const named = (texts: string[], pattern: RegExp) => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
]

test('every npm command that is told of or run by another exists', () => {
  const commands = named([...told, ...Object.values(scripts)], /npm run (?:--silent )?([a-z][\w:-]*)/g)
  expect(commands.length).toBeGreaterThan(8)
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
})

test('every operator’s command that is told of exists', () => {
  const source = read('src/cli.ts') + read('src/operator/machine-commands.ts')
  const commands = named(told, /npm run locman -- ([a-z][\w-]*)/g)
  expect(commands.length).toBeGreaterThan(5)
  expect(commands.filter((name) => !source.includes(`.command('${name}`))).toEqual([])
})
