import { defineConfig } from 'vitest/config'
import { Flaky } from './flaky.ts'
import { NoSkips } from './no-skips.ts'
import { PureFirst } from './pure-first.ts'

const shared = {
  root: new URL('..', import.meta.url).pathname,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // One more than two cores: a test, its browser and its Worker often wait for each other. All projects together, so that no
  // core waits for the last file of one.
  maxWorkers: 3,
  isolate: false,
}

/** Migrations are bundled as text: a test that reads the routes needs them so too. */
const sqlAsText = {
  name: 'sql-as-text',
  transform: (code: string, id: string) => (id.endsWith('.sql') ? `export default ${JSON.stringify(code)}` : undefined),
}

export default defineConfig({
  test: {
    reporters: ['default', new NoSkips(), new Flaky()],
    sequence: { sequencer: PureFirst },
    projects: [
      { test: { ...shared, name: 'rules', include: ['test/*.test.ts'] } },
      { test: { ...shared, name: 'core', include: ['test/core/**/*.test.ts'] } },
      {
        plugins: [sqlAsText],
        test: {
          ...shared,
          name: 'worker',
          include: ['test/functions/**/*.test.ts'],
          globalSetup: ['test/global-setup.ts'],
          setupFiles: ['test/prepared.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/global-setup.ts', 'test/browser/global-setup.ts'],
          setupFiles: ['test/browser/prepared.ts'],
          testTimeout: 180_000,
          // In CI what fails is tried once more, and named: a busy machine must not hold up work that is right.
          retry: process.env.CI ? 1 : 0,
          // As long as the browser waits for what it is told to click.
          expect: { poll: { timeout: 10_000, interval: 100 } },
        },
      },
    ],
  },
})
