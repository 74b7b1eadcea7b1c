// Pages are the same for all readers and show the default town. Who has chosen a town gets its weather into the same box.
const box = document.querySelector('.weather[data-fragment]')
const [, town] = /(?:^|;\s*)town=([a-z-]{1,40})(?:;|$)/.exec(document.cookie) ?? []

if (box && town && town !== box.dataset.town) {
  try {
    const answer = await fetch(`${box.dataset.fragment}/${town}`)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const chosen = page.querySelector('.weather[data-fragment]')
    if (answer.ok && chosen) box.replaceWith(chosen)
  } catch {
    // Without network the default town stays.
  }
}
