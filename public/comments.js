// Forms of comments work without this file. With it, a form gets a signed time of its own when it is touched and, when the server
// asks for it, does a little work that costs a person nothing and a flood a lot; and votes do not leave the page.
const forms = document.querySelectorAll('form[data-ticket]')
const bytes = new TextEncoder()

for (const form of forms) form.addEventListener('focusin', () => prepare(form), { once: true })

async function prepare(form) {
  try {
    const answer = await fetch(form.dataset.ticket)
    if (!answer.ok) return
    const { stamp, bits, puzzles } = await answer.json()
    const proof = bits > 0 ? await work(stamp, bits, puzzles) : ''
    form.elements.stamp.value = stamp
    form.elements.proof.value = proof
  } catch {
    // Without network or on an insecure page the comment goes as it is, and waits for a moderator.
  }
}

/** For each puzzle the first number whose hash begins with so many zero bits. */
async function work(stamp, bits, puzzles) {
  const found = []
  for (let place = 0; place < puzzles; place++) {
    for (let number = 0; found.length === place; number++) {
      const digest = await crypto.subtle.digest('SHA-256', bytes.encode(`${stamp}:${place}:${number}`))
      if (new DataView(digest).getUint32(0) >>> (32 - bits) === 0) found.push(number)
    }
  }
  return found.join()
}

addEventListener('submit', async (event) => {
  const { target: form, submitter } = event
  if (!form.action.endsWith('/votes') || submitter?.name !== 'vote') return
  event.preventDefault()
  try {
    const body = new URLSearchParams({ vote: submitter.value })
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } })
    const sums = await answer.json()
    for (const button of form.elements) {
      button.lastElementChild.textContent = button.value === 'up' ? sums.ups : sums.downs
      button.toggleAttribute('aria-current', button === submitter)
    }
  } catch {
    const kept = Object.assign(document.createElement('input'), {
      type: 'hidden',
      name: 'vote',
      value: submitter.value,
    })
    form.append(kept)
    form.submit()
  }
})
