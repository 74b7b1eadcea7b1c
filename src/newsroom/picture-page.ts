import type { Request, Response } from 'express'
import { may, type Staff } from '../features/accounts/staff.js'
import { alikeInLibrary } from '../features/library/library-lists.js'
import type { LibraryPicture } from '../features/library/library-picture.js'
import { findInLibrary } from '../features/library/library-store.js'
import { bringPictureBack, describePicture, mayDescribe, removePicture } from '../features/library/picture-keeping.js'
import { holdersOf, type PictureHolder, type PictureUse, usesOf } from '../features/library/use-lists.js'
import { focusClasses, liteWidth, pictureAddress } from '../features/media/picture.js'
import { momentWords } from '../language/dates.js'
import { say, type Texts } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { type LibraryCard, libraryCard, nameOf } from './library-card.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import {
  longestField,
  type PictureFault,
  type PictureField,
  readPictureForm,
  type TypedPicture,
  typedOf,
} from './picture-form.js'

export interface PicturePage {
  frame: Frame
  heading: string
  action: string
  isRemoved: boolean
  mayDescribe: boolean
  mayManage: boolean
  picture: { src: string; whole: string; width: number; height: number; alt: string; focus: string }
  fields: {
    name: PictureField
    label: string
    value: string
    max: number
    lang: string | null
    hint: string | null
    fault: string | null
  }[]
  /** The last day of its licence and its focal point, which are no plain lines. */
  typed: TypedPicture
  dayFault: string | null
  focusFault: string | null
  licence: LibraryCard['licence']
  facts: [name: string, value: string][]
  /** No link where this colleague may not go. */
  uses: { href: string | null; title: string; lang: string | null; words: string }[]
  moreUses: string | null
  inUse: string | null
  alike: (LibraryCard & { id: number })[]
  replaceFault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/picture': PicturePage
  }
}

const home = '/newsroom/media'
const shownUses = 50

export async function picturePage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const picture = await pictureOf(kit, req)
  await showPicture(kit, staff, req, res, { picture, typed: typedOf(picture) })
}

export async function savePicture(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const picture = await pictureOf(kit, req)
  const { typed, ...read } = readPictureForm(formFields(req.body))
  if (read.words === null) return showPicture(kit, staff, req, res, { picture, typed, faults: read.faults }, 422)
  await describePicture(kit, staff, picture.id, read.words)
  leaveNotice(req, { words: say(staff.language).newsroom.media.picture.saved })
  await leadTo(req, res, `${home}/${picture.id}`)
}

/** Undone by a click, as long as it is kept. */
export async function takeOutPicture(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.media.picture
  const picture = await pictureOf(kit, req)
  const uses = await removePicture(kit, staff, picture.id)
  if (uses > 0)
    return showPicture(kit, staff, req, res, { picture, typed: typedOf(picture), inUse: texts.inUse(uses) }, 409)
  leaveNotice(req, {
    words: texts.removed(nameOf(staff.language, picture)),
    undo: { action: `${home}/${picture.id}/return`, fields: {} },
  })
  await leadTo(req, res, home)
}

export async function returnPicture(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const picture = await pictureOf(kit, req)
  await bringPictureBack(kit, staff, picture.id)
  leaveNotice(req, { words: say(staff.language).newsroom.media.picture.broughtBack(nameOf(staff.language, picture)) })
  await leadTo(req, res, `${home}/${picture.id}`)
}

export async function pictureOf(kit: Kit, req: Request): Promise<LibraryPicture> {
  const picture = await findInLibrary(kit.db, Number(req.params.id))
  if (!picture) throw new NotFound('no such picture')
  return picture
}

interface Shown {
  picture: LibraryPicture
  typed: TypedPicture
  faults?: Partial<Record<PictureField, PictureFault>>
  inUse?: string
  replaceFault?: string
}

