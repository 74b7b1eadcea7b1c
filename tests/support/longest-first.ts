import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Each alone takes as long as a tenth of the run. Those that wait for timers stand beside those that never wait. */
const longest = [
  'every-page-in-russian',
  'every-page-in-kazakh',
  'writing',
  'start-and-stop',
  'newsroom-day',
  'newsroom-pages',
]

/** The longest files begin first, also where no run before has measured them; begun last, one would keep all others waiting. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}
