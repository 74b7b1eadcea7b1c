import type { Request, Response } from 'express'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { changeDisplay, displayCode, usualDisplay } from '../web/display.js'
import { localPath } from '../web/local-path.js'
import { render } from '../web/render.js'
import { displayOf, type Shell, shell } from './shell.js'

export interface DisplayPage {
  shell: Shell
  action: string
  back: string
  fields: ChoiceField[]
  resetHref: string
}

export interface ChoiceField {
  name: string
  legend: string
  choices: { value: string; words: string; isChosen: boolean }[]
}

declare module '../web/views.js' {
  interface Views {
    'site/display': DisplayPage
  }
}

export async function displayPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const texts = say(language).display
  const display = displayOf(req)
  const back = localPath(req.query.back) ?? localAddress(language, '/')
  const path = localAddress(language, '/display')
  const frame = await shell(kit, req, {
    language,
    title: texts.title,
    path,
    twin: localAddress(otherLanguage(language), '/display'),
    noindex: true,
  })
  const field = (name: string, legend: string, choices: Record<string, string>, chosen: string): ChoiceField => ({
    name,
    legend,
    choices: Object.entries(choices).map(([value, words]) => ({ value, words, isChosen: value === chosen })),
  })
  res.setHeader('Cache-Control', 'private, no-store')
  render(res, language, 'site/display', {
    shell: frame,
    action: `${path}/set`,
    back,
    resetHref: `${path}/set?reset=on&back=${encodeURIComponent(back)}`,
    fields: [
      field('size', texts.size, { 0: '100 %', 1: '125 %', 2: '150 %', 3: '175 %', 4: '200 %' }, String(display.size)),
      field('theme', texts.theme, texts.themes, display.theme),
      field('contrast', texts.contrast, texts.contrasts, display.contrast),
      field('spacing', texts.spacing, Object.fromEntries(texts.spacings.entries()), String(display.spacing)),
      field(
        'pictures',
        texts.pictures,
        { on: texts.picturesOn, off: texts.picturesOff },
        display.pictures ? 'on' : 'off',
      ),
      field('lite', texts.lite, { off: texts.liteOff, on: texts.liteOn }, display.lite ? 'on' : 'off'),
    ],
  })
}

const yearInSeconds = 365 * 24 * 3600

/** A link or the form changes a setting and brings the reader back. The cookie holds six signs and nothing about the reader. */
export async function setDisplay(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const wishes = req.query
  const display = wishes.reset === 'on' ? usualDisplay : changeDisplay(displayOf(req), wishes)
  res.cookie('display', displayCode(display), {
    maxAge: yearInSeconds * 1000,
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    secure: kit.origin.startsWith('https:'),
  })
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex')
  res.redirect(303, localPath(wishes.back) ?? localAddress(language, '/'))
}
