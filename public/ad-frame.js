// Tells once that half of the banner stood on the screen for a whole second.
const { token } = document.body.dataset
let timer
const watcher = new IntersectionObserver(
  ([entry]) => {
    clearTimeout(timer)
    if (entry.intersectionRatio < 0.5) return
    timer = setTimeout(() => {
      watcher.disconnect()
      navigator.sendBeacon('/place/seen', token)
    }, 1000)
  },
  { threshold: [0, 0.5] },
)
watcher.observe(document.querySelector('img, iframe'))
