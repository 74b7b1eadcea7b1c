import type { Language } from '../language/language.js'
import { say } from '../language/say.js'

/** Plain links to where people share: nothing of those sites is loaded before a reader follows one. */
export function shareLinks(
  language: Language,
  address: string,
  title: string,
): { key: string; href: string; name: string }[] {
  const names = say(language).share
  const url = encodeURIComponent(address)
  const text = encodeURIComponent(title)
  return [
    { key: 'telegram', name: names.telegram, href: `https://t.me/share/url?url=${url}&text=${text}` },
    { key: 'whatsapp', name: names.whatsapp, href: `https://wa.me/?text=${text}%20${url}` },
    { key: 'vk', name: names.vk, href: `https://vk.com/share.php?url=${url}&title=${text}` },
    { key: 'ok', name: names.ok, href: `https://connect.ok.ru/offer?url=${url}&title=${text}` },
    { key: 'facebook', name: names.facebook, href: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
    { key: 'x', name: names.x, href: `https://x.com/intent/post?url=${url}&text=${text}` },
    { key: 'email', name: names.email, href: `mailto:?subject=${text}&body=${url}` },
  ]
}
