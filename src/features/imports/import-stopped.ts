import type { ImportReport } from './import-report.js'

/**
 * The file cannot be read on. The message tells an operator what is wrong, where, and what to do. What was taken in before
 * that place is kept and stands in `report`.
 */
export class ImportStopped extends Error {
  override name = 'ImportStopped'
  report?: ImportReport
}
