import type { RequestHandler, Response } from 'express'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { languages } from '../language/language.js'
import { say, type Texts } from '../language/say.js'
import { escapeHtml } from '../web/views.js'

interface Said {
  heading: string
  words: string
}

/**
 * A refusal that costs nothing to make, in both languages, since nothing is looked up for it. The form is a step back in the
 * browser, with all that was typed.
 */
export function plainAnswer(res: Response, status: number, words: (texts: Texts) => Said): void {
  const said = languages.map((language) => `<p lang="${language}">${escapeHtml(words(say(language)).words)}</p>`)
  const title = escapeHtml(words(say('ru')).heading)
  res
    .status(status)
    .type('html')
    .send(
      `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><h1>${title}</h1>${said.join('')}</body></html>`,
    )
}

/** Who sends too often is turned away before the body is read. */
export function through(gate: FloodGate, words: (texts: Texts, seconds: number) => Said): RequestHandler {
  return async (req, res, next) => {
    const seconds = await gate.waitFor(req.ip ?? '')
    if (seconds === 0) return next()
    res.setHeader('Retry-After', seconds)
    plainAnswer(res, 429, (texts) => words(texts, seconds))
  }
}
