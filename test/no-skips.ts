import type { Reporter, TestModule, Vitest } from 'vitest/node'

/** A run in which a test was skipped has failed, whatever the reason: what isn't asked isn't proven. */
export class NoSkips implements Reporter {
  private vitest!: Vitest

  onInit(vitest: Vitest): void {
    this.vitest = vitest
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // With -t or --bail skipping is what was asked for.
    if (this.vitest.config.testNamePattern || this.vitest.config.bail) return
    for (const module of modules)
      for (const test of module.children.allTests('skipped')) {
        console.error(`skipped: ${module.relativeModuleId} > ${test.fullName}`)
        process.exitCode = 1
      }
  }
}
