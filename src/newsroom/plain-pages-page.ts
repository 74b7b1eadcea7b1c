import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Staff } from '../features/accounts/staff.js'
import { dropPage, keepPage } from '../features/pages/page-keeping.js'
import { findKeptPage, type KeptPage, listPages } from '../features/pages/page-keeping-store.js'
import { pageAddress } from '../features/pages/page-store.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import { slugPattern } from '../language/slug.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface PlainPagesPage {
  frame: Frame
  pages: { href: string; title: string; language: Language; site: string; isDraft: boolean; inFooter: boolean }[]
}

export interface PlainPageFormPage {
  frame: Frame
  heading: string
  action: string
  page: Omit<KeptPage, 'id' | 'position'> & { position: string }
  faults: { title: string | null; slug: string | null }
  removal: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/plain-pages': PlainPagesPage
    'newsroom/plain-page-form': PlainPageFormPage
  }
}

const home = '/newsroom/pages'

export async function plainPagesPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const pages = await listPages(kit.db)
  render(res, staff.language, 'newsroom/plain-pages', {
    frame: frame(req, staff, { title: say(staff.language).newsroom.menu.pages }),
    pages: pages.map(({ id, title, language, slug, state, inFooter }) => ({
      href: `${home}/${id}`,
      title,
      language,
      site: pageAddress(language, slug),
      isDraft: state === 'draft',
      inFooter,
    })),
  })
}

const usual = {
  slug: '',
  language: 'ru',
  title: '',
  body: '',
  position: '100',
  inFooter: false,
  state: 'published',
} as const

export async function plainPageForm(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const id = idOf(req)
  const found = id === null ? undefined : await findKeptPage(kit.db, id)
  if (id !== null && !found) throw new NotFound('no such page')
  show(staff, req, res, id, found ? { ...found, position: String(found.position) } : usual)
}

const form = z.object({
  title: z.string().trim().min(1).max(200),
  slug: z.string().trim().max(80),
  language: z.enum(['ru', 'kk']).catch('ru'),
  body: z.string().max(1_000_000),
  position: z.coerce.number().int().min(0).max(9999).catch(100),
  inFooter: z.string().optional(),
  state: z.enum(['draft', 'published']).catch('draft'),
})

export async function savePlainPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.pages
  const id = idOf(req)
  const given: Record<string, string> & { title: string; slug: string; body: string } = {
    ...{ title: '', slug: '', body: '' },
    ...formFields(req.body),
  }
  const read = form.safeParse(given)
  const isSlug = given.slug.trim() === '' || slugPattern.test(given.slug.trim())
  const again: PlainPageFormPage['page'] = {
    title: given.title,
    slug: given.slug,
    body: given.body,
    position: given.position ?? usual.position,
    language: given.language === 'kk' ? 'kk' : 'ru',
    inFooter: given.inFooter !== undefined,
    state: given.state === 'published' ? 'published' : 'draft',
  }
  if (!read.success || !isSlug)
    return show(staff, req, res, id, again, {
      title: read.success ? null : texts.titleFault,
      slug: isSlug ? null : texts.slugFault,
    })
  const kept = await keepPage(kit, staff, id, { ...read.data, inFooter: read.data.inFooter !== undefined })
  if (kept === undefined) return show(staff, req, res, id, again, { title: null, slug: texts.slugTaken })
  leaveNotice(req, { words: texts.saved(read.data.title) })
  await leadTo(req, res, home)
}

export async function removePlainPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { id: _, position, inFooter, ...page } = await dropPage(kit, staff, Number(req.params.id))
  leaveNotice(req, {
    words: say(staff.language).newsroom.pages.removed(page.title),
    undo: {
      action: `${home}/new`,
      fields: { ...page, position: String(position), ...(inFooter && { inFooter: 'on' }) },
    },
  })
  await leadTo(req, res, home)
}

const idOf = (req: Request) => (req.params.id === undefined ? null : Number(req.params.id))

function show(
  staff: Staff,
  req: Request,
  res: Response,
  id: number | null,
  page: PlainPageFormPage['page'],
  faults?: PlainPageFormPage['faults'],
): void {
  const heading = id === null ? say(staff.language).newsroom.pages.add : page.title
  render(
    res,
    staff.language,
    'newsroom/plain-page-form',
    {
      frame: frame(req, staff, { title: heading }),
      heading,
      action: id === null ? `${home}/new` : `${home}/${id}`,
      page,
      faults: faults ?? { title: null, slug: null },
      removal: id === null ? null : `${home}/${id}/removal`,
    },
    { status: faults ? 422 : 200 },
  )
}
