import { button, element, part } from './elements.js'
import { ask } from './form.js'
import { tab } from './journal.js'
import { fill, type Story, type Words } from './words.js'

const secondsBetween = 15

interface Lock {
  isMine: boolean
  isOwn: boolean
  who: string
  since: string
  seen: string
  asked: string | null
}

/** Tells that this tab writes the story, and shows who does when it is somebody else. */
export function holdPlace(
  address: string,
  { words, story }: { words: Words; story: Story },
  hears: { onLost: () => void; onHeld: (version: number) => void },
): void {
  const box = part('presence')
  let isMine = false
  let hasAsked = false

  const tell = async (wish: 'hold' | 'look' | 'ask' | 'take' | 'leave') => {
    if (wish === 'ask') hasAsked = true
    const { status, answer } = await ask<{ lock: Lock | null; version: number }>(
      address,
      { tab, wish },
      { seconds: 10 },
    )
    if (status === 200) show(answer.lock, answer.version)
  }

  function show(lock: Lock | null, version: number): void {
    const { lock: texts } = words
    if (lock?.isMine) {
      box.replaceChildren()
      if (lock.asked !== null) {
        const give = button(texts.give, () => void tell('leave').then(() => hears.onLost()))
        box.append(element('p', {}, fill(texts.asked, { who: lock.asked }), give))
      }
      if (!isMine) hears.onHeld(version)
      isMine = true
      hasAsked = false
      return
    }
    if (isMine) {
      isMine = false
      hears.onLost()
      box.replaceChildren(element('p', {}, fill(texts.taken, { who: lock?.who ?? '' })))
    }
    if (lock === null)
      return box.replaceChildren(
        element(
          'p',
          {},
          texts.free,
          button(texts.takeOwn, () => void tell('take')),
        ),
      )
    const who = { who: lock.who, since: lock.since, when: lock.seen }
    const line = element('p', {}, lock.isOwn ? texts.ownOther : `${fill(texts.holds, who)} ${fill(texts.seen, who)}`)
    if (hasAsked) line.append(' ', texts.youAsked)
    else if (!lock.isOwn) line.append(button(texts.ask, () => void tell('ask')))
    line.append(button(lock.isOwn ? texts.takeOwn : texts.take, () => void tell('take')))
    box.replaceChildren(line)
    hears.onLost()
  }

  // A place that was never anybody else's is taken without asking; one that was given up is only looked at.
  let isFirst = true
  const beat = () => {
    void tell(isFirst || isMine ? 'hold' : 'look')
    isFirst = false
  }
  if (!story.mayWrite) return hears.onLost()
  beat()
  setInterval(beat, secondsBetween * 1000)
  addEventListener('pagehide', () => {
    if (isMine) void ask(address, { tab, wish: 'leave' }, { keepalive: true })
  })
}
