import { stat } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { Command, Option } from 'commander'
import { ConfigFaults, readEnvironment } from './config.js'
import { invitationFromTerminal } from './features/accounts/joining.js'
import { type Role, roles } from './features/accounts/right.js'
import { putInSampleNotices, removeSampleNotices } from './features/board/sample-notices.js'
import { fetcherStates } from './features/fetching/fetcher.js'
import { reportLines } from './features/imports/import-report.js'
import { ImportStopped } from './features/imports/import-stopped.js'
import { importWxr } from './features/imports/wxr-import.js'
import { catchUpIndex } from './features/indexing/index-catch-up.js'
import { markAllPending } from './features/indexing/index-store.js'
import { namedCashRates, type TypedCashRate, takeInCashRate } from './features/rates/cash-desk.js'
import { removeExchangeOffice } from './features/rates/cash-rates.js'
import { removeSampleRates } from './features/rates/sample-rates.js'
import { putInStartingPages } from './features/samples/sample-filing.js'
import { isEmpty, putInSamples, removeSamples } from './features/samples/sample-news.js'
import { drawPictures } from './features/samples/sample-pictures.js'
import { removeSampleWeather } from './features/weather/sample-weather.js'
import { folders } from './folders.js'
import type { Language } from './language/language.js'
import { DatabaseAway, type OpenKit, openKit } from './open-kit.js'
import { machineCommands, Wrong } from './operator/machine-commands.js'
import { runningFetchers } from './operator/running-status.js'
import { plannedFetchers } from './operator/status.js'
import { fetcherLines } from './operator/status-words.js'
import { alone } from './platform/alone.js'
import { systemClock } from './platform/clock.js'
import { FolderRefused, portOfHolder } from './platform/folder-lock.js'
import { openLog } from './platform/log.js'
import { migrate } from './platform/migrate.js'

const program = new Command('npm run locman --')
  .description(
    "The operator's commands. With the embedded database, stop the server first; with DATABASE_URL it may run.",
  )
  .showHelpAfterError()

program
  .command('migrate')
  .description('bring the database up to date')
  .action(() =>
    withKit(async (_kit, migrations) => {
      console.log(
        migrations.length === 0 ? 'The database is up to date.' : migrations.map((name) => `ran ${name}`).join('\n'),
      )
    }),
  )

program
  .command('status')
  .description('tell how the fetchers of rates and weather do, also while the server runs')
  .action(async () => {
    const { DATABASE_URL, DATA_FOLDER, PORT } = readEnvironment()
    const left = DATABASE_URL ? undefined : await portOfHolder(DATA_FOLDER)
    const running = await runningFetchers(left ?? PORT)
    if (running) return console.log(fetcherLines(running, systemClock.now()).join('\n'))
    if (left !== undefined)
      throw new Refused(`The server on ${DATA_FOLDER} runs but does not answer on port ${left}. Ask again in a moment.`)
    await withKit(async (kit) => {
      // Beside a database that many share nobody leaves a port.
      const where = DATABASE_URL ? `, port ${PORT} (one started with another PORT: give this command the same)` : ''
      console.log(`No server answers on this machine${where}; this is what the database knows.`)
      console.log(fetcherLines(plannedFetchers(await fetcherStates(kit), []), kit.clock.now()).join('\n'))
    })
  })

program
  .command('reindex')
  .description('make the search index anew; the site may be searched meanwhile')
  .action(() =>
    withKit(async (kit) => {
      const count = await markAllPending(kit.db)
      const bar = new SingleBar({ format: 'indexing {bar} {value}/{total}', clearOnComplete: true })
      bar.start(count, 0)
      await catchUpIndex(kit, { maxSeconds: Number.POSITIVE_INFINITY, onProgress: (indexed) => bar.update(indexed) })
      bar.stop()
      console.log(`${count} articles are indexed.`)
    }),
  )

program
  .command('invite')
  .description('make a link for a new account of the newsroom, for when nobody there can')
  .argument('<name>', 'how the colleague is called')
  .addOption(
    new Option('--role <role>', 'what they may do; only the first account of all needs none and is a chief').choices([
      ...roles,
    ]),
  )
  .action((name: string, { role }: { role?: Role }) =>
    withKit(async (kit) => {
      const link = await invitationFromTerminal(kit, name, role)
      if (link === undefined) throw new Refused(`Say what ${name} may do: add --role and one of ${roles.join(', ')}.`)
      console.log(`This link makes one account, within a week: ${kit.origin}${link}`)
    }),
  )

program
  .command('add-samples')
  .description('put in the sample news, on a portal without articles')
  .action(() =>
    withKit(async (kit) => {
      if (!(await isEmpty(kit.db)))
        throw new Refused('The portal has articles already; the samples are for an empty one.')
      await putInStartingPages(kit.db)
      const bar = new SingleBar({ format: 'drawing pictures {bar} {value}/{total}', clearOnComplete: true })
      const drawn = await drawPictures(kit, (done, of) => (done === 1 ? bar.start(of, done) : bar.update(done)))
      bar.stop()
      const count = await putInSamples(kit, drawn)
      await putInSampleNotices(kit)
      console.log(`${count.ru} articles in Russian and ${count.kk} in Kazakh are in.`)
    }),
  )

