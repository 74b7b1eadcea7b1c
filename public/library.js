// Sends pictures to the library one by one, so that each has its own progress and its own fault. Without this script the same
// form sends them all at once.
const form = document.getElementById('upload')
const words = JSON.parse(form.dataset.words)
const chooser = form.querySelector('input[type=file]')
const heaviest = 25 * 1024 * 1024
const atOnce = 2

const status = make('p', { role: 'status' })
const list = make('ul', { class: 'sent' })
list.setAttribute('tabindex', '0')
list.setAttribute('aria-label', form.querySelector('h2').textContent)
const waiting = []
let running = 0
let all = 0
let taken = 0
let settled = 0

form.querySelector('button').remove()
chooser.required = false
form.append(status)
chooser.addEventListener('change', () => {
  queue(chooser.files)
  chooser.value = ''
})
form.addEventListener('submit', (event) => event.preventDefault())

document.addEventListener('paste', (event) => {
  if (event.target instanceof Element && event.target.closest('textarea, input:not([type=file])')) return
  queue(event.clipboardData?.files ?? [])
})
document.addEventListener('dragover', (event) => {
  if (!event.dataTransfer?.types.includes('Files')) return
  event.preventDefault()
  if (!form.classList.contains('over')) status.textContent = words.drop
  form.classList.add('over')
})
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget !== null) return
  form.classList.remove('over')
  tell()
})
document.addEventListener('drop', (event) => {
  if (!event.dataTransfer?.types.includes('Files')) return
  event.preventDefault()
  form.classList.remove('over')
  queue(event.dataTransfer.files)
})
addEventListener('beforeunload', (event) => {
  if (settled < all) event.preventDefault()
})

function queue(files) {
  for (const file of files) {
    const line = make('li')
    const name = make('span')
    name.textContent = file.name
    const state = make('span', { class: 'hint' })
    state.textContent = words.waiting
    line.append(name, state)
    list.append(line)
    if (!list.isConnected) status.after(list)
    all++
    waiting.push({ file, line, name, state })
  }
  tell()
  while (running < atOnce && waiting.length > 0) void send(waiting.shift())
}

async function send(one) {
  running++
  const { file, line, name, state } = one
  const { answer, fault } = file.size > heaviest ? { fault: words.tooHeavy } : await post(file, line, state)
  running--
  settled++
  const [sent] = answer?.files ?? []
  if (sent?.picture) {
    taken++
    const { picture, isKnown, alike } = sent
    const link = make('a', { href: `/newsroom/media/${picture.id}` })
    link.textContent = file.name
    name.replaceWith(link)
    line.prepend(make('img', { src: picture.src.replace('/640.', '/320.'), alt: '', width: 64, height: 48 }))
    state.textContent = isKnown ? words.known : alike.length > 0 ? words.alike : words.taken
    for (const each of alike) {
      const other = make('a', { href: `/newsroom/media/${each.id}` })
      other.textContent = `№ ${each.id}`
      line.append(other)
    }
  } else {
    state.className = 'fault'
    state.textContent = sent?.fault ?? answer?.fault ?? fault ?? words.network
    if (!sent && file.size <= heaviest) line.append(retry(one))
  }
  tell()
  const next = waiting.shift()
  if (next) void send(next)
}

/** Only where the connection or the server failed: a file that was refused would be refused again. */
function retry(one) {
  const button = make('button', { type: 'button' })
  button.textContent = words.again
  button.addEventListener('click', () => {
    button.remove()
    one.state.className = 'hint'
    settled--
    if (running < atOnce) void send(one)
    else waiting.push(one)
    one.line.setAttribute('tabindex', '-1')
    one.line.focus()
  })
  return button
}

/** XMLHttpRequest, because fetch does not tell how much is on its way. */
function post(file, line, state) {
  return new Promise((resolve) => {
    const progress = make('progress', { max: 1, value: 0, 'aria-label': file.name })
    const request = new XMLHttpRequest()
    const end = (outcome) => {
      progress.remove()
      resolve(outcome)
    }
    state.textContent = words.sending
    line.append(progress)
    request.open('POST', form.action)
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      progress.value = loaded / total
      if (loaded === total) state.textContent = words.working
    })
    request.addEventListener('load', () => end({ answer: request.response }))
    request.addEventListener('error', () => end({ fault: words.network }))
    const body = new FormData()
    body.append('files', file)
    request.send(body)
  })
}

function tell() {
  if (all === 0) {
    status.textContent = ''
    return
  }
  const pattern = settled === all ? words.finished : words.progress
  status.textContent = pattern.replace('{done}', taken).replace('{all}', all)
  if (settled !== all || taken === 0) return
  const link = make('a', { href: '/newsroom/media' })
  link.textContent = words.show
  status.append(' ', link)
}

function make(tag, attributes = {}) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
