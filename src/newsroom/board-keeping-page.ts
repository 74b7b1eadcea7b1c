import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Staff } from '../features/accounts/staff.js'
import { keepBoardRules, keepCategory } from '../features/board/board-keeping.js'
import { boardSettings } from '../features/board/board-settings.js'
import { allCategories } from '../features/board/category-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { say } from '../language/say.js'
import { slugPattern } from '../language/slug.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import type { FormField } from './form-field.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface BoardKeepingPage {
  frame: Frame
  categories: CategoryForm[]
  rules: FormField[]
  rulesFault: string | null
}

interface CategoryForm {
  id: string
  nameRu: string
  nameKk: string
  slug: string
  position: string
  isOpen: boolean
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/board-keeping': BoardKeepingPage
    'newsroom/board-category': CategoryForm
  }
}

const home = '/newsroom/notices/board'

export async function boardKeepingPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await show(kit, staff, req, res, {})
}

const days = (most: number) => z.coerce.number().int().min(1).max(most)
const price = z.coerce.number().int().min(0).max(1_000_000)
const rulesForm = z.object({
  isOpen: z.string().optional(),
  looksFirst: z.string().optional(),
  days: days(365),
  raisePrice: price,
  highlightPrice: price,
  highlightDays: days(90),
  payRu: z.string().trim().max(500).default(''),
  payKk: z.string().trim().max(500).default(''),
})

export async function saveBoardRules(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const given = formFields(req.body)
  const read = rulesForm.safeParse(given)
  if (!read.success) return show(kit, staff, req, res, { rules: given })
  const { isOpen, looksFirst, ...rest } = read.data
  await keepBoardRules(kit, staff, { ...rest, isOpen: isOpen !== undefined, looksFirst: looksFirst !== undefined })
  await leave(staff, req, res)
}

const categoryForm = z.object({
  id: z.string().regex(/^(?:|[1-9]\d{0,8})$/),
  nameRu: z.string().trim().min(1).max(60),
  nameKk: z.string().trim().min(1).max(60),
  slug: z.string().trim().max(60).regex(slugPattern),
  position: z.coerce.number().int().min(0).max(9999).catch(100),
  isOpen: z.string().optional(),
})

export async function saveCategory(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const given = formFields(req.body)
  const read = categoryForm.safeParse(given)
  if (read.success) {
    const { id, isOpen, ...rest } = read.data
    const category = { ...rest, isOpen: isOpen !== undefined }
    if (await keepCategory(kit, staff, id === '' ? null : Number(id), category)) return leave(staff, req, res)
  }
  await show(kit, staff, req, res, { category: given })
}

async function leave(staff: Staff, req: Request, res: Response): Promise<void> {
  leaveNotice(req, { words: say(staff.language).newsroom.notices.saved })
  await leadTo(req, res, home)
}

/** With what was typed where it had a fault. */
async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  { rules, category }: { rules?: Record<string, string>; category?: Record<string, string> },
): Promise<void> {
  const texts = say(staff.language).newsroom.notices
  const [settings, kept] = [await readSettings(kit.db, boardSettings), await allCategories(kit.db)]
  const typed = (id: string): CategoryForm | undefined =>
    category && (category.id ?? '') === id
      ? {
          id,
          nameRu: category.nameRu ?? '',
          nameKk: category.nameKk ?? '',
          slug: category.slug ?? '',
          position: category.position ?? '',
          isOpen: category.isOpen !== undefined,
          fault: texts.categoryFault,
        }
      : undefined
  const blank: CategoryForm = {
    id: '',
    nameRu: '',
    nameKk: '',
    slug: '',
    position: '100',
    isOpen: true,
    fault: null,
  }
  const field = (name: RuleName, as: FormField['as'], max: number): FormField => ({
    name,
    label: texts[name === 'isOpen' ? 'open' : name],
    as,
    value: rules ? (rules[name] ?? '') : String(settings[name]),
    isOn: rules ? rules[name] !== undefined : settings[name] === true,
    choices: [],
    isRequired: as === 'number',
    max,
    hint: null,
    fault: null,
  })
  render(
    res,
    staff.language,
    'newsroom/board-keeping',
    {
      frame: frame(req, staff, { title: texts.settings }),
      categories: [
        ...kept.map(
          (each) =>
            typed(String(each.id)) ?? { ...each, id: String(each.id), position: String(each.position), fault: null },
        ),
        typed('') ?? blank,
      ],
      rules: [
        field('isOpen', 'switch', 2),
        field('looksFirst', 'switch', 2),
        field('days', 'number', 3),
        field('raisePrice', 'line', 7),
        field('highlightPrice', 'line', 7),
        field('highlightDays', 'number', 2),
        field('payRu', 'lines', 500),
        field('payKk', 'lines', 500),
      ],
      rulesFault: rules ? texts.rulesFault : null,
    },
    { status: rules || category ? 422 : 200 },
  )
}

type RuleName = keyof z.infer<typeof rulesForm>
