// The focal point is set by a click into the picture or by arrow keys; without this script its two numbers are typed.
const group = document.getElementById('focus')
const seen = document.getElementById('seen')
const fields = ['focalX', 'focalY'].map((id) => document.getElementById(id))
const crops = document.querySelectorAll('.crops img')

if (!group.closest('fieldset[disabled]')) {
  const mark = document.createElement('button')
  mark.type = 'button'
  mark.className = 'focus-mark'
  mark.setAttribute('aria-label', group.dataset.mark)
  mark.setAttribute('aria-describedby', 'focus-hint')
  seen.append(mark)

  const read = () => {
    const numbers = fields.map(({ value }) => Number(value.replace(',', '.')))
    return fields.every(({ value }) => value.trim() !== '') && numbers.every((each) => each >= 0 && each <= 100)
      ? numbers
      : null
  }
  const show = () => {
    const [x, y] = read() ?? [50, 50]
    mark.classList.toggle('unset', read() === null)
    mark.style.insetInlineStart = `${x}%`
    mark.style.insetBlockStart = `${y}%`
    for (const crop of crops) crop.style.objectPosition = `${x}% ${y}%`
  }
  const set = (x, y) => {
    fields.forEach((field, at) => {
      field.value = Math.round(Math.min(100, Math.max(0, [x, y][at])))
    })
    show()
  }

  seen.addEventListener('click', (event) => {
    // A key pressed on the mark is a click without a place.
    if (event.detail === 0) return
    const { left, top, width, height } = seen.getBoundingClientRect()
    set(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100)
  })
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  mark.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const [x, y] = read() ?? [50, 50]
    const size = event.shiftKey ? 10 : 2
    set(x + step[0] * size, y + step[1] * size)
  })
  for (const field of fields) field.addEventListener('input', show)
  show()
}
