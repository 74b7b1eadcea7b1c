import type { Language } from '../../language/language.js'
import { Forbidden } from '../../web/errors.js'
import { type Right, type Role, rightsOf } from './right.js'

/** Somebody of the newsroom who is signed in: every deed is handed one. */
export interface Staff {
  id: number
  name: string
  role: Role
  /** Of the newsroom's interface; what they write in is another matter. */
  language: Language
  authorId: number | null
  /** Their role must show a one-time code at the door, and theirs is not set up yet: until then only their own account opens. */
  owesSecondStep: boolean
  /** Shortcuts of bare letters work for them. */
  singleKeys: boolean
  /** Where the request came from, for the audit. */
  address: string
}

export function may({ role }: Pick<Staff, 'role'>, right: Right): boolean {
  return rightsOf[role].has(right)
}

/** Asked by a deed itself, although the route asked already: a deed may have more than one door. Throws Forbidden. */
export function demand(staff: Pick<Staff, 'role'>, right: Right): void {
  if (!may(staff, right)) throw new Forbidden(`needs ${right}`)
}
