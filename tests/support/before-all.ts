import type { TestProject } from 'vitest/node'
import { buildDatabase } from './build-database.js'
import { buildProgram } from './build-program.js'

/** What all tests stand on, made once for the whole run, both at once. */
export default async function beforeAll(project: TestProject): Promise<() => Promise<void>> {
  const [takeDown] = await Promise.all([buildDatabase(project), buildProgram()])
  return takeDown
}
