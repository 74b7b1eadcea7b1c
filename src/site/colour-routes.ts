import { Router } from 'express'
import { colourSheet } from '../features/identity/colours.js'
import { siteSettings } from '../features/identity/site-settings.js'
import { settingsOf } from '../features/settings/setting-store.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'

/** `/colours-3f9c12ab77de.css`: the colours that the newsroom chose, for ever the same bytes. An old address leads to the present ones. */
export function colourRoutes(kit: Kit): Router {
  return Router().get(/^\/colours-[0-9a-f]{12}\.css$/, async (req, res) => {
    const sheet = colourSheet(await settingsOf(kit, siteSettings))
    if (!sheet) throw new NotFound('the portal wears its own colours')
    if (req.path !== sheet.address) return res.redirect(302, sheet.address)
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    res.type('text/css').send(sheet.css)
  })
}
