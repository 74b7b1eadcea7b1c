import type { Article } from '../features/articles/article.js'
import { type Comment, commentsTag, permanentAddress } from '../features/comments/comment.js'
import { type CommentPage, firstComments } from '../features/comments/comment-lists.js'
import {
  type CommentSettings,
  commentSettings,
  commentSettingsOf,
  whyClosed,
} from '../features/comments/comment-settings.js'
import { settingsTag } from '../features/settings/setting-store.js'
import { pageStamp } from '../features/spam/form-stamp.js'
import { type Moment, moment } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { type CommentForm, emptyForm, stampSubject } from './comment-form.js'

/** The conversation as it stands below a story and on its own pages. */
export interface TalkView {
  articleId: number
  heading: string
  shown: number
  comments: CommentView[]
  /** Why nobody can write, or null. */
  closed: string | null
  form: CommentForm | null
}

export interface CommentView {
  id: number
  isAnswer: boolean
  isShown: boolean
  name: string
  body: SafeHtml
  written: Moment
  isEdited: boolean
  ups: number
  downs: number
  answered: { href: string; name: string } | null
  permanent: string
  /** Null where nobody can write. */
  answer: string | null
}

declare module '../web/views.js' {
  interface Views {
    'parts/comments': { comments: CommentView[] }
    'parts/comment-form': CommentForm
  }
}

/** Below a story: a conversation in which nothing was said costs no query. */
export async function talkBelow(kit: Kit, article: Article & { publishedAt: Date }): Promise<TalkView | null> {
  const [settings, first] = await Promise.all([
    commentSettingsOf(kit),
    article.talk.shown > 0 ? firstComments(kit.db, article.id) : { comments: [], next: null },
  ])
  return talkView(kit, settings, article, first)
}

/** What the page of a story shows of its conversation. */
export function talkTags(articleId: number): string[] {
  return [commentsTag(articleId), settingsTag(commentSettings.name)]
}

/** Null where there is no conversation at all: the site or the story has none, and nothing was said. */
export async function talkView(
  kit: Kit,
  settings: CommentSettings,
  article: Article & { publishedAt: Date },
  { comments }: CommentPage,
): Promise<TalkView | null> {
  const { language, talk } = article
  const closed = whyClosed(settings, talk, article.publishedAt, kit.clock.now())
  if (closed === 'off') return null
  const texts = say(language).comments
  const form = closed === null ? emptyForm(settings, article, await pageStamp(kit, stampSubject(article.id))) : null
  return {
    articleId: article.id,
    heading: talk.shown === 0 ? texts.heading : texts.count(talk.shown),
    shown: talk.shown,
    comments: comments.map((comment) => commentView(comment, article.id, language, form !== null)),
    closed: closed === null ? null : texts.closed[closed],
    form,
  }
}

export function commentView(comment: Comment, articleId: number, language: Language, isOpen: boolean): CommentView {
  const { id, answered } = comment
  return {
    id,
    isAnswer: comment.depth === 1,
    isShown: comment.isShown,
    name: comment.name,
    body: comment.body,
    written: moment(language, comment.writtenAt),
    isEdited: comment.editedAt !== null,
    ups: comment.ups,
    downs: comment.downs,
    answered: answered && { href: permanentAddress(language, articleId, answered.id), name: answered.name },
    permanent: permanentAddress(language, articleId, id),
    answer: isOpen ? `/comment/new?article=${articleId}&answer=${id}` : null,
  }
}
