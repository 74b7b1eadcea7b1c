// Adds to the footer how long the page really took, as the browser measured it.
const place = document.querySelector('[data-loaded-in]')

/** Waits until the browser has closed its own measurement, a moment after `load`. */
function tell() {
  const [entry] = performance.getEntriesByType('navigation')
  if (!(entry instanceof PerformanceNavigationTiming) || entry.loadEventEnd === 0) return
  const seconds = (entry.loadEventEnd - entry.startTime) / 1000
  // Both languages write a comma. Browsers that know no Kazakh would write a point.
  const words = String(Number(seconds.toPrecision(2))).replace('.', ',')
  place.textContent = ` · ${place.dataset.loadedIn.replace('{seconds}', words)}`
}

if (place) {
  if (document.readyState === 'complete') tell()
  else addEventListener('load', () => setTimeout(tell), { once: true })
}
