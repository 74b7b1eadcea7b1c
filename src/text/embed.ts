/** Something on another site that may be shown in a story: until a reader asks for it, nothing is loaded from there. */
export interface Embed {
  provider: string
  /** Where it lives: the link that everybody gets. */
  watch: string
  /** What is loaded into a frame when a reader taps. */
  frame: string
  /** A film, or a post that is taller than wide. */
  shape: 'wide' | 'tall'
}

interface Provider {
  name: string
  shape: Embed['shape']
  /** An address as people copy it, without the scheme and `www.`/`m.`. */
  pattern: RegExp
  watch(parts: string[]): string
  frame(parts: string[]): string
}

/** The only sites that a frame of ours may hold; the content security policy names the same. */
const providers: readonly Provider[] = [
  {
    name: 'YouTube',
    shape: 'wide',
    pattern:
      /^(?:youtube\.com\/(?:watch\?(?:[\w=&%-]*&)?v=|embed\/|shorts\/|live\/)|youtu\.be\/|youtube-nocookie\.com\/embed\/)([\w-]{11})(?:[?&#/]|$)/,
    watch: ([id]) => `https://www.youtube.com/watch?v=${id}`,
    frame: ([id]) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
  },
  {
    name: 'Rutube',
    shape: 'wide',
    pattern: /^rutube\.ru\/(?:video|play\/embed)\/([0-9a-f]{32})(?:[/?#]|$)/,
    watch: ([id]) => `https://rutube.ru/video/${id}/`,
    frame: ([id]) => `https://rutube.ru/play/embed/${id}`,
  },
  {
    name: 'VK',
    shape: 'wide',
    pattern: /^(?:vk\.com|vkvideo\.ru)\/(?:[\w./-]*\?z=)?video(-?\d{1,12})_(\d{1,12})(?:\D|$)/,
    watch: ([owner, id]) => `https://vk.com/video${owner}_${id}`,
    frame: ([owner, id]) => `https://vk.com/video_ext.php?oid=${owner}&id=${id}`,
  },
  {
    name: 'Telegram',
    shape: 'tall',
    pattern: /^(?:t\.me|telegram\.me)\/(?:s\/)?([A-Za-z]\w{3,31})\/(\d{1,9})(?:[?#/]|$)/,
    watch: ([channel, id]) => `https://t.me/${channel}/${id}`,
    frame: ([channel, id]) => `https://t.me/${channel}/${id}?embed=1`,
  },
  {
    name: 'Instagram',
    shape: 'tall',
    pattern: /^instagram\.com\/(?:[\w.]+\/)?(p|reel)\/([\w-]{5,30})(?:[/?#]|$)/,
    watch: ([kind, id]) => `https://www.instagram.com/${kind}/${id}/`,
    frame: ([kind, id]) => `https://www.instagram.com/${kind}/${id}/embed/`,
  },
  {
    name: 'TikTok',
    shape: 'tall',
    pattern: /^tiktok\.com\/@([\w.]{2,30})\/video\/(\d{10,22})(?:[/?#]|$)/,
    watch: ([who, id]) => `https://www.tiktok.com/@${who}/video/${id}`,
    frame: ([, id]) => `https://www.tiktok.com/embed/v2/${id}`,
  },
]

export const frameOrigins: readonly string[] = [
  'https://www.youtube-nocookie.com',
  'https://rutube.ru',
  'https://vk.com',
  'https://t.me',
  'https://www.instagram.com',
  'https://www.tiktok.com',
]

/** What an address shows, or null for a site or a page that we do not embed. */
export function embedOf(address: string): Embed | null {
  const plain = address.trim().replace(/^https?:\/\/(?:www\.|m\.)?/, '')
  for (const { name, shape, pattern, watch, frame } of providers) {
    const parts = pattern.exec(plain)?.slice(1)
    if (parts) return { provider: name, watch: watch(parts), frame: frame(parts), shape }
  }
  return null
}
