import { ask, type Fields, readFields, sameFields } from './form.js'
import { dropEntry, keepEntry } from './journal.js'
import { type Stored, showStored } from './stored.js'
import type { Story, Words } from './words.js'

/** A change is in the browser's store after so long, and on the server after the other. */
const millisecondsToJournal = 300
const millisecondsToServer = 2500
const millisecondsToRetry = 3000

export interface Conflict {
  version: number
  fields: Fields
  words: string
  html: string
}

interface Parts {
  form: HTMLFormElement
  story: Story
  words: Words
  /** Brings what stands elsewhere (the text's surface) into the form. */
  gather: () => void
  show: (words: string, state?: 'calm' | 'trouble') => void
  onConflict: (conflict: Conflict) => void
  onFaults: (faults: Record<string, string>) => void
  onTags: (tagIds: number[]) => void
}

export interface Saving {
  /** Something was typed. */
  changed(): void
  /** Saves now and says whether the server has it. */
  now(): Promise<boolean>
  /** Goes on over another version than the one it began from: somebody has seen both texts. */
  goOnFrom(version: number): void
  /** Takes these words as those that the server has. */
  settle(version: number): void
  pause(): void
  isDirty(): boolean
  /** What the server had when this tab last agreed with it. */
  base(): Fields
  unanswered: string[]
}

/** Keeps the words of the form: in the browser at each pause, on the server a little later, one save at a time. */
export function startSaving(parts: Parts): Saving {
  const { form, story, words, show } = parts
  let beganFrom = story.version
  let base = readFields(form)
  let unanswered: string[] = []
  let journalTimer: ReturnType<typeof setTimeout> | undefined
  let serverTimer: ReturnType<typeof setTimeout> | undefined
  let firstChange = 0
  let running: Promise<boolean> | undefined
  let isPaused = false
  /** What was told of the last save: it is true again when nothing differs from it any more. */
  let lastSaved = ''

  const current = () => {
    parts.gather()
    return readFields(form)
  }
  const journal = () => {
    clearTimeout(journalTimer)
    journalTimer = undefined
    const fields = current()
    if (!sameFields(fields, base)) keepEntry({ story: story.id, account: story.me, beganFrom, unanswered, fields })
    else dropEntry(story.id)
  }
  const soon = (milliseconds: number) => {
    clearTimeout(serverTimer)
    serverTimer = setTimeout(() => void save(), milliseconds)
  }

  function save(): Promise<boolean> {
    clearTimeout(serverTimer)
    running = (running ?? Promise.resolve(true)).then(send).finally(() => (running = undefined))
    return running
  }

  async function send(): Promise<boolean> {
    const fields = current()
    if (sameFields(fields, base)) {
      show(lastSaved)
      return true
    }
    if (isPaused) return false
    firstChange = 0
    const saveKey = crypto.randomUUID()
    const before = [...unanswered]
    unanswered.push(saveKey)
    keepEntry({ story: story.id, account: story.me, beganFrom, unanswered, fields })
    show(words.saving)
    const { status, answer } = await ask<{
      version: number
      savedAt: string
      tagIds: number[]
      stored: Stored
      faults: Record<string, string>
      fault: string
    }>(form.action, { ...fields, lists: 'yes', beganFrom, saveKey, unanswered: before })
    if (status === 200) {
      beganFrom = answer.version
      unanswered = []
      base = { ...fields, newTags: '', tagIds: answer.tagIds.map(String) }
      parts.onTags(answer.tagIds)
      showStored(form, base, answer.stored)
      parts.onFaults(answer.faults)
      journal()
      lastSaved = `${words.saved} ${new Date(answer.savedAt).toLocaleTimeString('ru', { timeZone: 'Asia/Almaty', hour: '2-digit', minute: '2-digit' })}`
      show(lastSaved)
      if (!sameFields(current(), base)) soon(millisecondsToServer)
      return true
    }
    if (status === 409) {
      isPaused = true
      unanswered = before
      parts.onConflict(answer as unknown as Conflict)
      return false
    }
    if (status === 0 || status >= 500 || status === 429) {
      show(words.offline, 'trouble')
      soon(millisecondsToRetry)
      return false
    }
    unanswered = before
    if (status === 401) {
      show(words.signedOut, 'trouble')
      soon(millisecondsToRetry * 3)
      return false
    }
    if (answer.faults) parts.onFaults(answer.faults)
    show(`${words.refused} ${answer.fault ?? Object.values(answer.faults ?? {}).join(' ')}`, 'trouble')
    return false
  }

  const flush = () => {
    if (journalTimer !== undefined) journal()
  }
  addEventListener('online', () => soon(0))
  addEventListener('pagehide', flush)
  addEventListener('visibilitychange', () => {
    flush()
    if (document.visibilityState === 'hidden') void save()
  })

  return {
    changed() {
      journalTimer ??= setTimeout(journal, millisecondsToJournal)
      firstChange ||= Date.now()
      if (isPaused) return
      // Whoever types without a pause is saved every five seconds all the same.
      soon(Math.max(0, Math.min(millisecondsToServer, firstChange + 2 * millisecondsToServer - Date.now())))
      if (!running) show(words.typing)
    },
    now: save,
    goOnFrom(version) {
      beganFrom = version
      isPaused = false
      void save()
    },
    settle(version) {
      beganFrom = version
      base = current()
      isPaused = false
      dropEntry(story.id)
    },
    pause() {
      isPaused = true
      journal()
    },
    isDirty: () => !sameFields(current(), base),
    base: () => base,
    get unanswered() {
      return unanswered
    },
    set unanswered(keys) {
      unanswered = keys
    },
  }
}
