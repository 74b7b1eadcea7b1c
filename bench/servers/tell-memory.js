// Loaded before the program itself (`node --import`), plain JavaScript so that no compiler shares the measured process.
// Answers `usage` after collecting garbage, and ends the process with its parent.
process.on('message', (asked) => {
  if (asked === 'stop') process.kill(process.pid, 'SIGTERM')
  if (asked !== 'usage') return
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({
    usage: {
      cpuMs: (user + system) / 1000,
      rssInBytes: rss,
      peakRssInBytes: process.resourceUsage().maxRSS * 1024,
      heapInBytes: heapUsed,
      buffersInBytes: arrayBuffers,
      queries: 0,
    },
  })
})
process.once('disconnect', () => process.exit(0))
