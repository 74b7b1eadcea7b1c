import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../src/config.js'

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const read = (name: string) => readFileSync(join(project, name), 'utf8')

const dockerfile = read('Dockerfile')
const compose: {
  services: Record<
    string,
    {
      build?: string
      environment?: Record<string, string>
      env_file?: { path: string; required: boolean }[]
      ports?: string[]
      volumes?: string[]
      depends_on?: Record<string, unknown>
      healthcheck?: unknown
      image?: string
    }
  >
  volumes: Record<string, unknown>
} = parse(read('docker-compose.yml'))
// Two settings have no default, so they show only when they are given.
const settings = Object.keys(
  readConfig({
    DATABASE_URL: 'postgres://localhost/locman',
    AIR_QUALITY_ADDRESS: 'https://air.example',
    MAIL_GATEWAY: 'https://mail.example/send',
    SMS_GATEWAY: 'https://sms.example/send',
  }),
)
const explained = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map((found) => found[1])

describe('the container', () => {
  test('copies only what exists', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((found) =>
      (found[1] ?? '').split(' '),
    )
    expect(copied.length).toBeGreaterThan(5)
    expect(copied.filter((path) => !existsSync(join(project, path)))).toEqual([])
  })
  test('starts the program that the build makes, not as root', () => {
    expect(dockerfile).toMatch(
      /^CMD \["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "--enable-source-maps", "dist\/main\.js"\]$/m,
    )
    expect(existsSync(join(project, 'src/main.ts'))).toBe(true)
    expect(existsSync(join(project, 'dist/main.js'))).toBe(true)
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('\nCMD ['))
  })
  test('builds with a script that exists', () => {
    const { scripts } = JSON.parse(read('package.json'))
    for (const [, script] of dockerfile.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([script ?? ''])
  })
  test('asks a health page that the site has', () => {
    expect(dockerfile).toContain('http://127.0.0.1:3000/healthz')
    expect(read('src/web/health.ts')).toContain("'/healthz'")
  })
  test('sets only settings that the program knows', () => {
    const environment = [...(/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(
      (found) => found[1],
    )
    expect(environment.filter((name) => name !== 'NODE_ENV' && !settings.includes(name ?? ''))).toEqual([])
  })
})

describe('docker-compose.yml', () => {
  const { app, database } = compose.services
  test('gives the app only settings that it knows, on the port it listens to', () => {
    expect(Object.keys(app?.environment ?? {}).filter((name) => !settings.includes(name))).toEqual([])
    expect(app?.ports).toEqual(['127.0.0.1:3000:3000'])
    expect(dockerfile).toMatch(/^EXPOSE 3000$/m)
    expect(dockerfile).toMatch(/PORT=3000/)
  })
  test('gives the app whatever .env sets, but not where it listens and keeps its data', () => {
    expect(app?.env_file).toEqual([{ path: '.env', required: false }])
    for (const name of ['DATA_FOLDER', 'HOST', 'PORT'])
      expect(dockerfile).toContain(`${name}=${app?.environment?.[name]}`)
  })
  test('points the app to the database it starts, and waits for its health', () => {
    const url = new URL((app?.environment?.DATABASE_URL ?? '').replace(/\$\{\w+:-(\w+)\}/g, '$1'))
    expect(Object.keys(compose.services)).toContain(url.hostname)
    expect(url.username).toBe(database?.environment?.POSTGRES_USER)
    expect(url.pathname).toBe(`/${database?.environment?.POSTGRES_DB}`)
    expect(app?.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(database?.healthcheck).toBeDefined()
    expect(database?.image).toMatch(/^postgres:1[4-8]/)
  })
  test('keeps on volumes that it declares what must outlive a container', () => {
    const used = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0]),
    )
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort())
    expect(dockerfile).toContain('VOLUME /app/data')
    expect(app?.volumes).toEqual(['media:/app/data'])
  })
})

test('.env.example explains every setting and no other', () => {
  expect([...explained].sort()).toEqual([...settings].sort())
})
