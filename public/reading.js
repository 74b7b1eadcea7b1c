// Tells that a story was opened and, while it can be seen, that it is still open; and keeps the box of what others read now.
const article = document.querySelector('[data-article]')?.dataset.article
const minute = 60_000
let opened = false

function tell() {
  if (document.visibilityState !== 'visible' || document.prerendering) return
  navigator.sendBeacon('/beacon', `${opened ? 'still open' : 'opened'} ${article}`)
  opened = true
}

async function lookAround() {
  const box = document.querySelector('[data-reading]')
  if (!box || document.visibilityState !== 'visible') return
  try {
    const answer = await fetch(box.dataset.reading)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const newer = page.querySelector('[data-reading]')
    // A reader who stands in the box with the keyboard keeps their place.
    if (answer.ok && newer && !box.contains(document.activeElement)) box.replaceWith(newer)
  } catch {
    // Without network the box stays as it is.
  }
}

if (article) {
  tell()
  document.addEventListener('visibilitychange', tell)
  setInterval(tell, minute)
}
lookAround()
setInterval(lookAround, minute / 2)
