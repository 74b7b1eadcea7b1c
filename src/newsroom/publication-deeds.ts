import type { Request, Response } from 'express'
import type { Notice } from '../features/accounts/session-store.js'
import type { Staff } from '../features/accounts/staff.js'
import { bringCorrectionBack, correct, removeCorrection, reword } from '../features/articles/correcting.js'
import { pin } from '../features/articles/pinning.js'
import { cancelSchedule, publish, schedule, setEmbargo } from '../features/articles/publishing.js'
import { handIn, sendBack, takeBack } from '../features/articles/reviewing.js'
import type { Outcome, Refusal } from '../features/articles/story-deed.js'
import { cancelWithdrawal, restore, scheduleWithdrawal, withdraw } from '../features/articles/withdrawing.js'
import { momentWords, readMoment } from '../language/dates.js'
import { say, type Texts } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { formFields, hiddenNumber } from '../web/form-fields.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import { publicationAddress, showPublication, type TypedDeed } from './publication-page.js'
import type { Show } from './staff-address.js'

interface Asked {
  kit: Kit
  staff: Staff
  id: number
  fields: Record<string, string>
}

type NoticeTexts = Texts['newsroom']['publishing']['done']

interface PostedDeed {
  /** Where the words of a refusal stand. */
  of: string
  run(asked: Asked): Promise<Outcome> | Refusal
  /** What is said afterwards, and what undoes it. */
  notice(texts: NoticeTexts, asked: Asked): Notice
  typed?(fields: Record<string, string>): Partial<TypedDeed>
}

const longest = { reason: 500, note: 1000, correction: 1000 }
const statusOf: Record<Refusal, number> = {
  state: 409,
  stale: 409,
  time: 422,
  embargo: 422,
  withdrawal: 422,
  faults: 422,
  words: 422,
}

/** A deed of publishing behind a form: done it leads back to the page with a notice, refused it shows the page with the reason. */
function deed({ of, run, notice, typed }: PostedDeed): Show {
  return async (kit, staff, req: Request, res: Response) => {
    const asked = { kit, staff, id: Number(req.params.id), fields: formFields(req.body) }
    const texts = say(staff.language).newsroom.publishing
    const outcome = await run(asked)
    if (outcome !== 'done')
      return showPublication(kit, staff, req, res, {
        fault: { of, words: texts.refusals[outcome] },
        typed: typed?.(asked.fields) ?? {},
        status: statusOf[outcome],
      })
    leaveNotice(req, notice(texts.done, asked))
    await leadTo(req, res, publicationAddress(asked.id))
  }
}

const words = (text: string | undefined, max: number) => oneLine(text ?? '', max)
const version = ({ fields }: Asked) => hiddenNumber(fields.version)
const correctionId = ({ fields }: Asked) => hiddenNumber(fields.correction)
const undo = ({ id }: Asked, what: string, fields: Record<string, string> = {}) => ({
  undo: { action: `/newsroom/articles/${id}/${what}`, fields },
})
const when = ({ staff }: Asked, text: string | undefined) => {
  const at = readMoment(text ?? '')
  return at ? momentWords(staff.language, at) : ''
}

export const publishNow = deed({
  of: 'publish',
  run: (asked) =>
    publish(asked.kit, asked.staff, asked.id, {
      version: version(asked),
      isSilent: asked.fields.silent === 'yes',
    }),
  notice: (texts) => ({ words: texts.published }),
})

/** An empty time takes the story off the schedule where its own button or undo sends it; in the form it may be a mistake. */
const isCancelled = ({ fields }: Asked) => fields.at === '' && fields.version === undefined

export const setSchedule = deed({
  of: 'schedule',
  run: (asked) => {
    const { kit, staff, id, fields } = asked
    if (isCancelled(asked)) return cancelSchedule(kit, staff, id)
    const at = readMoment(fields.at ?? '')
    return at ? schedule(kit, staff, id, { version: version(asked), at }) : 'time'
  },
  notice: (texts, asked) =>
    isCancelled(asked)
      ? { words: texts.unscheduled }
      : { words: texts.scheduled(when(asked, asked.fields.at)), ...undo(asked, 'schedule', { at: '' }) },
  typed: ({ at = '' }) => ({ at }),
})

