import type { NextFunction, Request, Response } from 'express'
import { pingSettings } from '../features/pings/ping-settings.js'
import { settingsOf } from '../features/settings/setting-store.js'
import type { Kit } from '../platform/kit.js'

/** `/<key>.txt`: shows search engines that whoever tells them of our addresses is us. Any other name is somebody else's file. */
export async function indexNowKey(kit: Kit, req: Request, res: Response, next: NextFunction): Promise<void> {
  const { indexNowKey: key } = await settingsOf(kit, pingSettings)
  if (key === null || req.path !== `/${key}.txt`) return next()
  res.setHeader('Content-Type', 'text/plain; charset=utf-8').end(key)
}
