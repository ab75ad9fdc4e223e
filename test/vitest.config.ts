import { defineConfig } from 'vitest/config'

/** `--mode all` runs every test. Otherwise tests that are slow by nature are left out. */
export default defineConfig(({ mode }) => ({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    reporters: ['default'],
    tags: [{ name: 'slow', description: 'Kills, traced system calls, many processes, thousands of cases, a browser.' }],
    ...(mode === 'all' ? {} : { tagsFilter: ['!slow'] }),
    // Tests of processes wait more than they compute.
    maxWorkers: '100%',
    // The limit only ends tests that hang. A busy machine can take many times as long as a quiet one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
}))
