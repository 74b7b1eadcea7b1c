import type { Answer, TestSite } from './test-site.js'

/** A reader at their own browser and address, without JavaScript. The site must have been opened with one proxy. */
export interface Commenter {
  ask(path: string): Promise<Answer>
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  /** Fills in the form on the page of a story as it stands there, and follows to what it answers with. */
  comment(article: { id: number; slug: string }, text: string, more?: Record<string, string>): Promise<Answer>
}

let last = 0

/** Each in a network of its own. */
function nextAddress(): string {
  last++
  return `203.${last >> 8}.${last & 255}.7`
}

export function openCommenter(site: TestSite, address = nextAddress()): Commenter {
  let cookie = ''
  const own = { 'x-forwarded-for': address, 'user-agent': `Mozilla/5.0 reader at ${address}` }

  async function send(path: string, options: { method?: string; body?: string; headers?: Record<string, string> }) {
    const answer = await site.ask(path, {
      ...options,
      headers: { ...own, ...(cookie && { cookie }), ...options.headers },
    })
    cookie = answer.headers['set-cookie']?.find((each) => each.startsWith('writer='))?.split(';')[0] ?? cookie
    return answer
  }

  const commenter: Commenter = {
    ask: (path) => send(path, {}),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
      }),
    comment: async ({ id, slug }, text, more = {}) => {
      const { page } = await commenter.ask(`/news/${id}-${slug}`)
      const form = page.querySelector('form.say')
      if (!form) throw new Error('there is no form below the story')
      const fields = Object.fromEntries(
        form
          .querySelectorAll('input')
          .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
      )
      return commenter.post(form.getAttribute('action') ?? '', { ...fields, name: 'Айгүл', text, ...more })
    },
  }
  return commenter
}
