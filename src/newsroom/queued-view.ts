import { articleAddress } from '../features/articles/article.js'
import { permanentAddress } from '../features/comments/comment.js'
import type { QueuedComment } from '../features/comments/moderation-store.js'
import { type Moment, moment } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { SafeHtml } from '../text/safe-html.js'

/** A comment as a moderator reads it. */
export interface QueuedView {
  id: number
  /** `17.2`: the comment and the version that was seen. */
  seen: string
  language: Language
  name: string
  body: SafeHtml
  written: Moment
  state: string
  isShown: boolean
  isHidden: boolean
  decidedBy: string | null
  risk: string | null
  isRisky: boolean
  reasons: string[]
  reports: string[]
  answered: string | null
  story: { href: string; name: string; rules: string }
  writer: { href: string; history: string } | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/queued': QueuedView
  }
}

export function queuedView(language: Language, comment: QueuedComment): QueuedView {
  const texts = say(language).newsroom.moderation
  const { released, refused } = comment
  const address = articleAddress({ id: comment.articleId, language: comment.language, slug: comment.articleSlug })
  return {
    id: comment.id,
    seen: `${comment.id}.${comment.version}`,
    language: comment.language,
    name: comment.name,
    body: comment.body,
    written: moment(language, comment.writtenAt),
    state: texts.states[comment.state] + (comment.hiddenAs === null ? '' : `: ${texts.hiddenAs[comment.hiddenAs]}`),
    isShown: comment.state === 'shown',
    isHidden: comment.state === 'hidden',
    decidedBy: comment.decidedBy,
    risk: comment.risk > 0 ? texts.risk(comment.risk) : null,
    isRisky: comment.risk >= 50,
    reasons: comment.reasons.map((reason) =>
      reason in texts.reasons ? texts.reasons[reason as keyof typeof texts.reasons] : reason,
    ),
    reports: (comment.reports ?? []).map(({ reason, words }) => {
      const why = say(language).comments.reportReasons[reason]
      return words === '' ? why : `${why}: ${words}`
    }),
    answered: comment.answered,
    story: {
      href: comment.state === 'shown' ? permanentAddress(comment.language, comment.articleId, comment.id) : address,
      name: comment.articleTitle,
      rules: `/newsroom/comments/stories/${comment.articleId}`,
    },
    writer:
      comment.writerId === null
        ? null
        : {
            href: `/newsroom/comments/writers/${comment.writerId}`,
            history: released + refused === 0 ? texts.stranger : texts.history(released, refused),
          },
  }
}
