import type { Conditions, Outside, OutsideAnswer } from '../../platform/outside.js'
import { bodyText } from './body-text.js'
import type { RatesSettings } from './rates-settings.js'

export interface SourceText extends Conditions {
  text: string
  notModified: boolean
}

const xml = 'application/xml, text/xml, application/rss+xml'
const json = 'application/json'

/** The National Bank's feed: all currencies for the newest day, which in the evening is tomorrow. */
export function nbkFeed(outside: Outside, settings: RatesSettings, conditions: Conditions): Promise<SourceText> {
  return ask(outside, settings, `${settings.nbk}/rss/rates_all.xml`, xml, conditions)
}

/** The National Bank for one day, `2026-11-24`. */
export function nbkDay(outside: Outside, settings: RatesSettings, day: string): Promise<SourceText> {
  const dotted = day.split('-').reverse().join('.')
  return ask(outside, settings, `${settings.nbk}/rss/get_rates.cfm?fdate=${dotted}`, xml)
}

/** Frankfurter, with the National Bank's figures only: without `providers` it blends several banks. */
export function frankfurter(outside: Outside, settings: RatesSettings): Promise<SourceText> {
  // The rules look at the dollar and the rouble, also where readers are not shown them.
  const quotes = [...new Set([...settings.currencies, 'USD', 'RUB'])].join(',')
  return ask(outside, settings, `${settings.frankfurter}/v2/rates?base=KZT&quotes=${quotes}&providers=NBK`, json)
}

export function cbr(outside: Outside, settings: RatesSettings): Promise<SourceText> {
  return ask(outside, settings, `${settings.cbr}/scripts/XML_daily.asp`, xml)
}

export function halyk(outside: Outside, settings: RatesSettings): Promise<SourceText> {
  return ask(outside, settings, `${settings.halyk.address}/common/currency-history`, json)
}

async function ask(
  outside: Outside,
  { deadlineInSeconds, maxBytes }: RatesSettings,
  address: string,
  accept: string,
  conditions: Conditions = {},
): Promise<SourceText> {
  const { host } = new URL(address)
  const answer = await outside.get(address, {
    accept,
    conditions,
    maxBytes,
    deadlineInSeconds,
    httpsOnly: true,
    mayRedirectTo: (next) => next.host === host,
  })
  return { ...conditionsOf(answer), notModified: answer.notModified, text: textOf(answer) }
}

function textOf({ notModified, bytes, contentType }: OutsideAnswer): string {
  return notModified ? '' : bodyText(bytes, contentType)
}

function conditionsOf({ etag, lastModified }: OutsideAnswer): Conditions {
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) }
}
