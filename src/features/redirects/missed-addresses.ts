import type { Kit } from '../../platform/kit.js'
import { addMissed, forgetLeastMissed } from './missed-store.js'

declare module '../../platform/kit.js' {
  interface Kit {
    /** Absent in an operator's command, which nobody asks for pages. */
    missed?: MissedAddresses
  }
}

/** Counts in memory what was asked for and is not there; written together, so that a wave of requests costs one statement. */
export interface MissedAddresses {
  note(address: string): void
  flush(): Promise<void>
}

const mostInMemory = 500
const longest = 300
/** Of an old site's addresses its parameters are the name of the page; all others may be somebody's own. */
const toldParameters = ['p', 'page_id', 'attachment_id', 'ID', 'id', 'page', 'rz', 'cat', 'newsid']

export function openMissedAddresses(kit: Pick<Kit, 'db' | 'clock'>): MissedAddresses {
  let counted = new Map<string, number>()
  return {
    note: (given) => {
      const address = keptForm(given)
      if (address === undefined || (counted.size >= mostInMemory && !counted.has(address))) return
      counted.set(address, (counted.get(address) ?? 0) + 1)
    },
    flush: async () => {
      if (counted.size === 0) return
      const writing = counted
      counted = new Map()
      await addMissed(kit.db, writing, kit.clock.now())
      await forgetLeastMissed(kit.db)
    },
  }
}

/** Undefined for what is not worth a line: hostile noise, and whatever may hold a person's name or key. */
function keptForm(address: string): string | undefined {
  const [path = '', query = ''] = address.split('?', 2)
  const decoded = decode(path)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (decoded === undefined || decoded.length > longest || /[\u0000-\u001f\u007f@\\]|\.\.|:\/\//.test(decoded))
    return undefined
  // These end in somebody's own key, and so do long runs of signs.
  if (/^\/(?:partner-feed|newsroom)\//.test(decoded)) return undefined
  if (/[A-Za-z0-9_-]{40,}/.test(decoded.replace(/-/g, ' '))) return undefined
  const given = new URLSearchParams(query)
  const told = toldParameters.flatMap((name) => {
    const value = given.get(name)
    return value !== null && /^\d{1,9}$/.test(value) ? [`${name}=${value}`] : []
  })
  return told.length === 0 ? decoded : `${decoded}?${told.join('&')}`
}

function decode(path: string): string | undefined {
  try {
    return decodeURI(path).toWellFormed()
  } catch {
    return undefined
  }
}
