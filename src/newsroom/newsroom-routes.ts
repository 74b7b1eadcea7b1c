import { type NextFunction, type Request, type Response, Router } from 'express'
import { may, type Staff } from '../features/accounts/staff.js'
import type { Kit } from '../platform/kit.js'
import { Forbidden, NotAllowed, NotFound } from '../web/errors.js'
import { formBody, jsonBody, tidyQuery } from '../web/form-body.js'
import { auditCsv, auditPage } from './audit-page.js'
import { boardKeepingPage, saveBoardRules, saveCategory } from './board-keeping-page.js'
import { campaignPage, runCampaign, saveCampaign } from './campaign-page.js'
import { campaignsPage, saveAdSettings } from './campaigns-page.js'
import { cashRatesPage, removeCashOffice, returnCashOffice, saveCashRates } from './cash-rates-page.js'
import { codePage, showCode } from './code-page.js'
import { commentSettingsPage, saveCommentSettings } from './comment-settings-page.js'
import { crawlersPage, saveCrawlers } from './crawlers-page.js'
import { addToCampaign, removeFromCampaign } from './creative-deeds.js'
import { deskPage } from './desk-page.js'
import { beginStory, editorPage, newStoryPage } from './editor-page.js'
import { compareWithSaved, saveStory } from './editor-save.js'
import { filingFormPage, filingListPage, mergeTags, removeFiled, saveFiling } from './filing-page.js'
import { arrange, frontControl, frontPreview, postBreaking, undoArrangement } from './front-control-page.js'
import { helpPage } from './help-page.js'
import { joinForm, joinNow } from './join-page.js'
import { chooseKeys } from './key-choice.js'
import { setLanguage } from './language-choice.js'
import { libraryPage } from './library-page.js'
import { keepPlace } from './lock-page.js'
import { missedSearchesPage } from './missed-searches-page.js'
import { decideNow, moderationPage, oneCommentPage, undoNow } from './moderation-page.js'
import { closedToOthers, newsroomSession, staffOf } from './newsroom-session.js'
import { noticeOrdersPage, settleNow } from './notice-orders-page.js'
import { decideNotice, noticesPage } from './notices-page.js'
import {
  changeOwnPassword,
  changeOwnWords,
  endOwnSession,
  ownAccountPage,
  renewCodes,
  secondStepPage,
  turnOffSecondStep,
  turnOnSecondStep,
} from './own-account-page.js'
import { changePartnerFeed, createPartnerFeed, partnerFeedsPage } from './partner-feeds-page.js'
import { passwordForm, setPasswordByLink } from './password-page.js'
import { changeColleague, changeSecurity, inviteColleague, peoplePage, takeBackInvitation } from './people-page.js'
import { pictureChoices } from './picture-choices.js'
import { picturePage, returnPicture, savePicture, takeOutPicture } from './picture-page.js'
import { replaceEverywhere, undoReplacement } from './picture-replacement.js'
import { uploadPictures } from './picture-upload.js'
import { pingsPage, savePings } from './pings-page.js'
import { plainPageForm, plainPagesPage, removePlainPage, savePlainPage } from './plain-pages-page.js'
import { previewedStory, previewPage } from './preview-page.js'
import {
  postCorrection,
  postCorrectionRemoval,
  postCorrectionReturn,
  postEmbargo,
  postPin,
  postReturn,
  postReview,
  postReviewNote,
  postRewording,
  postWithdrawal,
  publishNow,
  setSchedule,
} from './publication-deeds.js'
import { publicationPage } from './publication-page.js'
import { redirectsPage, saveRedirect } from './redirects-page.js'
import { comparisonPage, restoreNow, revisionsPage } from './revisions-page.js'
import { saveSettings, settingsPage } from './settings-page.js'
import { signIn, signInPage, signOut } from './sign-in-page.js'
import { knowSiteNames } from './site-name.js'
import { files, get, open, post, type StaffAddress } from './staff-address.js'
import { statisticsPage, storyStatisticsPage } from './statistics-page.js'
import { storySuggestions, tagSuggestions } from './suggestions.js'
import { saveTalk, talkPage } from './talk-page.js'
import { askToSignIn, troublePage } from './trouble-page.js'
import { changeNetwork, changeWriter, writerPage } from './writer-page.js'

