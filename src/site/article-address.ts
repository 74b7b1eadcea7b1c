import type { Request } from 'express'
import { articleAddress } from '../features/articles/article.js'
import { NotFound } from '../web/errors.js'

/** The number at the head of `42-most-otkryt`; one too large for an article's id is an address that does not exist. */
export function articleId(req: Request): number {
  const id = Number(/^(\d{1,15})(?:-|$)/.exec(String(req.params.article))?.[1])
  if (!Number.isSafeInteger(id) || id < 1) throw new NotFound('not an article address')
  return id
}

/** `/kk/latin/43-kopir-ashyldy`: a Kazakh story in Latin letters. */
export function latinAddress(article: Parameters<typeof articleAddress>[0]): string {
  return articleAddress(article).replace('/news/', '/latin/')
}
