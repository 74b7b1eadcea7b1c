import type { WxrAttachment } from './wxr-entry.js'

/** What is known of the export's attachments, wherever in the file they stand. */
export interface AttachmentFacts {
  add(attachment: WxrAttachment): void
  all(): Iterable<WxrAttachment>
  byNumber(number: string): WxrAttachment | undefined
  /** Of the picture at this address, whole or in one of the sizes that WordPress makes of it. */
  byAddress(address: string): WxrAttachment | undefined
  /** Whether this is the page that WordPress makes around an attachment. */
  isPage(address: string): boolean
  /** Uploaded to this post: what a gallery shows that names none. */
  ofPost(number: string): WxrAttachment[]
}

export function attachmentFacts(): AttachmentFacts {
  const byNumber = new Map<string, WxrAttachment>()
  const byFile = new Map<string, WxrAttachment>()
  const byOriginalFile = new Map<string, WxrAttachment>()
  const pages = new Set<string>()
  const byPost = new Map<string, WxrAttachment[]>()
  return {
    add: (read) => {
      if (byNumber.has(read.number)) return
      const attachment = ownCopy(read)
      const file = fileOf(attachment.address)
      byNumber.set(attachment.number, attachment)
      if (!byFile.has(file)) byFile.set(file, attachment)
      if (!byOriginalFile.has(originalOf(file))) byOriginalFile.set(originalOf(file), attachment)
      if (attachment.link !== '' && !attachment.link.includes('?')) pages.add(fileOf(attachment.link))
      const siblings = byPost.get(attachment.parent)
      if (siblings) siblings.push(attachment)
      else byPost.set(attachment.parent, [attachment])
    },
    all: () => byNumber.values(),
    byNumber: (number) => byNumber.get(number),
    byAddress: (address) => {
      const file = fileOf(address)
      return byFile.get(file) ?? byOriginalFile.get(originalOf(file))
    },
    isPage: (address) => pages.has(fileOf(address)),
    ofPost: (number) => byPost.get(number) ?? [],
  }
}

/** Host and path, without what differs between copies of one file: scheme, `www.`, the CDN of WordPress.com, the query. */
function fileOf(address: string): string {
  const bare = address
    .trim()
    .replace(/^(?:https?:)?\/\//i, '')
    .replace(/[?#].*$/s, '')
    .replace(/^i\d\.wp\.com\//, '')
    .replace(/^www\./, '')
  try {
    return decodeURI(bare)
  } catch {
    return bare
  }
}

/** `photo-300x200.jpg`, `photo-scaled.jpg` and `photo-e1612345678901.jpg` are made of `photo.jpg`. */
function originalOf(file: string): string {
  return file.replace(/(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,14})+(?=\.\w{2,5}$)/, '')
}

export function isPictureAddress(address: string): boolean {
  return /\.(?:jpe?g|jpe|png|gif|webp|avif|tiff?|hei[cf]|svg|bmp)$/i.test(fileOf(address))
}

/** Strings cut from the stream would keep the whole piece of the file alive that they were cut from. */
function ownCopy(attachment: WxrAttachment): WxrAttachment {
  return JSON.parse(JSON.stringify(attachment)) as WxrAttachment
}
