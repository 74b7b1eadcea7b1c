import type { OutsideRequest } from '../../platform/outside.js'
import type { WeatherSettings } from './weather-settings.js'

/** How much and how long a provider of weather may take: an answer is some 40 KB for a town. Redirects stay on its host. */
export function limitsFor(address: URL, { deadlineInSeconds }: WeatherSettings): OutsideRequest {
  return {
    maxBytes: 1_000_000,
    deadlineInSeconds,
    accept: 'application/json',
    httpsOnly: true,
    mayRedirectTo: (next) => next.host === address.host,
  }
}
