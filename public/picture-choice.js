// A picture's number becomes the picture itself, chosen by eye from the library or brought along. Without this script it is a number.
for (const box of document.querySelectorAll('.picture-choice')) dress(box)

function dress(box) {
  const words = JSON.parse(box.dataset.words)
  const input = box.querySelector('input')
  const label = document.querySelector(`label[for="${input.id}"]`)
  label.id = `${input.id}-label`
  box.setAttribute('role', 'group')
  box.setAttribute('aria-labelledby', label.id)
  input.hidden = true

  const window = make('dialog', { class: 'window picture-window', 'aria-labelledby': label.id })
  const list = make('ul', { class: 'choices' })
  const status = make('p', { role: 'status' })
  const find = make('input', { type: 'search', 'aria-label': words.find, placeholder: words.find })
  const file = make('input', { type: 'file', accept: 'image/*', 'aria-label': words.upload })
  const leave = button(words.leave, () => take(null))
  box.append(
    button(words.choose, () => {
      window.showModal()
      show()
    }),
    leave,
  )
  window.append(
    make('label', {}, words.upload, file),
    find,
    status,
    list,
    button(words.close, () => window.close()),
  )
  document.body.append(window)
  leave.hidden = input.value === ''

  // The window stands outside the form: what is typed in it saves nothing.
  let asked = 0
  find.addEventListener('input', show)
  file.addEventListener('change', bring)

  function take(picture) {
    box.querySelector('img')?.remove()
    input.value = picture?.id ?? ''
    leave.hidden = picture === null
    if (picture) box.prepend(make('img', { src: small(picture), alt: picture.alt }))
    window.close()
  }

  async function show() {
    asked += 1
    const mine = asked
    status.textContent = ''
    const answer = await ask(`/newsroom/media.json?${new URLSearchParams({ q: find.value })}`)
    // Answers may overtake each other; only the newest question's counts.
    if (mine !== asked) return
    const pictures = answer?.pictures ?? []
    status.textContent = answer === null ? words.failed : pictures.length === 0 ? words.nothing : ''
    list.replaceChildren(
      ...pictures.map((picture) => {
        const choice = button('', () => take(picture))
        choice.setAttribute('aria-label', picture.alt || `№ ${picture.id}`)
        choice.append(make('img', { src: small(picture), alt: '', loading: 'lazy' }))
        return make('li', {}, choice)
      }),
    )
  }

  async function bring() {
    const body = new FormData()
    body.append('files', file.files[0])
    file.value = ''
    status.textContent = words.uploading
    const answer = await ask('/newsroom/media', { method: 'POST', body })
    const [sent] = answer?.files ?? []
    if (sent?.picture) take(sent.picture)
    else status.textContent = sent?.fault ?? answer?.fault ?? words.failed
  }
}

const small = ({ src }) => src.replace(/\/\d+\.jpg$/, '/320.jpg')

async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, { ...options, headers: { accept: 'application/json' } })
    return await answer.json()
  } catch {
    return null
  }
}

function make(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

function button(text, press) {
  const made = make('button', { type: 'button' }, text)
  made.addEventListener('click', press)
  return made
}
