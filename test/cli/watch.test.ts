import { describe, expect, it } from 'vitest'
import { createStatusLine } from '../../src/cli/terminal/status-line.ts'
import type { WatchEvent } from '../../src/model/watch.ts'
import { fakeVariorum, type RecordedCall } from '../helpers/fake-variorum.ts'
import { runMain } from '../helpers/run-main.ts'
import { watchEvents } from '../helpers/sample-watch-events.ts'

describe('variorum watch', () => {
  it('passes its arguments and flags to the library', async () => {
    const asked: RecordedCall[] = []
    const argv = ['watch', 'news', '--write-changes', '--once', '--settle', '5000', '-n']
    await runMain(argv, { variorum: fakeVariorum(asked) })
    expect(asked[0]).toMatchObject({
      verb: 'watch',
      given: { paths: ['news'], writeChanges: true, once: true, settle: 5000, dryRun: true, timeZone: 'UTC' },
    })
  })

  it('refuses a --settle that is not a number', async () => {
    const result = await runMain(['watch', '--settle', 'soon'], { variorum: fakeVariorum() })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('--settle needs milliseconds, but got "soon"')
  })

  it('writes lines without escape codes in a pipe', async () => {
    const { code, stdout } = await runMain(['watch'], { variorum: fakeVariorum() })
    expect(code).toBe(0)
    expect(stdout).not.toContain('\u001b')
    expect(stdout.trimEnd().split('\n')).toHaveLength(watchEvents.length - 1)
  })

  it('writes one JSON object per line with --format ndjson', async () => {
    const { stdout } = await runMain(['watch', '--format', 'ndjson'], { variorum: fakeVariorum() })
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('type')
  })

  it('prints the summary after an interruption and exits with 130', async () => {
    const over = new AbortController()
    const variorum = fakeVariorum([], {
      async *watch() {
        yield watchEvents[0] as WatchEvent
        over.abort()
        yield watchEvents.at(-1) as WatchEvent
      },
    })
    const result = await runMain(['watch'], { variorum, signal: over.signal })
    expect(result).toMatchObject({ code: 130, stderr: '' })
    expect(result.stdout).toContain('4,021 versions')
  })

  it('removes the status line at the end on a terminal', async () => {
    const { stdout } = await runMain(['watch', '--color', 'never'], { variorum: fakeVariorum(), tty: true })
    expect(screenOf(stdout)).not.toContain('1,204 pages')
    expect(screenOf(stdout)).toMatch(/Watched for .*\n.*\n$/)
    expect(stdout).toContain('▲ degraded: scanning · 1,204 pages')
  })

  it('draws no status line with -q', async () => {
    const { stdout } = await runMain(['watch', '-q'], { variorum: fakeVariorum(), tty: true })
    expect(stdout).not.toContain('1,204 pages')
  })
})

describe('createStatusLine', () => {
  it('keeps its line below printed text', async () => {
    let written = ''
    const line = createStatusLine(async (text) => {
      written += text
    })
    await line.draw('two pages')
    await line.print('first\n')
    await line.print('second, and longer\nthird\n')
    await line.draw('three')
    expect(screenOf(written)).toBe('first\nsecond, and longer\nthird\nthree')
    await line.wipe()
    expect(screenOf(written)).toBe('first\nsecond, and longer\nthird\n')
  })

  it('does not redraw an unchanged line', async () => {
    let writings = 0
    const line = createStatusLine(async () => void writings++)
    await line.draw('two pages')
    await line.draw('two pages')
    await line.print('')
    expect(writings).toBe(1)
  })
})

/** The text on a terminal after these writes. It knows `\r`, `\n` and "clear to the end of the line" only. */
function screenOf(written: string): string {
  const lines = ['']
  let column = 0
  for (const [token] of written.matchAll(/\r|\n|\u001b\[K|[^\r\n\u001b]+/g)) {
    const last = lines.length - 1
    const line = lines[last] ?? ''
    if (token === '\r') column = 0
    else if (token === '\u001b[K') lines[last] = line.slice(0, column)
    else if (token === '\n') {
      lines.push('')
      column = 0
    } else {
      lines[last] = line.slice(0, column) + token + line.slice(column + token.length)
      column += token.length
    }
  }
  return lines.join('\n')
}
