// A film or a post of another site is asked for only when a reader taps it; the link stays for those who open it elsewhere.
for (const link of document.querySelectorAll('a.facade[data-frame]')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const frame = document.createElement('iframe')
    frame.src = link.dataset.frame
    frame.title = link.textContent.trim()
    frame.allow = 'autoplay; fullscreen; picture-in-picture'
    frame.allowFullscreen = true
    if (link.classList.contains('tall')) frame.className = 'tall'
    link.replaceWith(frame)
    frame.focus()
  })
}
