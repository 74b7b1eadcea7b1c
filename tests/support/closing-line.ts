import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with what wanted a second try and why, and one plain line that any machine can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result()
        count[state]++
        if (state === 'passed')
          for (const { message, diff } of errors ?? []) console.log(`\nAt first: ${test.fullName}\n${diff ?? message}`)
      }
      count.failed += module.errors().length
    }
    console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`)
  }
}
