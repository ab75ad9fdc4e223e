import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    reporters: process.env.CI ? ['default'] : ['dot'],
    // much of the time tests wait for processes of their own
    maxWorkers: '100%',
    // against hanging alone: a busy machine may take many times as long as a quiet one
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