export const postEmbargo = deed({
  of: 'embargo',
  run: ({ kit, staff, id, fields }) => {
    const until = readMoment(fields.embargo ?? '')
    return until || fields.embargo === '' ? setEmbargo(kit, staff, id, until ?? null) : 'time'
  },
  notice: (texts, asked) => ({
    words: asked.fields.embargo === '' ? texts.noEmbargo : texts.embargo(when(asked, asked.fields.embargo)),
  }),
  typed: ({ embargo = '' }) => ({ embargo }),
})

export const postReview = deed({
  of: 'review',
  run: ({ kit, staff, id, fields }) => (fields.back === 'yes' ? takeBack(kit, staff, id) : handIn(kit, staff, id)),
  notice: (texts, asked) =>
    asked.fields.back === 'yes'
      ? { words: texts.takenBack }
      : { words: texts.handedIn, ...undo(asked, 'review', { back: 'yes' }) },
})

export const postReviewNote = deed({
  of: 'note',
  run: ({ kit, staff, id, fields }) => sendBack(kit, staff, id, words(fields.note, longest.note)),
  notice: (texts, asked) => ({ words: texts.sentBack, ...undo(asked, 'review') }),
  typed: ({ note = '' }) => ({ note }),
})

export const postCorrection = deed({
  of: 'correction',
  run: (asked) =>
    correct(asked.kit, asked.staff, asked.id, {
      words: words(asked.fields.correction, longest.correction),
      version: version(asked),
    }),
  notice: (texts) => ({ words: texts.corrected }),
  typed: ({ correction = '' }) => ({ correction }),
})

export const postRewording = deed({
  of: 'correction',
  run: (asked) =>
    reword(asked.kit, asked.staff, asked.id, {
      correction: correctionId(asked),
      was: asked.fields.was ?? '',
      words: words(asked.fields.words, longest.correction),
    }),
  notice: (texts, asked) => {
    const { correction = '', was = '', words: now } = asked.fields
    return {
      words: texts.reworded,
      ...undo(asked, 'correction-words', { correction, was: words(now, longest.correction), words: was }),
    }
  },
  typed: ({ correction = '', words = '' }) => ({ rewording: correction, reworded: words }),
})

export const postCorrectionRemoval = deed({
  of: 'correction',
  run: (asked) => removeCorrection(asked.kit, asked.staff, asked.id, correctionId(asked)),
  notice: (texts, asked) => ({
    words: texts.correctionRemoved,
    ...undo(asked, 'correction-return', { correction: asked.fields.correction ?? '' }),
  }),
})

export const postCorrectionReturn = deed({
  of: 'correction',
  run: (asked) => bringCorrectionBack(asked.kit, asked.staff, asked.id, correctionId(asked)),
  notice: (texts) => ({ words: texts.corrected }),
})

/** An empty time lets it go. */
export const postPin = deed({
  of: 'pin',
  run: ({ kit, staff, id, fields }) => {
    const until = readMoment(fields.pin ?? '')
    return until || fields.pin === '' ? pin(kit, staff, id, until ?? null) : 'time'
  },
  notice: (texts, asked) =>
    asked.fields.pin === ''
      ? { words: texts.unpinned }
      : { words: texts.pinned(when(asked, asked.fields.pin)), ...undo(asked, 'pin', { pin: '' }) },
  typed: ({ pin = '' }) => ({ pin }),
})

/** With an hour it is planned; without one it is done now. */
export const postWithdrawal = deed({
  of: 'withdraw',
  run: ({ kit, staff, id, fields }) => {
    if (fields.cancel === 'yes') return cancelWithdrawal(kit, staff, id)
    const reason = words(fields.reason, longest.reason)
    if (reason === '') return 'words'
    if ((fields.withdrawAt ?? '') === '') return withdraw(kit, staff, id, reason)
    const at = readMoment(fields.withdrawAt ?? '')
    return at ? scheduleWithdrawal(kit, staff, id, { at, reason }) : 'time'
  },
  notice: (texts, asked) => {
    if (asked.fields.cancel === 'yes') return { words: texts.kept }
    return (asked.fields.withdrawAt ?? '') === ''
      ? { words: texts.withdrawn, ...undo(asked, 'return') }
      : {
          words: texts.withdrawalPlanned(when(asked, asked.fields.withdrawAt)),
          ...undo(asked, 'withdrawal', { cancel: 'yes' }),
        }
  },
  typed: ({ reason = '', withdrawAt = '' }) => ({ reason, withdrawAt }),
})

export const postReturn = deed({
  of: 'restore',
  run: ({ kit, staff, id }) => restore(kit, staff, id),
  notice: (texts) => ({ words: texts.restored }),
})
