import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgressLine, progressText } from '../../../src/cli/terminal/progress.ts'
import { MemoryStream } from '../../helpers/run-main.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('progressText', () => {
  it('contains the count, the total and the time left', () => {
    expect(progressText({ done: 36_000, total: 48_000, unit: 'revisions' }, 120_000)).toBe(
      '36,000/48,000 revisions  75 %  40 s left',
    )
    expect(progressText({ done: 36_000, total: null, unit: 'files' }, 61_000)).toBe('36,000 files  1 min')
    expect(progressText({ done: 0, total: 0, unit: 'files' }, 5)).toBe('0/0 files  100 %')
  })
})

describe('createProgressLine', () => {
  const after = async (stream: MemoryStream, env: Record<string, string>, milliseconds: number, quiet = false) => {
    const line = createProgressLine(stream, env, quiet)
    await vi.dynamicImportSettled()
    vi.advanceTimersByTime(milliseconds)
    line.report({ done: 1, total: 4, unit: 'files' })
    const text = stream.text
    line.stop()
    return text
  }

  it('prints nothing in a pipe, with -q, and in the first half second', async () => {
    expect(await after(new MemoryStream(), {}, 60_000)).toBe('')
    expect(await after(new MemoryStream({ tty: true }), {}, 60_000, true)).toBe('')
    expect(await after(new MemoryStream({ tty: true }), {}, 400)).toBe('')
  })

  it('prints a line every ten seconds in CI', async () => {
    expect(await after(new MemoryStream(), { CI: 'true' }, 9000)).toBe('')
    expect(await after(new MemoryStream(), { CI: 'true' }, 10_000)).toBe('1/4 files  25 %  30 s left\n')
  })
})
