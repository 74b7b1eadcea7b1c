import { z } from 'zod'
import type { Article } from '../features/articles/article.js'
import { maxName, maxText } from '../features/comments/comment.js'
import { type CommentSettings, type Identity, modeOf } from '../features/comments/comment-settings.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import { kazakhPhone } from '../text/phone.js'
import { bareWords } from '../text/skeleton.js'
import { typedName, typedText } from '../text/typed-text.js'

/** The form in which a comment is written, as a template prints it. */
export interface CommentForm {
  action: string
  /** Where the page's script asks for a stamp of this person's own. */
  ticket: string
  stamp: string
  answerTo: number | null
  identity: Identity
  name: string
  contact: string
  text: string
  hint: string | null
  faults: CommentFaults
}

export interface CommentFaults {
  name?: string
  contact?: string
  text?: string
}

export function stampSubject(articleId: number): string {
  return `comment:${articleId}`
}

export function emptyForm(
  settings: CommentSettings,
  article: Pick<Article, 'id' | 'language' | 'talk'>,
  stamp: string,
): CommentForm {
  const mode = modeOf(settings, article.talk)
  return {
    action: `/comment/on/${article.id}`,
    ticket: `/comment/ticket/${article.id}`,
    stamp,
    answerTo: null,
    identity: settings.identity,
    name: '',
    contact: '',
    text: '',
    hint: mode === 'before' || mode === 'mixed' ? say(article.language).comments.first[mode] : null,
    faults: {},
  }
}

const field = (max: number) => z.string().max(max).catch('').default('')

/** A form longer than this was refused before. */
const sent = z.object({
  name: field(300),
  text: field(64_000),
  contact: field(300),
  stamp: field(100),
  proof: field(100),
  answer: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
  /** Hidden from people; see the template. */
  website: field(1000),
})
export type SentForm = z.infer<typeof sent>

export function readForm(body: unknown): SentForm {
  return sent.parse(typeof body === 'object' && body !== null ? body : {})
}

export interface CheckedForm {
  name: string
  text: string
  contact: { kind: 'email' | 'phone'; value: string } | null
  faults: CommentFaults
}

/** What was typed, cleaned; and what is wrong with it, in words. */
export function checkForm(language: Language, identity: Identity, form: SentForm): CheckedForm {
  const texts = say(language).comments.faults
  const name = typedName(form.name, maxName)
  const text = typedText(form.text)
  const contact = contactOf(identity, form.contact)
  const faults: CommentFaults = {}
  if ((name.match(/[\p{L}\p{N}]/gu) ?? []).length < 2) faults.name = texts.name
  else if (isReserved(name)) faults.name = texts.reserved
  const textFault = textFaultOf(language, text)
  if (textFault !== null) faults.text = textFault
  if (identity !== 'name' && contact === null) faults.contact = texts[identity]
  return { name, text, contact, faults }
}

export function textFaultOf(language: Language, text: string): string | null {
  const texts = say(language).comments.faults
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text.replace(/^>.*$/gm, ''))) return texts.short
  return text.length > maxText ? texts.long(maxText) : null
}

function contactOf(identity: Identity, typed: string): CheckedForm['contact'] {
  if (identity === 'email') {
    const value = typed.trim().toLowerCase()
    return /^[^\s@<>",;:()[\]\\]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(value) ? { kind: 'email', value } : null
  }
  if (identity === 'phone') {
    const value = kazakhPhone(typed)
    return value === null ? null : { kind: 'phone', value }
  }
  return null
}

/** Names that readers would take for ours, however they are spelt. */
const reserved = new Set([
  'редакция',
  'администратор',
  'админ',
  'модератор',
  'администрация',
  'лоцман',
  'редактор',
  'редакцила',
  'локман',
  'главред',
])

function isReserved(name: string): boolean {
  return bareWords(name).some((word) => reserved.has(word))
}
