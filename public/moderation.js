// A moderator's hands stay on the keyboard: keys go through the queue and press the buttons that stand there.
const queue = [...document.querySelectorAll('.queued')]
const deeds = { r: 'release', s: 'spam', h: 'rude', o: 'offtopic' }
const current = () => queue.indexOf(document.activeElement?.closest('.queued'))

document.addEventListener('keydown', (event) => {
  const { target, key } = event
  if (document.querySelector('#keys[data-letters="off"], #keys[open]')) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (target.matches('select, textarea, input:not([type="checkbox"])')) return
  // The same keys under a Russian or Kazakh layout.
  const letter = event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : key
  const at = current()
  if (letter === 'j' || letter === 'k') {
    const next = queue[Math.min(queue.length - 1, Math.max(0, at + (letter === 'j' ? 1 : at === -1 ? 1 : -1)))]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  } else if (letter === 'u') document.querySelector('.notice button')?.click()
  else if (at === -1) return
  else if (letter === 'x') queue[at].querySelector('input').click()
  else if (letter in deeds) queue[at].querySelector(`button[value^="${deeds[letter]} "]`)?.click()
  else return
  event.preventDefault()
})

for (const label of document.querySelectorAll('[data-alike]')) {
  label.hidden = false
  const all = label.querySelector('input')
  all.addEventListener('change', () => {
    for (const box of label.closest('.alike').querySelectorAll('[name="chosen"]')) box.checked = all.checked
  })
}
