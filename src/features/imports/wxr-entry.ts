/** What a WordPress export holds, as the reader gives it: checked, and still in WordPress's own words. */
export type WxrEntry =
  | { kind: 'site'; site: WxrSite }
  | { kind: 'author'; author: WxrAuthor }
  | { kind: 'category' | 'tag'; term: WxrTerm & { parent: string } }
  | { kind: 'post' | 'page'; post: WxrPost }
  | { kind: 'attachment'; attachment: WxrAttachment }
  /** An item of another type: a menu's entry, or something that a plugin keeps. */
  | { kind: 'other'; type: string; number: string; title: string }
  | { kind: 'unreadable'; number: string; title: string; what: string }

export interface WxrSite {
  title: string
  /** Without a slash at the end. */
  address: string
  version: string
}

export interface WxrAuthor {
  login: string
  name: string
}

export interface WxrTerm {
  /** What its address ends in, as WordPress has it: often percent-encoded. */
  nicename: string
  name: string
}

/** A post or a page. */
export interface WxrPost {
  number: string
  title: string
  link: string
  /** The login. */
  author: string
  slug: string
  excerpt: string
  content: string
  status: string
  publishedAt: Date | null
  modifiedAt: Date | null
  isSticky: boolean
  isProtected: boolean
  coverNumber: string | null
  /** What a plugin had counted, 0 when there was none. */
  views: number
  categories: WxrTerm[]
  tags: WxrTerm[]
  comments: WxrComment[]
}

export interface WxrComment {
  number: string
  parent: string
  author: string
  content: string
  approved: string
  /** Empty or `comment` for a reader's comment. */
  type: string
  writtenAt: Date | null
}

export interface WxrAttachment {
  number: string
  title: string
  /** Of the file. */
  address: string
  /** Of the page that WordPress makes around it. */
  link: string
  alt: string
  caption: string
  /** The number of the post it was uploaded to, `0` for none. */
  parent: string
}
