import type { Kit } from '../../platform/kit.js'
import type { Message, Messenger } from './message.js'

/** Where an operator has messages taken: a provider's HTTP address, or a small relay in the house. */
export interface Gateway {
  address: string
  /** Sent as `Authorization: Bearer …` where there is one. */
  key: string
  /** The body with `{to}`, `{subject}` and `{text}` in JSON strings. */
  body: string
}

export const usualGatewayBody = '{"to":"{to}","subject":"{subject}","text":"{text}"}'

/** For trying out: what would be sent stands in the log, and goes nowhere. */
export function logMessenger({ log }: Pick<Kit, 'log'>): Messenger {
  return async (message) => log.warn({ message }, 'no gateway is set: this message was not sent')
}

/** Each kind through its own gateway, or to the log where it has none. */
export function gatewayMessenger(
  { outside, log }: Pick<Kit, 'outside' | 'log'>,
  gateways: Partial<Record<Message['kind'], Gateway>>,
): Messenger {
  const toLog = logMessenger({ log })
  return async (message) => {
    const gateway = gateways[message.kind]
    if (!gateway) return toLog(message)
    await outside.post(gateway.address, {
      body: filled(gateway.body, message),
      contentType: 'application/json',
      maxBytes: 100_000,
      deadlineInSeconds: 8,
      ...(gateway.key !== '' && { authorization: `Bearer ${gateway.key}` }),
    })
  }
}

/** Every value as it stands inside a JSON string, so that no text can leave its place. */
function filled(body: string, message: Message): string {
  return body.replace(/\{(to|subject|text)\}/g, (_, name: 'to' | 'subject' | 'text') =>
    JSON.stringify(message[name]).slice(1, -1),
  )
}
