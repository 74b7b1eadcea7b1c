import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Message } from '../../src/features/messages/message.js'
import { gatewayMessenger } from '../../src/features/messages/messengers.js'
import { openLog } from '../../src/platform/log.js'
import { openOutside } from '../../src/platform/outside.js'

const message: Message = { kind: 'phone', to: '+77011234567', subject: '', text: 'Код: "123456"\n{to}' }
const log = openLog({ level: 'silent', pretty: false })
const outside = openOutside({ userAgent: 'Locman tests', privateHosts: ['127.0.0.1'] })

test('a message is handed to its gateway as the operator’s own JSON, whatever stands in its text', async () => {
  const heard: { body: string; authorization: string | undefined }[] = []
  const gateway = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      heard.push({ body: Buffer.concat(chunks).toString(), authorization: req.headers.authorization })
      res.writeHead(heard.length === 1 ? 202 : 500).end()
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`
  const send = gatewayMessenger(
    { outside, log },
    { phone: { address, key: 'k1', body: '{"phone":"{to}","message":{"text":"{text}"}}' } },
  )
  await send(message)
  expect(heard[0]?.authorization).toBe('Bearer k1')
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ phone: '+77011234567', message: { text: 'Код: "123456"\n{to}' } })
  await expect(send(message)).rejects.toThrow('answered 500')
  await new Promise((resolve) => gateway.close(resolve))
})

test('without a gateway a message goes to the log and nowhere else', async () => {
  await expect(gatewayMessenger({ outside, log }, {})(message)).resolves.toBeUndefined()
})
