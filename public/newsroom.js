// A form that is on its way is not sent a second time by an impatient finger.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.dataset.sent === 'yes') return event.preventDefault()
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, 3000)
})