program
  .command('remove-samples')
  .description('take out every sample article, what only samples used, and the sample weather and rates')
  .action(() =>
    withKit(async (kit) => {
      // The pages of the news are made anew last, and then without the numbers.
      const [hadWeather, hadRates] = [await removeSampleWeather(kit), await removeSampleRates(kit)]
      const notices = await removeSampleNotices(kit)
      console.log(`${await removeSamples(kit)} sample articles are gone.`)
      if (notices > 0) console.log(`${notices} sample notices are gone.`)
      if (hadWeather) console.log('The sample weather is gone.')
      if (hadRates) console.log('The sample rates are gone.')
    }),
  )

program
  .command('cash-rates')
  .description('list what exchange offices pay and ask')
  .action(() => withKit(async (kit) => console.log((await namedCashRates(kit)).join('\n'))))

program
  .command('set-cash-rate')
  .description('put in what an exchange office pays and asks for one unit; readers see it today and tomorrow')
  .argument('<currency>', 'such as USD')
  .argument('<buy>', 'what the office pays, in tenge')
  .argument('<sell>', 'what it asks')
  .requiredOption('--office <name>', 'its name in Russian')
  .requiredOption('--town <name>', 'its town in Russian')
  .option('--office-kk <name>', 'its name in Kazakh; once is enough')
  .option('--town-kk <name>', 'its town in Kazakh; once is enough')
  .action((currency: string, buy: string, sell: string, office: Pick<TypedCashRate, 'office' | 'town'>) =>
    withKit(async (kit) => {
      const refusal = await takeInCashRate(kit, { currency, buy, sell, ...office })
      if (refusal !== undefined) throw new Refused(refusal)
      console.log((await namedCashRates(kit)).join('\n'))
    }),
  )

program
  .command('remove-exchange-office')
  .description('take out an exchange office with its rates')
  .argument('<name>', 'its name in Russian')
  .argument('<town>', 'its town in Russian')
  .action((name: string, town: string) =>
    withKit(async (kit) => {
      if (!(await removeExchangeOffice(kit, name, town)))
        throw new Refused(`There is no office "${name}" in "${town}". See: npm run locman -- cash-rates`)
      console.log('The office and its rates are gone.')
    }),
  )

program
  .command('import-wxr')
  .description('read a WordPress export: authors, sections, tags, articles, pages, pictures, comments, old addresses')
  .argument('<file>', 'the export, an .xml file')
  .option('--dry-run', 'read and convert everything, write nothing')
  .option('--no-pictures', 'do not fetch attachments from the old site')
  .addOption(new Option('--language <language>', 'of the imported articles').choices(['ru', 'kk']).default('ru'))
  .action((file: string, options: { dryRun?: boolean; pictures: boolean; language: Language }) =>
    withKit(async (kit) => {
      const found = await stat(file).catch(() => undefined)
      if (!found?.isFile()) throw new Refused(`There is no file ${file}.`)
      const bar = new SingleBar({ format: '{bar} {percentage} % | {eta_formatted} left', clearOnComplete: true })
      bar.start(found.size, 0)
      try {
        const report = await importWxr(kit, file, {
          dryRun: options.dryRun ?? false,
          language: options.language,
          fetchAttachments: options.pictures,
          onProgress: (bytesRead) => bar.update(Math.min(bytesRead, found.size)),
        })
        bar.stop()
        console.log(reportLines(report).join('\n'))
      } finally {
        bar.stop()
      }
    }),
  )

machineCommands(program, (work) => withKit(async (kit) => console.log((await work(kit)).join('\n'))))

/** What a command cannot do, in words for the operator. */
class Refused extends Error {
  override name = 'Refused'
}

async function withKit(work: (kit: OpenKit, migrations: string[]) => Promise<void>): Promise<void> {
  const config = readEnvironment()
  // On a terminal the report is the output; the log keeps to what went wrong.
  const kit = await openKit(config, openLog({ level: 'warn', pretty: process.stdout.isTTY === true }))
  try {
    await work(kit, await alone(kit.database, () => migrate(kit.db, folders.migrations)))
  } finally {
    await kit.close()
  }
}

try {
  await program.parseAsync()
  process.exit()
} catch (error) {
  if (error instanceof ImportStopped && error.report) console.log(reportLines(error.report).join('\n'))
  const isExpected = [ConfigFaults, DatabaseAway, FolderRefused, ImportStopped, Refused, Wrong].some(
    (kind) => error instanceof kind,
  )
  console.error(isExpected ? (error as Error).message : error)
  process.exit(1)
}
