// The board works without this file. With it a phone number appears where it was asked for, large photos are made smaller before
// they are sent over a phone's line, the firm is asked for only of a firm, and the secret link is copied with one press.
addEventListener('click', async (event) => {
  const link = event.target.closest?.('[data-phone]')
  if (!link || link.dataset.phone === 'shown') return
  event.preventDefault()
  try {
    const answer = await fetch(link.href, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(answer.status)
    const { href, words } = await answer.json()
    link.href = href
    link.textContent = words
    link.dataset.phone = 'shown'
  } catch {
    location.assign(link.href)
  }
})

const form = document.querySelector('form[enctype]')
if (form?.elements.whose) {
  const show = () => {
    for (const field of form.querySelectorAll('.firm')) field.hidden = form.elements.whose.value !== 'business'
  }
  form.addEventListener('change', show)
  show()
}

const longSide = 1920
const pictures = form?.elements.pictures
pictures?.addEventListener('change', async () => {
  const button = form.querySelector('[type=submit]')
  button.disabled = true
  try {
    const files = new DataTransfer()
    for (const file of [...pictures.files].slice(0, 5)) files.items.add(await smaller(file))
    pictures.files = files.files
  } catch {
    // A kind of picture that this browser cannot read goes as it is.
  } finally {
    button.disabled = false
  }
})

async function smaller(file) {
  if (file.size < 1_000_000) return file
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height))
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.round(bitmap.width * scale),
    height: Math.round(bitmap.height * scale),
  })
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  return blob && blob.size < file.size ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file
}

const secret = document.querySelector('[data-copy]')
if (secret && navigator.clipboard) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: secret.dataset.copy })
  secret.closest('section').querySelector('.deeds').prepend(button)
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(secret.value)
    button.textContent = secret.dataset.copied
  })
}
