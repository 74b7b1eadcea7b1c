// Pages are the same for all readers and show the default town. Who has chosen a town gets its weather into the same box.
const box = document.querySelector('.weather[data-fragment]')
const [, town] = /(?:^|;\s*)town=([a-z-]{1,40})(?:;|$)/.exec(document.cookie) ?? []

if (box && town && town !== box.dataset.town) {
  try {
    const answer = await fetch(`${box.dataset.fragment}/${town}`)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const chosen = page.querySelector('.weather[data-fragment]')
    if (answer.ok && chosen) show(chosen)
  } catch {
    // Without network the default town stays.
  }
}

/** In the box and, on a narrow screen, in the line above the news. */
function show(chosen) {
  const line = document.querySelector('.strip-weather a')
  const [name, degrees] = [chosen.querySelector('.now p a'), chosen.querySelector('.degrees')]
  if (line && name) {
    const words = [name.textContent, degrees?.textContent ?? '']
    line.href = name.href
    line.replaceChildren(
      ...['span', 'b'].map((kind, at) => Object.assign(document.createElement(kind), { textContent: words[at] })),
    )
  }
  box.replaceWith(chosen)
}
