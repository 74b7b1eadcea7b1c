import { plainText } from '../../text/safe-html.js'
import type { Manuscript } from './manuscript.js'

/** What is looked at before a story goes out. A fault must be mended first; of a warning the editor decides. */
export type CheckItem = 'title' | 'lead' | 'text' | 'picture' | 'alt' | 'credit' | 'source'
export type Grade = 'good' | 'warning' | 'fault'

export interface Checked {
  item: CheckItem
  grade: Grade
  /** Of a title its characters, of `alt` and `credit` how many pictures lack it; 0 elsewhere. */
  count: number
}

/** Shorter says too little in a list; longer is cut in search results and messengers. */
export const titleLength = { least: 20, most: 110 }

export function checkList(content: Manuscript): Checked[] {
  const isHeadlineOnly = content.sourceId !== null && content.sourceRights === 'headline'
  const pictures = picturesIn(content)
  const withoutAlt = pictures.filter(({ hasAlt }) => !hasAlt).length
  const withoutCredit = pictures.filter(({ hasCredit }) => !hasCredit).length
  const title = [...content.title].length
  const graded = (item: CheckItem, grade: Grade, count = 0): Checked => ({ item, grade, count })
  return [
    graded(
      'title',
      title === 0 ? 'fault' : title < titleLength.least || title > titleLength.most ? 'warning' : 'good',
      title,
    ),
    graded('lead', content.lead !== '' || isHeadlineOnly ? 'good' : 'warning'),
    graded(
      'text',
      isHeadlineOnly || plainText(content.body) !== '' ? 'good' : content.lead === '' ? 'fault' : 'warning',
    ),
    graded('picture', content.cover !== null ? 'good' : 'warning'),
    graded('alt', withoutAlt === 0 ? 'good' : 'fault', withoutAlt),
    graded('credit', withoutCredit === 0 ? 'good' : 'warning', withoutCredit),
    graded(
      'source',
      content.sourceId === null && content.sourceRights !== 'full'
        ? 'fault'
        : content.sourceId === null && content.authorIds.length === 0
          ? 'warning'
          : 'good',
    ),
  ]
}

/** Whether something is missing that must be there before readers see it. */
export function hasFault(content: Manuscript): boolean {
  return checkList(content).some(({ grade }) => grade === 'fault')
}

interface PictureFacts {
  hasAlt: boolean
  hasCredit: boolean
}

/** The body is sanitised: its attributes stand in double quotes and hold no `>`. */
function picturesIn({ cover, body }: Manuscript): PictureFacts[] {
  const inText = [...body.matchAll(/<figure\b[^>]*>[\s\S]*?<\/figure>|<img\b[^>]*>/g)].flatMap(([part]) => {
    const hasCredit = /<small data-kind="credit">\s*[^<\s]/.test(part)
    return [...part.matchAll(/<img\b[^>]*>/g)].map(([img]) => ({ hasAlt: /\salt="\s*[^"\s]/.test(img), hasCredit }))
  })
  return [...(cover ? [{ hasAlt: cover.alt !== '', hasCredit: cover.credit !== '' }] : []), ...inText]
}
