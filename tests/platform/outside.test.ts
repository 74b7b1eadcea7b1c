import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { type Outside, openOutside } from '../../src/platform/outside.js'
import { isPublic } from '../../src/platform/public-address.js'
import { type Listening, listening } from '../support/listening.js'

const servers: Listening[] = []
const wish = { maxBytes: 1000, deadlineInSeconds: 5 }

async function serve(listener: RequestListener): Promise<string> {
  const server = await listening(listener)
  servers.push(server)
  return `127.0.0.1:${server.port}`
}

function trusting(...privateHosts: string[]): Outside {
  return openOutside({ userAgent: 'Locman tests', privateHosts, pauseInMilliseconds: 0 })
}

afterEach(() => Promise.all(servers.splice(0).map(({ close }) => close())))

describe('the outside', () => {
  it('gives bytes, type and the address they came from, having said who asks', async () => {
    const host = await serve((req, res) => {
      res.setHeader('content-type', 'text/plain; charset=utf-8')
      res.end(req.headers['user-agent'])
    })
    const answer = await trusting(host).get(`http://${host}/a`, wish)
    expect(answer).toMatchObject({
      address: `http://${host}/a`,
      contentType: 'text/plain; charset=utf-8',
      bytes: Buffer.from('Locman tests'),
    })
  })

  it('follows redirects to where it may', async () => {
    const host = await serve((req, res) => {
      if (req.url === '/old') res.writeHead(302, { location: '/new' }).end()
      else res.end('here')
    })
    const answer = await trusting(host).get(`http://${host}/old`, wish)
    expect(answer.address).toBe(`http://${host}/new`)
    expect(String(answer.bytes)).toBe('here')
  })

  it('does not follow a redirect into a private network', async () => {
    let wasAsked = false
    const inside = await serve((_req, res) => {
      wasAsked = true
      res.end('secret')
    })
    const host = await serve((_req, res) => res.writeHead(302, { location: `http://${inside}/` }).end())
    await expect(trusting(host).get(`http://${host}/`, wish)).rejects.toMatchObject({ reason: 'refused-address' })
    expect(wasAsked).toBe(false)
  })

  it('does not follow a redirect to a host that its caller does not expect', async () => {
    const foreign = await serve((_req, res) => res.end('foreign'))
    const host = await serve((_req, res) => res.writeHead(301, { location: `http://${foreign}/` }).end())
    const mayRedirectTo = (address: URL) => address.host === host
    await expect(trusting(host, foreign).get(`http://${host}/`, { ...wish, mayRedirectTo })).rejects.toMatchObject({
      reason: 'bad-redirect',
    })
  })

  it('does not follow a redirect that never ends, or one to another scheme', async () => {
    const host = await serve((req, res) =>
      res.writeHead(302, { location: req.url === '/file' ? 'file:///etc/passwd' : '/again' }).end(),
    )
    await expect(trusting(host).get(`http://${host}/`, wish)).rejects.toMatchObject({ reason: 'bad-redirect' })
    await expect(trusting(host).get(`http://${host}/file`, wish)).rejects.toMatchObject({ reason: 'refused-address' })
  })

  it('gives up on a server that hangs, before and in the middle of its answer', async () => {
    const host = await serve((req, res) => {
      if (req.url === '/middle') res.write('a beginning')
    })
    const hurried = { ...wish, deadlineInSeconds: 0.3 }
    await expect(trusting(host).get(`http://${host}/`, hurried)).rejects.toMatchObject({ reason: 'too-slow' })
    await expect(trusting(host).get(`http://${host}/middle`, hurried)).rejects.toMatchObject({ reason: 'too-slow' })
  })

  it('stops reading an answer that is too big, also when it is big only after decompression', async () => {
    const host = await serve((req, res) => {
      if (req.url === '/bomb') res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)))
      else res.end(Buffer.alloc(100_000))
    })
    await expect(trusting(host).get(`http://${host}/`, wish)).rejects.toMatchObject({ reason: 'too-big' })
    await expect(trusting(host).get(`http://${host}/bomb`, wish)).rejects.toMatchObject({ reason: 'too-big' })
  })

  it('asks once more after a passing fault, and not after a lasting one', async () => {
    const asked: string[] = []
    const host = await serve((req, res) => {
      asked.push(req.url ?? '')
      if (req.url === '/missing') res.writeHead(404).end()
      else if (asked.filter((url) => url === req.url).length === 1) res.writeHead(503).end()
      else res.end('well again')
    })
    expect(String((await trusting(host).get(`http://${host}/busy`, wish)).bytes)).toBe('well again')
    await expect(trusting(host).get(`http://${host}/missing`, wish)).rejects.toMatchObject({
      reason: 'bad-status',
      status: 404,
    })
    expect(asked).toEqual(['/busy', '/busy', '/missing'])
  })

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://2130706433/',
    'http://169.254.169.254/latest',
    'http://user:pass@example.kz/',
    'gopher://example.kz/',
    'what',
  ])('refuses %s', async (address) => {
    await expect(trusting().get(address, wish)).rejects.toMatchObject({ reason: 'refused-address' })
  })

  it('says that a server is not there', async () => {
    const host = await serve(() => {})
    for (const server of servers.splice(0)) server.close()
    await expect(trusting(host).get(`http://${host}/`, wish)).rejects.toMatchObject({ reason: 'unreachable' })
  })
})

describe('a public address', () => {
  it.each(['8.8.8.8', '91.198.174.192', '172.32.0.1', '2a00:1450:4001:831::200e'])('%s is one', (address) => {
    expect(isPublic(address)).toBe(true)
  })

  it.each([
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fd00::1',
    '2002:7f00:1::',
    '64:ff9b::a00:1',
    'name',
  ])('%s is none', (address) => {
    expect(isPublic(address)).toBe(false)
  })
})