/** Every address of the newsroom, below /newsroom. */
export const newsroomAddresses: readonly StaffAddress[] = [
  open('get', '/sign-in', signInPage),
  open('post', '/sign-in', signIn),
  open('get', '/join/:token', joinForm),
  open('post', '/join/:token', joinNow),
  open('get', '/password/:token', passwordForm),
  open('post', '/password/:token', setPasswordByLink),
  open('get', '/code', codePage),
  open('post', '/code', showCode),
  post('/sign-out', 'any staff', signOut),
  post('/language', 'any staff', setLanguage),
  get('/help', 'any staff', helpPage),
  post('/me/keys', 'any staff', chooseKeys),

  get('/me', 'any staff', ownAccountPage),
  post('/me', 'any staff', changeOwnWords),
  post('/me/password', 'any staff', changeOwnPassword),
  post('/me/sessions', 'any staff', endOwnSession),
  get('/me/second-step', 'any staff', secondStepPage),
  post('/me/second-step', 'any staff', turnOnSecondStep),
  post('/me/second-step/off', 'any staff', turnOffSecondStep),
  post('/me/second-step/codes', 'any staff', renewCodes),

  get('/filing/:kind', 'filing.manage', filingListPage),
  get('/filing/:kind/new', 'filing.manage', filingFormPage),
  post('/filing/:kind/new', 'filing.manage', saveFiling),
  get('/filing/:kind/:id', 'filing.manage', filingFormPage),
  post('/filing/:kind/:id', 'filing.manage', saveFiling),
  post('/filing/:kind/:id/removal', 'filing.manage', removeFiled),
  post('/filing/tag/:id/merge', 'filing.manage', mergeTags),

  get('/pages', 'pages.manage', plainPagesPage),
  get('/pages/new', 'pages.manage', plainPageForm),
  post('/pages/new', 'pages.manage', savePlainPage),
  get('/pages/:id', 'pages.manage', plainPageForm),
  post('/pages/:id', 'pages.manage', savePlainPage),
  post('/pages/:id/removal', 'pages.manage', removePlainPage),

  get('/cash-rates', 'rates.manage', cashRatesPage),
  post('/cash-rates', 'rates.manage', saveCashRates),
  post('/cash-rates/removal', 'rates.manage', removeCashOffice),
  post('/cash-rates/return', 'rates.manage', returnCashOffice),

  get('/campaigns', 'ads.manage', campaignsPage),
  post('/campaigns/settings', 'ads.manage', saveAdSettings),
  get('/campaigns/new', 'ads.manage', campaignPage),
  post('/campaigns/new', 'ads.manage', saveCampaign),
  get('/campaigns/:id', 'ads.manage', campaignPage),
  post('/campaigns/:id', 'ads.manage', saveCampaign),
  post('/campaigns/:id/running', 'ads.manage', runCampaign),
  files('/campaigns/:id/creatives', 'ads.manage', addToCampaign),
  post('/campaigns/:id/creatives/removal', 'ads.manage', removeFromCampaign),

  get('/statistics', 'statistics.read', statisticsPage),
  get('/statistics/:id', 'statistics.read', storyStatisticsPage),
  get('/comments', 'comments.moderate', moderationPage),
  post('/comments/decisions', 'comments.moderate', decideNow),
  post('/comments/undo', 'comments.moderate', undoNow),
  get('/comments/settings', 'comments.moderate', commentSettingsPage),
  post('/comments/settings', 'comments.moderate', saveCommentSettings),
  post('/comments/networks', 'comments.moderate', changeNetwork),
  get('/comments/:id', 'comments.moderate', oneCommentPage),
  get('/comments/writers/:id', 'comments.moderate', writerPage),
  post('/comments/writers/:id', 'comments.moderate', changeWriter),
  get('/comments/stories/:id', 'comments.moderate', talkPage),
  post('/comments/stories/:id', 'comments.moderate', saveTalk),

  get('/notices', 'board.moderate', noticesPage),
  get('/notices/orders', 'board.moderate', noticeOrdersPage),
  post('/notices/orders/:id', 'board.moderate', settleNow),
  get('/notices/board', 'board.moderate', boardKeepingPage),
  post('/notices/board', 'board.moderate', saveBoardRules),
  post('/notices/board/categories', 'board.moderate', saveCategory),
  post('/notices/:id/decision', 'board.moderate', decideNotice),

  get('/staff', 'staff.manage', peoplePage),
  post('/staff/invitations', 'staff.manage', inviteColleague),
  post('/staff/invitations/:id/end', 'staff.manage', takeBackInvitation),
  post('/staff/security', 'staff.manage', changeSecurity),
  post('/staff/:id', 'staff.manage', changeColleague),
  get('/missed-searches', 'search.read', missedSearchesPage),
  get('/settings', 'settings.manage', settingsPage),
  get('/settings/:group', 'settings.manage', settingsPage),
  post('/settings/:group', 'settings.manage', saveSettings),
  get('/audit', 'audit.read', auditPage),
  get('/audit.csv', 'audit.read', auditCsv),

  get('/media', 'media.upload', libraryPage),
  files('/media', 'media.upload', uploadPictures),
  get('/media.json', 'media.upload', pictureChoices),
  get('/media/:id', 'media.upload', picturePage),
  post('/media/:id', 'media.upload', savePicture),
  files('/media/:id/replacement', 'media.manage', replaceEverywhere),
  post('/media/:id/replacement/undo', 'media.manage', undoReplacement),
  post('/media/:id/removal', 'media.manage', takeOutPicture),
  post('/media/:id/return', 'media.manage', returnPicture),

  get('/', 'any staff', deskPage),

  get('/articles/new', 'articles.write', newStoryPage),
  post('/articles', 'articles.write', beginStory),
  get('/articles/:id', 'articles.write', editorPage),
  post('/articles/:id', 'articles.write', saveStory),
  post('/articles/:id/difference', 'articles.write', compareWithSaved),
  post('/articles/:id/lock', 'articles.write', keepPlace),
  get('/articles/:id/preview', 'articles.write', previewPage),
  get('/articles/:id/preview/page', 'articles.write', previewedStory),
  get('/articles/:id/revisions', 'articles.write', revisionsPage),
  get('/articles/:id/comparison', 'articles.write', comparisonPage),
  post('/articles/:id/restoration', 'articles.write', restoreNow),
  get('/tag-suggestions', 'articles.write', tagSuggestions),
  get('/story-suggestions', 'articles.write', storySuggestions),
  get('/front', 'front.arrange', frontControl),
  post('/front', 'front.arrange', arrange),
  get('/front/preview', 'front.arrange', frontPreview),
  post('/front/return', 'front.arrange', undoArrangement),
  post('/front/breaking', 'front.arrange', postBreaking),

  get('/articles/:id/publication', 'articles.write', publicationPage),
  post('/articles/:id/publication', 'articles.publish', publishNow),
  post('/articles/:id/schedule', 'articles.publish', setSchedule),
  post('/articles/:id/embargo', 'articles.publish', postEmbargo),
  post('/articles/:id/review', 'articles.write', postReview),
  post('/articles/:id/review-note', 'articles.publish', postReviewNote),
  post('/articles/:id/corrections', 'articles.publish', postCorrection),
  post('/articles/:id/correction-words', 'articles.publish', postRewording),
  post('/articles/:id/correction-removal', 'articles.publish', postCorrectionRemoval),
  post('/articles/:id/correction-return', 'articles.publish', postCorrectionReturn),
  post('/articles/:id/pin', 'front.arrange', postPin),
  post('/articles/:id/withdrawal', 'articles.publish', postWithdrawal),
  post('/articles/:id/return', 'articles.publish', postReturn),

  get('/partner-feeds', 'syndication.manage', partnerFeedsPage),
  post('/partner-feeds', 'syndication.manage', createPartnerFeed),
  post('/partner-feeds/:id', 'syndication.manage', changePartnerFeed),
  get('/pings', 'syndication.manage', pingsPage),
  post('/pings', 'syndication.manage', savePings),
  get('/crawlers', 'syndication.manage', crawlersPage),
  post('/crawlers', 'syndication.manage', saveCrawlers),
  get('/redirects', 'redirects.manage', redirectsPage),
  post('/redirects', 'redirects.manage', saveRedirect),
]

