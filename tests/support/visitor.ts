import type { Answer, TestSite } from './test-site.js'

/** Somebody with a notice to place, without JavaScript, at an address of their own. The site must have been opened with one proxy. */
export interface Visitor {
  ask(path: string): Promise<Answer>
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  /** Fills in the form that stands at `path` as it stands there and sends it, with files. */
  fillIn(path: string, fields?: Record<string, string>, pictures?: readonly Buffer[]): Promise<Answer>
}

export const hay = {
  category: 'farm',
  town: 'semey',
  title: 'Продам сено в рулонах',
  text: 'Сено этого года, рулон около 250 кг.\nДоставка по району.\n\nПодробнее: https://hay.example/price',
  price: '9 000 ₸',
  phone: '8 700 000-00-07',
  whose: 'person',
  language: 'ru',
}

let last = 0

export function openVisitor(site: TestSite, address = `198.51.${++last}.7`): Visitor {
  const own = { 'x-forwarded-for': address, 'user-agent': `Mozilla/5.0 visitor at ${address}` }
  const visitor: Visitor = {
    ask: (path) => site.ask(path, { headers: own }),
    post: (path, fields = {}, headers = {}) =>
      site.ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: {
          ...own,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      }),
    fillIn: async (path, fields = {}, pictures = []) => {
      const { page } = await visitor.ask(path)
      const form = page.querySelector('form.say')
      if (!form) throw new Error('there is no form')
      const body = new FormData()
      for (const input of form.querySelectorAll('input[type=hidden], input[name=website], input[type=checkbox]'))
        body.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
      for (const [name, value] of Object.entries(fields)) {
        body.delete(name)
        if (value !== '') body.append(name, value)
      }
      for (const [at, bytes] of pictures.entries())
        body.append('pictures', new Blob([new Uint8Array(bytes)]), `photo-${at}.jpg`)
      const sent = new Response(body)
      return site.ask(form.getAttribute('action') ?? '', {
        method: 'POST',
        body: Buffer.from(await sent.arrayBuffer()),
        headers: { ...own, 'content-type': sent.headers.get('content-type') ?? '', 'sec-fetch-site': 'same-origin' },
      })
    },
  }
  return visitor
}
