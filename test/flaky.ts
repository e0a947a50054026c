import type { Reporter, TestModule } from 'vitest/node'

/** Names the tests that passed at their second try only: each has a race of its own or of the product, to be found. */
export class Flaky implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules)
      for (const test of module.children.allTests('passed'))
        if (test.diagnostic()?.flaky) console.error(`flaky: ${module.relativeModuleId} > ${test.fullName}`)
  }
}
