import { defineConfig } from 'vitest/config'

/** `--mode all` runs every test. The default mode skips tests that are slow by nature. */
export default defineConfig(({ mode }) => ({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    reporters: ['default'],
    tags: [
      { name: 'slow', description: 'Kills, traced system calls, many processes, thousands of cases, or a browser.' },
    ],
    ...(mode === 'all' ? {} : { tagsFilter: ['!slow'] }),
    // The output is one line per file and the counts: no list of slower tests, no tuning hints.
    slowTestThreshold: 60_000,
    experimental: { diagnostics: false },
    // Tests that start processes wait more than they compute.
    maxWorkers: '100%',
    // The limit only ends tests that hang. A busy machine can be many times slower than a quiet one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
}))
