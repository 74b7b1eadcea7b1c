/** Typed text as PostgreSQL takes it: without NUL and without halves of signs, which no keyboard types; nothing else is lost. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}
