import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet, { type HelmetOptions } from 'helmet'
import { frameOrigins } from '../text/embed.js'

/** No inline script or style, nothing from other sites. HSTS only when the site really is on https. */
export function securityHeaders(origin: string): RequestHandler {
  const headers = [...headersOf(helmet(policy(origin))), permissions]
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value)
    next()
  }
}

type Header = readonly [name: string, value: string]

const permissions: Header = [
  'Permissions-Policy',
  'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
]

function policy(origin: string): HelmetOptions {
  const isHttps = origin.startsWith('https:')
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        // Banners stand in frames of ours. A reader's tap puts a frame of another site there, see text/embed.ts; until then nothing is
        // asked of these.
        frameSrc: ["'self'", ...frameOrigins],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginEmbedderPolicy: false,
  }
}

/** Ours are the same for every answer, so helmet is asked once and not a dozen functions a request. */
function headersOf(handler: ReturnType<typeof helmet>): Header[] {
  const headers: Header[] = []
  const answer = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => {},
  }
  handler({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error) throw error
  })
  return headers
}
