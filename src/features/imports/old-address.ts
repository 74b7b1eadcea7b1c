const maxLength = 2000

/**
 * An old link as the redirect table keeps it: path and query without the host, decoded, so that `%D0%BC` and `%d0%bc` are one.
 * Undefined for the front page, and for what is no link.
 */
export function oldAddressOf(link: string): string | undefined {
  if (!/^https?:\/\//.test(link) || !URL.canParse(link)) return undefined
  const { pathname, search } = new URL(link)
  if (pathname === '/' && search === '') return undefined
  return decoded(pathname + search)
}

function decoded(address: string): string | undefined {
  try {
    const words = decodeURI(address)
    return words.length > maxLength || words.includes('\u0000') ? undefined : words
  } catch {
    return undefined
  }
}