export async function showPicture(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  { picture, typed, faults = {}, inUse, replaceFault }: Shown,
  status = 200,
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom.media.picture
  const now = kit.clock.now()
  const { id, hash, width, height, focalX, focalY } = picture
  const [uses, holders, alike] = await Promise.all([
    usesOf(kit.db, id, shownUses + 1),
    holdersOf(kit.db, id),
    alikeInLibrary(kit.db, id),
  ])
  const name = nameOf(language, picture)
  const fault = (field: PictureField) => (faults[field] ? texts.faults[faults[field]] : null)
  const lines = ['altRu', 'altKk', 'captionRu', 'captionKk', 'credit', 'licence'] as const
  render(
    res,
    language,
    'newsroom/picture',
    {
      frame: frame(req, staff, { title: name, scripts: ['focal-point.js'], styles: ['library.css'] }),
      heading: name,
      action: `${home}/${id}`,
      isRemoved: picture.removedAt !== null,
      mayDescribe: mayDescribe(staff, picture),
      mayManage: may(staff, 'media.manage'),
      picture: {
        src: pictureAddress(hash, liteWidth, 'jpg'),
        whole: pictureAddress(hash, 1280, 'jpg'),
        width,
        height,
        alt: name,
        focus: focusClasses(focalX === null || focalY === null ? null : { x: focalX, y: focalY }),
      },
      fields: lines.map((field) => ({
        name: field,
        label: texts[field],
        value: typed[field],
        max: longestField[field],
        lang: field.endsWith('Ru') ? 'ru' : field.endsWith('Kk') ? 'kk' : null,
        hint: field === 'altRu' ? texts.altHint : null,
        fault: fault(field),
      })),
      typed,
      dayFault: fault('licenceUntil'),
      focusFault: fault('focalX'),
      licence: libraryCard(language, now, picture).licence,
      facts: factsOf(language, texts, picture),
      uses: [
        ...holders.map((holder) => holderOf(staff, texts, holder)),
        ...uses.slice(0, shownUses).map((use) => useOf(texts, use)),
      ],
      moreUses: uses.length > shownUses ? texts.andMore : null,
      inUse: inUse ?? null,
      alike: alike.map((each) => ({ ...libraryCard(language, now, each), id: each.id })),
      replaceFault: replaceFault ?? null,
    },
    { status },
  )
}

type PictureTexts = Texts['newsroom']['media']['picture']

function factsOf(language: 'ru' | 'kk', texts: PictureTexts, picture: LibraryPicture): [string, string][] {
  return [
    ['№', String(picture.id)],
    [texts.size, `${picture.width} × ${picture.height}`],
    ...(picture.fileName === '' ? [] : [[texts.file, picture.fileName] as [string, string]]),
    ...(picture.uploadedBy ? [[texts.uploadedBy, picture.uploadedBy.name] as [string, string]] : []),
    [texts.takenIn, momentWords(language, picture.takenInAt)],
  ]
}

function useOf(texts: PictureTexts, { articleId, pageId, title, language, layers, places }: PictureUse) {
  return {
    href: articleId === null ? `/newsroom/pages/${pageId}` : `/newsroom/articles/${articleId}`,
    title: title || `№ ${articleId ?? pageId}`,
    lang: language,
    words:
      articleId === null
        ? texts.page
        : [...layers.map((layer) => texts.layers[layer]), ...places.map((place) => texts.places[place])].join(', '),
  }
}

const holderPlaces = {
  banner: { right: 'ads.manage', href: (id: number | null) => `/newsroom/campaigns/${id}` },
  notice: { right: 'board.moderate', href: () => '/newsroom/notices' },
  logo: { right: 'settings.manage', href: () => '/newsroom/settings' },
} as const

function holderOf(staff: Staff, texts: PictureTexts, { kind, subjectId, title, language }: PictureHolder) {
  const { right, href } = holderPlaces[kind]
  return {
    href: may(staff, right) ? href(subjectId) : null,
    title: title || texts.holders[kind],
    lang: language,
    words: title === '' ? '' : texts.holders[kind],
  }
}
