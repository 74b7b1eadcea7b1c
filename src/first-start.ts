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
import { checkDefaultTown, checkShippedTown } from './features/weather/weather-settings.js'
import { folders } from './folders.js'
import type { OpenKit } from './open-kit.js'
import { migrate } from './platform/migrate.js'

type Pictures = Map<string, Drawn>

/** Begins with the sample pictures where the embedded database is about to be made, which takes about as long. */
export function drawAhead(config: Config): Promise<Pictures> | undefined {
  return config.SAMPLE_NEWS && isToBeMade(config) ? drawAside(join(config.DATA_FOLDER, 'media')) : undefined
}

/** A database that is only about to be made has no town of an operator's own, so that nothing need be made to find a wrong one. */
export function checkTownAhead(config: Config): void {
  const faults = isToBeMade(config) ? checkShippedTown(config.WEATHER_TOWN) : []
  if (faults.length > 0) throw new ConfigFaults(faults)
}

function isToBeMade({ DATABASE_URL, DATA_FOLDER }: Config): boolean {
  return !DATABASE_URL && !existsSync(join(DATA_FOLDER, 'postgres'))
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
