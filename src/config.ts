import { config as loadEnvFile } from 'dotenv'
import { validate as isCron } from 'node-cron'
import { z } from 'zod'
import type { Message } from './features/messages/message.js'
import { type Gateway, usualGatewayBody } from './features/messages/messengers.js'
import { isCurrencyCode } from './features/rates/rate-rules.js'
import { type RatesSettings, usualRatesSettings } from './features/rates/rates-settings.js'
import {
  checkShippedTown,
  checkWeatherSettings,
  usualWeather,
  type WeatherSettings,
} from './features/weather/weather-settings.js'

const switchWord = z.enum(['on', 'off']).transform((word) => word === 'on')

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .transform((text) => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN))
    .refine((number) => number >= from && number <= to, `must be a whole number from ${from} to ${to}`)

/** Only the origin is kept. */
const address = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url.origin
  context.addIssue('must be an http or https address without a path, such as https://example.kz')
  return z.NEVER
})

const host = (standard: string) => address.default(standard)

/** Minutes are fine enough for asking other people's sites. */
const clock = z.string().refine((text) => text.trim().split(/\s+/).length === 5 && isCron(text), {
  message: 'must be five fields of cron (minute, hour, day, month, weekday), such as "37 8,16,17,20 * * *"',
})

const mostCurrencies = 8

const currencies = z
  .string()
  .transform((list) =>
    list
      .toUpperCase()
      .split(',')
      .map((code) => code.trim()),
  )
  .refine(
    (codes) => codes.every(isCurrencyCode) && new Set(codes).size === codes.length && codes.length <= mostCurrencies,
    {
      message: `must be one to ${mostCurrencies} different currencies other than KZT, such as USD,EUR,RUB`,
    },
  )

const gatewayAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional()

const gatewayBody = z
  .string()
  .refine((text) => text.includes('{to}') && text.includes('{text}') && isJson(text), {
    message: 'must be JSON with {to} and {text} inside its strings',
  })
  .default(usualGatewayBody)

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** What readers type; canonical addresses begin with it. */
  SITE_ADDRESS: address.optional(),
  /** Proxies of the operator's own in front of the portal: each adds an address to X-Forwarded-For, and only those are believed. */
  PROXIES: wholeNumber(0, 5).default(0),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  DATABASE_POOL: wholeNumber(2, 100).default(10),
  /** Holds pictures, and the embedded database when there is no DATABASE_URL. */
  DATA_FOLDER: z.string().min(1).default('data'),
  /** Megabytes of rendered pages kept in memory; 0 renders every page anew. */
  PAGE_CACHE_MB: wholeNumber(0, 4096).default(32),
  /** How the portal names itself to the sites it fetches from. */
  USER_AGENT: z
    .string()
    .max(200)
    .regex(/^[\x20-\x7e]+$/, 'must be in Latin letters, since it travels in a header')
    .optional(),
  /** Hosts, `name` or `name:port`, that may be fetched from although their address is private. */
  PRIVATE_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim() || [])),
  /** Rates and weather are fetched from other sites; `off` leaves what is stored. */
  RATES: switchWord.default(true),
  NBK_ADDRESS: host('https://nationalbank.kz'),
  FRANKFURTER_ADDRESS: host('https://api.frankfurter.dev'),
  CBR_ADDRESS: host('https://www.cbr.ru'),
  /** Cash rates of Halyk Bank: only with the bank's permission, since it has published no terms. */
  HALYK_RATES: switchWord.default(false),
  HALYK_ADDRESS: host('https://back.halykbank.kz'),
  /** What the widget shows, in this order. */
  RATES_CURRENCIES: currencies.default([...usualRatesSettings.currencies]),
  /** The National Bank sets the rate in the afternoon; in the morning its feed has the day's. */
  RATES_CRON: clock.default('37 8,16,17,20 * * *'),
  /** Absent: MET Norway where the portal names itself as it wants, otherwise nothing is fetched. */
  WEATHER_PROVIDER: z.enum(['met', 'openmeteo', 'off']).optional(),
  WEATHER_TOWN: z
    .string()
    .regex(/^[a-z-]+$/, 'must be the slug of a town, such as oskemen')
    .default('astana'),
  /** Only towns whose forecast has become old are asked for. */
  WEATHER_CRON: clock.default('6,21,36,51 * * * *'),
  MET_ADDRESS: host('https://api.met.no'),
  OPEN_METEO_ADDRESS: host('https://customer-api.open-meteo.com'),
  OPEN_METEO_KEY: z.string().default(''),
  /** Open-Meteo's air quality; absent, the portal tells nothing about the air. */
  AIR_QUALITY_ADDRESS: address.optional(),
  /** Where e-mails and text messages to readers are handed over. Absent: they are only written to the log. */
  MAIL_GATEWAY: gatewayAddress,
  MAIL_GATEWAY_KEY: z.string().default(''),
  MAIL_GATEWAY_BODY: gatewayBody,
  SMS_GATEWAY: gatewayAddress,
  SMS_GATEWAY_KEY: z.string().default(''),
  SMS_GATEWAY_BODY: gatewayBody,
  SAMPLE_NEWS: switchWord.default(true),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

