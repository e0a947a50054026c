import { defineConfig } from 'vitest/config'

const shared = { root: new URL('..', import.meta.url).pathname, testTimeout: 60_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'rules', include: ['test/*.test.ts'] } },
      { test: { ...shared, name: 'core', include: ['test/core/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'worker',
          include: ['test/functions/**/*.test.ts'],
          globalSetup: ['test/build.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/build.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
