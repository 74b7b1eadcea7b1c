/** A path on this site and nothing else: never `//elsewhere` or a scheme. */
export function localPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 1000) return undefined
  return /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(value) ? value : undefined
}