/** What a part of an address may look like; anything else does not exist, and never reaches SQL. */
export const partPatterns: Record<string, RegExp> = {
  id: /^[1-9]\d{0,8}$/,
  kind: /^(?:section|tag|author|source)$/,
  group: /^(?:site|publisher|board)$/,
  token: /^[\w-]{43}$/,
  slug: /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,119}$/u,
}

/** A story's body is the longest thing that anyone posts as a form. */
const maxForm = '3mb'

/** What is left to whoever must set up the second step first. */
const opensToOwing = /^\/(?:me\/second-step|sign-out|language)$/

export function newsroomRoutes(kit: Kit): Router {
  const router = Router({ strict: false, caseSensitive: true })
  router.use(closedToOthers, tidyQuery, newsroomSession(kit), knowSiteNames(kit))
  const forms = [...formBody(maxForm, 3000), jsonBody(maxForm)]
  for (const each of newsroomAddresses) {
    router[each.method](each.address, async (req: Request, res: Response, next: NextFunction) => {
      checkParts(req)
      if (each.right === 'anyone') return next()
      const staff = await staffOf(kit, req)
      if (!staff) return askToSignIn(req, res)
      res.locals.staff = staff
      if (staff.owesSecondStep && !opensToOwing.test(each.address)) return res.redirect(303, '/newsroom/me/second-step')
      if (each.right !== 'any staff' && !may(staff, each.right)) throw new Forbidden(`needs ${each.right}`)
      next()
    })
    // A body is read only for whom may send one.
    if (each.method === 'post' && !('readsFiles' in each)) router.post(each.address, ...forms)
    router[each.method](each.address, (req: Request, res: Response) =>
      each.right === 'anyone' ? each.show(kit, req, res) : each.show(kit, res.locals.staff as Staff, req, res),
    )
  }
  for (const address of new Set(newsroomAddresses.map((each) => each.address))) {
    const methods = newsroomAddresses.filter((each) => each.address === address).map((each) => each.method)
    router.all(address, (_req, _res, next) =>
      next(new NotAllowed(methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])))),
    )
  }
  router.use((_req: Request, _res: Response, next: NextFunction) => next(new NotFound('no such address')))
  router.use((error: unknown, req: Request, res: Response, next: NextFunction) =>
    res.headersSent ? next(error) : troublePage(kit, error, req, res),
  )
  return router
}

function checkParts(req: Request): void {
  for (const [name, value] of Object.entries(req.params)) {
    if (!partPatterns[name]?.test(String(value))) throw new NotFound(`not a ${name}`)
  }
}
