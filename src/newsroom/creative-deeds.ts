import type { Request, Response } from 'express'
import { may, type Staff } from '../features/accounts/staff.js'
import { putCreative, removeCreative } from '../features/ads/campaign-keeping.js'
import { fitsPlacement, isPlacement, placementNames, sizesOf } from '../features/ads/placement.js'
import { uploadPicture } from '../features/library/uploading.js'
import { checkPicture, maxBytes, PictureRefused, uprightSize } from '../features/media/picture-check.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { Forbidden, NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { type ArrivingFile, FormTooLarge, readMultipart } from '../web/multipart.js'
import { fieldsOf } from './campaign-form.js'
import { campaignAsked, showCampaign } from './campaign-page.js'
import { type CreativeField, emptyCreative, pictureNumbered, type TypedCreative } from './creative-form.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

const home = '/newsroom/campaigns'
/** As heavy as a banner may be, by the rules of most networks. */
const maxDocument = 200_000
/** A longer field is cut there, and is then too heavy. */
const limits = { fileBytes: maxBytes, files: 1, fieldBytes: maxDocument + 1000, fields: 10 }

/** A picture in exactly the size of its place, from the form or from the library, or a document; and the page it leads to. */
export async function addToCampaign(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.campaigns
  const campaign = await campaignAsked(kit, req)
  if (!campaign) throw new NotFound('no such campaign')
  const show = (creative: TypedCreative) =>
    showCampaign(kit, staff, req, res, { campaign, fields: fieldsOf(campaign, kit.clock.now()), creative }, 422)
  const sent = await readCreative(req)
  if (sent === 'too heavy') {
    const words = say(staff.language).newsroom.media.refusals['too-heavy']
    return show({ ...emptyCreative, fault: { field: 'file', words } })
  }
  const typed = sent.typed
  const refuse = (field: CreativeField, words: string) => show({ ...typed, fault: { field, words } })
  const { placement } = typed
  if (!isPlacement(placement)) return refuse('placement', texts.placeFault)
  if (sent.file) {
    const taken = await takeBanner(kit, staff, sent.file)
    if ('refusal' in taken) return refuse('file', taken.refusal)
    if ('size' in taken) return refuse('file', wrongSize(placement, taken.size))
    // It is in the library now and chosen: whatever else is wrong, it need not be sent again.
    typed.picture = String(taken.id)
  }
  const isDocument = typed.html.trim() !== ''
  if (isDocument === (typed.picture !== '')) return refuse(isDocument ? 'html' : 'file', texts.oneOfBoth)
  if (Buffer.byteLength(typed.html) > maxDocument) return refuse('html', texts.documentHeavy)
  const picture = isDocument ? undefined : await pictureNumbered(kit, typed.picture)
  if (!isDocument && !picture) return refuse('file', texts.noPicture)
  if (picture && !fitsPlacement(placement, picture)) return refuse('file', wrongSize(placement, picture))
  if (!/^https?:\/\/[^\s<>"]{4,900}$/.test(typed.target)) return refuse('target', texts.targetFault)
  await putCreative(kit, staff, campaign.id, {
    placement,
    pictureId: picture?.id ?? null,
    html: isDocument ? typed.html : null,
    altRu: oneLine(typed.altRu, 200),
    altKk: oneLine(typed.altKk, 200),
    target: typed.target,
  })
  leaveNotice(req, { words: texts.creativeAdded })
  await leadTo(req, res, `${home}/${campaign.id}`)

  function wrongSize(place: (typeof placementNames)[number], is: { width: number; height: number }): string {
    const words = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`
    const [must, twice] = sizesOf(place).map(words)
    const elsewhere = placementNames.filter((each) => fitsPlacement(each, is)).map((each) => texts.places[each])
    const fault = texts.wrongSize(words(is), must ?? '', twice ?? '')
    return elsewhere.length === 0 ? fault : `${fault} ${texts.fitsElsewhere(elsewhere.join(', '))}`
  }
}

export async function removeFromCampaign(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const id = Number(req.params.id)
  const { creative = '', back } = formFields(req.body)
  const isBack = back === 'yes'
  await removeCreative(kit, staff, id, /^[1-9]\d{0,8}$/.test(creative) ? Number(creative) : 0, isBack)
  leaveNotice(req, {
    words: say(staff.language).newsroom.campaigns[isBack ? 'creativeBack' : 'creativeRemoved'],
    ...(!isBack && { undo: { action: `${home}/${id}/creatives/removal`, fields: { creative, back: 'yes' } } }),
  })
  await leadTo(req, res, `${home}/${id}`)
}

async function readCreative(req: Request): Promise<{ typed: TypedCreative; file?: ArrivingFile } | 'too heavy'> {
  let file: ArrivingFile | undefined
  try {
    const { fields } = await readMultipart(req, limits, async (arrived) => {
      file = arrived
    })
    const last = (name: keyof TypedCreative) => fields.get(name)?.at(-1) ?? ''
    const typed: TypedCreative = {
      placement: last('placement'),
      picture: last('picture').trim(),
      html: last('html'),
      altRu: last('altRu'),
      altKk: last('altKk'),
      target: last('target').trim(),
      fault: null,
    }
    return { typed, ...(file && { file }) }
  } catch (error) {
    if (error instanceof FormTooLarge) return 'too heavy'
    throw error
  }
}

/**
 * Into the library goes only what some place takes: a banner of no use there would never be found again. Gives its number, or the
 * size that no place has, or why it is no picture.
 */
async function takeBanner(
  kit: Kit,
  staff: Staff,
  file: ArrivingFile,
): Promise<{ id: number } | { size: { width: number; height: number } } | { refusal: string }> {
  if (!may(staff, 'media.upload')) throw new Forbidden('media.upload')
  const { refusals } = say(staff.language).newsroom.media
  if ('tooHeavy' in file) return { refusal: refusals['too-heavy'] }
  try {
    await checkPicture(file.bytes)
    const size = await uprightSize(file.bytes)
    if (!placementNames.some((each) => fitsPlacement(each, size))) return { size }
    return { id: (await uploadPicture(kit, staff, file.bytes, file.name)).picture.id }
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error
    return { refusal: refusals[error.reason] }
  }
}
