import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Lessons, signsOf } from '../../../src/features/spam/bayes.js'
import { doubtful } from '../../../src/features/spam/judging.js'
import { spamSettings } from '../../../src/features/spam/spam-settings.js'
import { textRisk } from '../../../src/features/spam/text-risk.js'

interface Message {
  half: string
  kind: string
  language: string
  text: string
}

const messages: Message[] = readFileSync(new URL('../../fixtures/comments/messages.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [half = '', kind = '', language = '', text = ''] = line.split('\t')
    return { half, kind, language, text }
  })

/** As moderators' decisions about the first half would have taught it. */
function taught(): Lessons {
  const words = new Map<string, { spam: number; honest: number }>()
  const lessons = { spam: 0, honest: 0, words }
  for (const { kind, text } of messages.filter(({ half }) => half === 'learn')) {
    const side = kind === 'spam' ? 'spam' : 'honest'
    lessons[side]++
    for (const sign of new Set(signsOf(text))) {
      const seen = words.get(sign) ?? { spam: 0, honest: 0 }
      seen[side]++
      words.set(sign, seen)
    }
  }
  for (const [word, { spam, honest }] of words) if (spam + honest < 2) words.delete(word)
  return lessons
}

const settings = spamSettings.schema.parse({})
const nothing: Lessons = { spam: 0, honest: 0, words: new Map() }

function mistakes(lessons: Lessons): { passed: Message[]; held: Message[]; spam: number; honest: number } {
  const judged = messages.filter(({ half }) => half === 'judge')
  const isHeld = ({ text }: Message) => textRisk(settings, lessons, text).risk >= doubtful
  const [spam, honest] = [judged.filter(({ kind }) => kind === 'spam'), judged.filter(({ kind }) => kind === 'honest')]
  return {
    passed: spam.filter((one) => !isHeld(one)),
    held: honest.filter(isHeld),
    spam: spam.length,
    honest: honest.length,
  }
}

test('the set holds a thousand mixed messages, and no text of the half that judges stands in the half that teaches', () => {
  expect(messages).toHaveLength(1000)
  const [learnt, judged] = ['learn', 'judge'].map(
    (half) => new Set(messages.filter((one) => one.half === half).map(({ text }) => text)),
  )
  expect([...(learnt ?? [])].filter((text) => judged?.has(text))).toEqual([])
})

test('of the half it has not seen at most one in a hundred spam messages passes, and one in a hundred people waits', () => {
  const { passed, held, spam, honest } = mistakes(taught())
  expect(passed.length / spam, passed.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.01)
  expect(held.length / honest, held.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.01)
})

test('a new site, whose moderators have taught it nothing, already stops most spam and hardly anybody else', () => {
  const { passed, held, spam, honest } = mistakes(nothing)
  expect(passed.length / spam, passed.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.2)
  expect(held.length / honest, held.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.02)
})
