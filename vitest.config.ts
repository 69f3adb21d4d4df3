// The kinds of tests and where they live (ARCHITECTURE.md, "Tests").
import { defineConfig } from 'vitest/config'

const needsDatabase = {
  globalSetup: ['test/support/cluster.ts'],
  setupFiles: ['test/support/file-end.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Files of one worker share what they load: each has a server and a database of its own, and modules keep no state.
    isolate: false,
    passWithNoTests: true,
    // What one stage has translated the next one reads.
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.pg.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          testTimeout: 30_000,
          include: ['test/*.test.ts'],
          exclude: ['**/*.pg.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'pg', include: ['{src,test}/**/*.pg.test.ts'], ...needsDatabase },
      },
      {
        extends: true,
        test: {
          name: 'scenario',
          include: ['src/modules/*/scenarios/*.scenario.ts'],
          ...needsDatabase,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/*.browser.ts'],
          ...needsDatabase,
          globalSetup: [...needsDatabase.globalSetup, 'test/support/web.mjs'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
