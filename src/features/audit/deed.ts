import type { Texts } from '../../language/say.js'

/** The code of a deed, a noun and a verb: `article.publish`, `staff.invite`. The log keeps it; its name is the interface's. */
export type Deed = keyof Texts['newsroom']['deeds']['names']

/** The noun: what the deed is done upon. */
export type DeedGroup = Deed extends `${infer Group}.${string}` ? Group : never
