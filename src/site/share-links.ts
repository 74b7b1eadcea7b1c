import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'

export const sharePlaces = ['telegram', 'whatsapp', 'vk', 'ok', 'facebook', 'x'] as const
export type SharePlace = (typeof sharePlaces)[number]

/**
 * Where people share, through redirects of our own that count: nothing of those sites is loaded before a reader follows one, and
 * none of them is asked how often that was. A letter begins in the reader's own program and is not counted.
 */
export function shareLinks(
  language: Language,
  article: { id: number; title: string },
  address: string,
): { key: string; href: string; name: string }[] {
  const names = say(language).share
  const mail = `mailto:?subject=${encodeURIComponent(article.title)}&body=${encodeURIComponent(address)}`
  return [
    ...sharePlaces.map((key) => ({
      key,
      name: names[key],
      href: localAddress(language, `/share/${key}/${article.id}`),
    })),
    { key: 'email', name: names.email, href: mail },
  ]
}

/** Where such a link leads in the end. */
export function placeAddress(place: SharePlace, address: string, title: string): string {
  const [url, text] = [encodeURIComponent(address), encodeURIComponent(title)]
  return {
    telegram: `https://t.me/share/url?url=${url}&text=${text}`,
    whatsapp: `https://wa.me/?text=${text}%20${url}`,
    vk: `https://vk.com/share.php?url=${url}&title=${text}`,
    ok: `https://connect.ok.ru/offer?url=${url}&title=${text}`,
    facebook: `https://www.facebook.com/sharer/sharer.php?u=${url}`,
    x: `https://x.com/intent/post?url=${url}&text=${text}`,
  }[place]
}
