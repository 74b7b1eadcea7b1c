/** A number of Kazakhstan as people type it, `8 701 123-45-67` or `+7 (701) 1234567`, as `+77011234567`; null for anything else. */
export function kazakhPhone(typed: string): string | null {
  const digits = typed.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7')
  return /^77\d{9}$/.test(digits) ? `+${digits}` : null
}

/** `+7 701 123 45 67`, never broken over two lines. */
export function phoneWords(phone: string): string {
  return phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7\u00a0$1\u00a0$2\u00a0$3\u00a0$4')
}
