import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigFaults } from './config.js'
import { putInSampleNotices } from './features/board/sample-notices.js'
import { putInSampleRates } from './features/rates/sample-rates.js'
import { drawAside } from './features/samples/drawing-aside.js'
import { putInStartingPages } from './features/samples/sample-filing.js'
import { isEmpty, putInSamples } from './features/samples/sample-news.js'
import { type Drawn, drawPictures } from './features/samples/sample-pictures.js'
import { putInSampleWeather, renewSampleWeather } from './features/weather/sample-weather.js'
import { checkDefaultTown } from './features/weather/weather-settings.js'
import { folders } from './folders.js'
import type { OpenKit } from './open-kit.js'
import { migrate } from './platform/migrate.js'

type Pictures = Map<string, Drawn>

/** Begins with the sample pictures where the embedded database is about to be made, which takes about as long. */
export function drawAhead({ DATABASE_URL, DATA_FOLDER, SAMPLE_NEWS }: Config): Promise<Pictures> | undefined {
  const isFirst = SAMPLE_NEWS && !DATABASE_URL && !existsSync(join(DATA_FOLDER, 'postgres'))
  return isFirst ? drawAside(join(DATA_FOLDER, 'media')) : undefined
}

/** Brings the database up to this version of the program, and an empty portal to something worth reading. */
export async function prepare(
  kit: OpenKit,
  config: Config,
  step: (words: string) => void,
  drawn?: Promise<Pictures>,
): Promise<void> {
  const migrations = await migrate(kit.db, folders.migrations)
  const townFaults = await checkDefaultTown(kit)
  if (townFaults.length > 0) throw new ConfigFaults(townFaults)
  step(migrations.length === 0 ? 'the database is up to date' : `${migrations.length} migrations have run`)
  await putInStartingPages(kit.db)
  if (config.SAMPLE_NEWS && (await isEmpty(kit.db))) {
    const pictures = await (drawn ?? drawPictures(kit, showDrawing))
    step(`${pictures.size} pictures for the sample news are drawn`)
    const { ru, kk } = await putInSamples(kit, pictures)
    step(`sample news are in: ${ru} in Russian, ${kk} in Kazakh (remove them with: npm run locman -- remove-samples)`)
    await putInSampleNotices(kit)
    // To look at until the first real answer, labelled as samples.
    await putInSampleWeather(kit)
    await putInSampleRates(kit)
  }
  await renewSampleWeather(kit)
}

function showDrawing(done: number, of: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r    drawing pictures: ${done} of ${of}${done === of ? '\n' : ''}`)
}
