import type { Request, Response } from 'express'
import type { Article } from '../features/articles/article.js'
import { commentSettingsOf } from '../features/comments/comment-settings.js'
import { confirmByCode, confirmByLink, isLinkOpen, sendConfirmation } from '../features/comments/confirming.js'
import { type Writer, writerOfToken } from '../features/comments/writer-store.js'
import { siteWords } from '../features/identity/site-words.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { LinkEnded, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { writerToken } from './comment-cookie.js'
import { commentShell, visibleArticle } from './comments-page.js'
import { type Shell, shell } from './shell.js'

export interface CommentConfirmPage {
  shell: Shell
  heading: string
  words: string
  action: string
  button: string
  /** Where a code is typed. */
  code: { label: string; fault: string | null; again: string } | null
}

declare module '../web/views.js' {
  interface Views {
    'site/comment-confirm': CommentConfirmPage
  }
}

/** Sends what confirms a comment that was just written. */
export async function askToConfirm(
  kit: Kit,
  article: Article,
  writer: Writer,
): Promise<'sent' | 'too-often' | 'not-sent'> {
  const { code, link } = say(article.language).comments
  const { name } = await siteWords(kit, article.language)
  return sendConfirmation(kit, writer, {
    message: (secret) =>
      writer.contactKind === 'phone'
        ? { subject: '', text: code.sms(name, secret) }
        : {
            subject: link.subject(name),
            text: link.mail(article.title, `${kit.origin}/comment/confirm/${article.language}-${secret}`),
          },
  })
}

/** `/comment/confirm/ru-…`: a page with a button, since programs that look at mail open every link in it. */
export async function confirmPage(kit: Kit, req: Request, res: Response): Promise<void> {
  const { language, token } = linkOf(req)
  const texts = say(language).comments.link
  if (!(await isLinkOpen(kit, token))) throw new LinkEnded(texts.ended)
  render(res, language, 'site/comment-confirm', {
    shell: await shell(kit, req, {
      language,
      title: texts.heading,
      path: language === 'kk' ? '/kk' : '/',
      noindex: true,
    }),
    heading: texts.heading,
    words: texts.words,
    action: `/comment/confirm/${language}-${token}`,
    button: texts.confirm,
    code: null,
  })
}

export async function confirmNow(kit: Kit, req: Request, res: Response): Promise<void> {
  const { language, token } = linkOf(req)
  const articleId = await confirmByLink(kit, await commentSettingsOf(kit), token)
  if (articleId === undefined) throw new LinkEnded(say(language).comments.link.ended)
  res.redirect(303, articleId === 0 ? (language === 'kk' ? '/kk' : '/') : `/comments/${articleId}`)
}

function linkOf(req: Request): { language: Language; token: string } {
  const found = /^(ru|kk)-([\w-]{43})$/.exec(String(req.params.link))
  if (!found) throw new NotFound('not a link')
  return { language: found[1] as Language, token: found[2] ?? '' }
}

/** `/comment/code/42`: where the code out of a text message is typed. */
export async function codePage(kit: Kit, req: Request, res: Response): Promise<void> {
  const { article } = await ownTalk(kit, req)
  await showCode(kit, req, res, article, null)
}

export async function tryCode(kit: Kit, req: Request, res: Response): Promise<void> {
  const { article, writer } = await ownTalk(kit, req)
  const { code } = (req.body ?? {}) as Record<string, unknown>
  const outcome = await confirmByCode(
    kit,
    await commentSettingsOf(kit),
    writer,
    typeof code === 'string' ? code.slice(0, 40) : '',
  )
  if (outcome === 'confirmed') return res.redirect(303, `/comment/mine/${article.id}`)
  await showCode(kit, req, res, article, say(article.language).comments.code[outcome])
}

export async function codeAgain(kit: Kit, req: Request, res: Response): Promise<void> {
  const { article, writer } = await ownTalk(kit, req)
  const outcome = await askToConfirm(kit, article, writer)
  const texts = say(article.language).comments.code
  if (outcome === 'sent') return res.redirect(303, `/comment/code/${article.id}`)
  await showCode(kit, req, res, article, outcome === 'too-often' ? texts.tooOften : texts.notSent)
}

async function ownTalk(kit: Kit, req: Request): Promise<{ article: Article; writer: Writer }> {
  const article = await visibleArticle(kit, Number(req.params.id))
  const writer = await writerOfToken(kit.db, writerToken(req))
  if (writer?.contactKind !== 'phone') throw new NotFound('nothing to confirm')
  return { article, writer }
}

async function showCode(kit: Kit, req: Request, res: Response, article: Article, fault: string | null): Promise<void> {
  const texts = say(article.language).comments.code
  render(
    res,
    article.language,
    'site/comment-confirm',
    {
      shell: await commentShell(kit, req, article, texts.heading),
      heading: texts.heading,
      words: texts.hint,
      action: `/comment/code/${article.id}`,
      button: texts.confirm,
      code: { label: texts.label, fault, again: `/comment/code/${article.id}/again` },
    },
    { status: fault === null ? 200 : 422 },
  )
}
