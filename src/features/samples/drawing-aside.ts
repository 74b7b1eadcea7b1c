import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Drawn, drawPictures } from './sample-pictures.js'

/**
 * Draws the sample pictures in a thread of its own: on a first start the embedded database is being made meanwhile, which keeps
 * the main thread busy about as long. Rejects when a picture cannot be drawn or written.
 */
export function drawAside(mediaFolder: string): Promise<Map<string, Drawn>> {
  const drawn = new Promise<Map<string, Drawn>>((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { mediaFolder } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  // It may fail before anybody waits for it; whoever does wait hears of it.
  drawn.catch(() => {})
  return drawn
}

if (!isMainThread) parentPort?.postMessage(await drawPictures(workerData))