type Completed = 'SITE_ADDRESS' | 'USER_AGENT' | 'WEATHER_PROVIDER'
export type Config = Omit<z.infer<typeof settings>, Completed> & {
  SITE_ADDRESS: string
  USER_AGENT: string
  WEATHER_PROVIDER: WeatherSettings['provider']
}

export class ConfigFaults extends Error {
  override name = 'ConfigFaults'
  constructor(readonly faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nEvery setting is explained in .env.example.`,
    )
  }
}

/** The environment and `.env`, checked whole: every fault is listed at once, and an empty value counts as absent. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const checked = settings.safeParse(given)
  const issues = checked.error?.issues ?? []
  const wrong = new Set(issues.map(({ path }) => String(path[0])))
  // What is right is looked at further even so: its faults belong into the same list.
  const data = checked.data ?? settings.parse(without(given, wrong))
  const faults = issues.map(({ path, message }) => {
    const name = String(path[0])
    // A connection string holds a password: name the setting, never its value.
    const value = /^DATABASE_URL$|GATEWAY/.test(name) ? '' : ` (now ${JSON.stringify(given[name])})`
    return `${name}: ${message}${value}`
  })
  const { SITE_ADDRESS = `http://localhost:${data.PORT}`, USER_AGENT = `Locman (+${SITE_ADDRESS})` } = data
  const named = { ...data, SITE_ADDRESS, USER_AGENT }
  // A first start on a laptop has no public name to give; one that asks for a provider must have it.
  const wished: Config = { ...named, WEATHER_PROVIDER: named.WEATHER_PROVIDER ?? 'met' }
  const ofProvider = checkWeatherSettings(weatherOf(wished))
  const mayGiveUp = named.WEATHER_PROVIDER === undefined
  const lasting = mayGiveUp ? checkWeatherSettings({ ...weatherOf(wished), provider: 'off' }) : ofProvider
  faults.push(...lasting.filter((fault) => !isFollowing(fault, wrong)))
  // A town may be the operator's own, which only the database knows; beside other faults it is not asked.
  if (faults.length > 0) throw new ConfigFaults([...faults, ...checkShippedTown(named.WEATHER_TOWN)])
  return ofProvider.length > 0 ? { ...wished, WEATHER_PROVIDER: 'off' } : wished
}

function without(given: Record<string, string | undefined>, names: Set<string>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)))
}

/** Settings that another one is judged by: while they are wrong themselves, nobody knows whether it is. */
const judgedBy: Record<string, string[]> = {
  USER_AGENT: ['USER_AGENT', 'SITE_ADDRESS'],
  OPEN_METEO_KEY: ['OPEN_METEO_ADDRESS', 'AIR_QUALITY_ADDRESS'],
}

function isFollowing(fault: string, wrong: Set<string>): boolean {
  return (judgedBy[fault.split(':')[0] ?? ''] ?? []).some((name) => wrong.has(name))
}

export function weatherOf(config: Config): WeatherSettings {
  return {
    ...usualWeather,
    provider: config.WEATHER_PROVIDER,
    metAddress: config.MET_ADDRESS,
    openMeteoAddress: config.OPEN_METEO_ADDRESS,
    openMeteoKey: config.OPEN_METEO_KEY,
    airAddress: config.AIR_QUALITY_ADDRESS ?? '',
    userAgent: config.USER_AGENT,
    defaultTown: config.WEATHER_TOWN,
  }
}

export function ratesOf(config: Config): RatesSettings {
  return {
    ...usualRatesSettings,
    nbk: config.NBK_ADDRESS,
    frankfurter: config.FRANKFURTER_ADDRESS,
    cbr: config.CBR_ADDRESS,
    halyk: { isOn: config.HALYK_RATES, address: config.HALYK_ADDRESS },
    currencies: config.RATES_CURRENCIES,
  }
}

export function gatewaysOf(config: Config): Partial<Record<Message['kind'], Gateway>> {
  const { MAIL_GATEWAY: mail, SMS_GATEWAY: sms } = config
  return {
    ...(mail && { email: { address: mail, key: config.MAIL_GATEWAY_KEY, body: config.MAIL_GATEWAY_BODY } }),
    ...(sms && { phone: { address: sms, key: config.SMS_GATEWAY_KEY, body: config.SMS_GATEWAY_BODY } }),
  }
}

/** For the program's entrances: `.env` beside package.json, without overriding the environment. */
export function readEnvironment(): Config {
  loadEnvFile({ quiet: true })
  return readConfig(process.env)
}
