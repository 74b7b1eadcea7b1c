// How the word being typed may go on, in the browser's own list under the search field.
const field = document.querySelector('#q')
if (field) {
  const list = document.createElement('datalist')
  list.id = 'suggestions'
  field.after(list)
  field.setAttribute('list', list.id)
  const place = field.form.getAttribute('action').replace(/search$/, 'fragment/suggest')
  let wait
  let asked = ''
  field.addEventListener('input', () => {
    clearTimeout(wait)
    wait = setTimeout(async () => {
      const words = field.value.trimStart()
      if (words.length < 2 || words === asked) return
      asked = words
      try {
        const answer = await fetch(`${place}?q=${encodeURIComponent(words)}`)
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        if (answer.ok && words === asked) list.replaceChildren(...page.querySelectorAll('option'))
      } catch {
        // Without network there are no suggestions.
      }
    }, 200)
  })
}
