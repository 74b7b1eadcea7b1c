import { type Language, localAddress } from '../../language/language.js'
import type { SafeHtml } from '../../text/safe-html.js'

export type CommentState = 'unconfirmed' | 'waiting' | 'shown' | 'hidden'
export const hidingReasons = ['spam', 'rude', 'offtopic'] as const
export type HidingReason = (typeof hidingReasons)[number]
export const reportReasons = ['spam', 'rude', 'offtopic', 'law'] as const
export type ReportReason = (typeof reportReasons)[number]

/** As readers see it. */
export interface Comment {
  id: number
  threadId: number
  threadAt: Date
  depth: 0 | 1
  /** Empty for a hidden one that keeps its place above its answers. */
  name: string
  body: SafeHtml
  isShown: boolean
  writtenAt: Date
  editedAt: Date | null
  ups: number
  downs: number
  /** Whom it answers, where that is not the comment that began the thread. */
  answered: { id: number; name: string } | null
}

export const commentsAPage = 20
export const maxName = 40
export const maxText = 3000
export const minutesToEdit = 5

/** For the page cache: whatever shows the conversation of a story. */
export function commentsTag(articleId: number): string {
  return `comments:${articleId}`
}

/** `/comments/42`: the whole conversation, page by page. */
export function conversationAddress(language: Language, articleId: number): string {
  return localAddress(language, `/comments/${articleId}`)
}

/** Where a comment stands for ever: the page begins with it. */
export function permanentAddress(language: Language, articleId: number, id: number): string {
  return `${conversationAddress(language, articleId)}?from=${id}#c${id}`
}
