// A form that is on its way is not sent a second time by an impatient finger.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method === 'dialog') return
  if (form.dataset.sent === 'yes') return event.preventDefault()
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, 3000)
})

// Shortcuts press the links that carry them. This file comes first, so a chord's second letter never reaches another script.
const keys = document.getElementById('keys')
const writes = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="file"])'
const chordMs = 1500
let first = ''
let firstAt = 0

// By the place of the key: the same under a Russian or Kazakh layout.
const nameOf = ({ code, key, shiftKey }) => {
  if (key === '?' || (code === 'Slash' && shiftKey)) return '?'
  if (code === 'Slash' || key === '/') return '/'
  return /^Key[A-Z]$/.test(code) && !shiftKey ? code.slice(3).toLowerCase() : ''
}
const linkOf = (chord) => keys.querySelector(`[data-keys="${chord}"]`)

function press(chord) {
  if (chord === '?') return keys.open ? keys.close() : keys.showModal()
  const target = chord === '/' ? !keys.open && document.querySelector('main input[type="search"]') : linkOf(chord)
  if (!target) return false
  if (chord === '/') target.focus()
  else target.click()
}

function heard(event) {
  const { ctrlKey, metaKey, altKey, isComposing, repeat, target, timeStamp } = event
  if (ctrlKey || metaKey || altKey || isComposing || repeat || target.closest?.(writes)) return
  const name = nameOf(event)
  if (name === '') return
  const isSecond = first !== '' && timeStamp - firstAt < chordMs
  const chord = isSecond ? `${first} ${name}` : name
  first = ''
  if (!isSecond && keys.querySelector(`[data-keys^="${name} "]`)) {
    first = name
    firstAt = timeStamp
  } else if (press(chord) === false && !isSecond) return
  event.preventDefault()
  event.stopImmediatePropagation()
}

if (keys?.dataset.letters === 'on') document.addEventListener('keydown', heard)
