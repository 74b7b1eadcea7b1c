// Without this file «copy the link» opens the short address; with it the address is copied, or handed on by the device.
const copy = document.querySelector('.share .copy')
const handOn = document.querySelector('.share .hand-on')
const status = document.querySelector('.share .copied')

copy?.addEventListener('click', async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return
  event.preventDefault()
  try {
    await navigator.clipboard.writeText(copy.href)
    say(copy.dataset.copied)
  } catch {
    location.href = copy.href
  }
})

if (handOn && navigator.share) {
  handOn.parentElement.hidden = false
  handOn.addEventListener('click', () => {
    // A reader who closes the device's own sheet has changed their mind: nothing to tell.
    navigator.share({ title: document.querySelector('h1').textContent, url: copy.href }).catch(() => {})
  })
}

/** Emptied first, so that ears hear it again when the link is copied twice. */
function say(words) {
  status.textContent = ''
  requestAnimationFrame(() => {
    status.textContent = words
  })
}
