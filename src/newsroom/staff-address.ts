import type { Request, Response } from 'express'
import type { Right } from '../features/accounts/right.js'
import type { Staff } from '../features/accounts/staff.js'
import type { Kit } from '../platform/kit.js'

export type Show = (kit: Kit, staff: Staff, req: Request, res: Response) => Promise<void>
export type ShowToAnyone = (kit: Kit, req: Request, res: Response) => Promise<void>

/** An address of the newsroom and the right it needs; `any staff` is whoever is signed in, `anyone` says that the door is open. */
export type StaffAddress =
  | {
      method: 'get' | 'post'
      address: string
      right: Right | 'any staff'
      show: Show
      /** Its page reads the body itself, as a stream. */
      readsFiles?: true
    }
  | { method: 'get' | 'post'; address: string; right: 'anyone'; show: ShowToAnyone }

export const get = (address: string, right: Right | 'any staff', show: Show): StaffAddress => ({
  method: 'get',
  address,
  right,
  show,
})
export const post = (address: string, right: Right | 'any staff', show: Show): StaffAddress => ({
  ...get(address, right, show),
  method: 'post',
})
/** A form with files. */
export const files = (address: string, right: Right | 'any staff', show: Show): StaffAddress => ({
  method: 'post',
  address,
  right,
  show,
  readsFiles: true,
})
export const open = (method: 'get' | 'post', address: string, show: ShowToAnyone): StaffAddress => ({
  method,
  address,
  right: 'anyone',
  show,
})
