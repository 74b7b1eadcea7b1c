/** Lines of an ads.txt that are none, by their number from 1, with what is wrong. */
export interface AdsTxtFault {
  line: number
  fault: 'fields' | 'domain' | 'account' | 'relation' | 'variable' | 'owner twice'
}

const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i
const variables: Record<string, RegExp> = {
  CONTACT: /^\S.{0,200}$/,
  SUBDOMAIN: domain,
  OWNERDOMAIN: domain,
  MANAGERDOMAIN: /^[a-z0-9.-]+(?:,\s*[A-Z]{2})?$/i,
  INVENTORYPARTNERDOMAIN: domain,
}

/** By the specification 1.1: `domain, account, DIRECT or RESELLER[, certification]`, variables, comments, empty lines. */
export function faultsOfAdsTxt(text: string): AdsTxtFault[] {
  const faults: AdsTxtFault[] = []
  let owners = 0
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.replace(/#.*$/, '').trim()
    if (line === '') continue
    const [, name = '', value = ''] = /^([A-Za-z]+)\s*=\s*(.*)$/.exec(line) ?? []
    if (name !== '') {
      if (!variables[name.toUpperCase()]?.test(value)) faults.push({ line: at + 1, fault: 'variable' })
      if (name.toUpperCase() === 'OWNERDOMAIN' && ++owners > 1) faults.push({ line: at + 1, fault: 'owner twice' })
      continue
    }
    const fault = recordFault(line.split(',').map((field) => field.trim()))
    if (fault) faults.push({ line: at + 1, fault })
  }
  return faults
}

function recordFault(fields: readonly string[]): AdsTxtFault['fault'] | undefined {
  const [seller = '', account = '', relation = '', certification] = fields
  if (fields.length < 3 || fields.length > 4 || certification === '') return 'fields'
  if (!domain.test(seller)) return 'domain'
  if (!/^\S{1,100}$/.test(account)) return 'account'
  return /^(?:DIRECT|RESELLER)$/i.test(relation) ? undefined : 'relation'
}

/** What is served: a file without sellers says so with the line that the specification gives for it. */
export function adsTxt(text: string): string {
  const hasRecord = text.split(/\r?\n/).some((line) => /^[^#=]+,/.test(line))
  return hasRecord
    ? `${text.trim()}\n`
    : `${text.trim()}\nplaceholder.example.com, placeholder, DIRECT, placeholder\n`.trimStart()
}
