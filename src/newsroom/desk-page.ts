import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'

export interface DeskPage {
  frame: Frame
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/desk': DeskPage
  }
}

export async function deskPage(_kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  render(res, staff.language, 'newsroom/desk', {
    frame: frame(req, staff, { title: say(staff.language).newsroom.menu.desk }),
  })
}
