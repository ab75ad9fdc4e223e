import { describe, expect, it } from 'vitest'
import type { WatchEvent } from '../../src/model/watch.ts'
import { watchNdjson } from '../../src/reporters/json/watch.ts'
import { plainRendering, type RenderOptions } from '../../src/reporters/render-options.ts'
import { watchText } from '../../src/reporters/text/watch.ts'
import { watchStatusText } from '../../src/reporters/text/watch-status.ts'
import { displayWidth } from '../../src/reporters/wording/display-width.ts'
import { watchEvents } from '../helpers/sample-watch-events.ts'

const view = { dryRun: false, quiet: false }
const terminal: RenderOptions = { ...plainRendering, width: 80 }

function feedOf(look: RenderOptions, events: readonly WatchEvent[] = watchEvents, shown = view): string {
  const parts = watchText(shown)(look)
  return events.map((event) => parts.item(event)).join('')
}

function of(kind: WatchEvent['kind']): WatchEvent[] {
  return watchEvents.filter((event) => event.kind === kind)
}

describe('a watch on a terminal', () => {
  it('prints time, number, title as a word diff, classes, body and page of a version', () => {
    const [, retitled] = of('version')
    expect(feedOf(terminal, [retitled!])).toBe(
      [
        '23:02:02  @3    The swing bridge at the old harbour closes after inspectors find',
        '                [-two-]{+three+} cracked bearings; ferries take the place of',
        '                buses on both lines until the repair, which the harbour office',
        '                [-expects to end-]{+says will end+} by Friday.',
        '                ● number, hedge · body +9 −1 words',
        '                news/2018/01/15/swing-bridge.md',
        '                ! the former title was published, and a fact in it changed',
        '',
      ].join('\n'),
    )
  })

  it('keeps a long title that did not change on one line', () => {
    const [, , reworded] = of('version')
    const lines = feedOf(terminal, [reworded!]).split('\n')
    expect(lines[0]).toMatch(/ …$/)
    expect(lines[1]).toContain('body +3 words · 2 earlier saves included')
  })

  it('has a line or two for each other event', () => {
    const text = feedOf(terminal)
    for (const words of [
      'Watching /desk/archive since 2018-01-15 23:02 UTC. Ctrl-C ends it.',
      '✓ Caught up: 1 version from 1 missed snapshot.',
      'saved, no new',
      'moved from news/2018/01/15/bridge.md',
      'removed',
      'Changes section written in',
      'VAR143 page-unreadable  news/pipe.md',
      '▲     degraded: scanning every 2 s',
      '✓ Watched for',
    ])
      expect(text).toContain(words)
  })

  it('fits the current width of the terminal', () => {
    let width = 80
    const look = {
      ...terminal,
      get width() {
        return width
      },
    }
    const parts = watchText(view)(look)
    for (const columns of [120, 80, 60, 40]) {
      width = columns
      for (const event of watchEvents)
        for (const line of parts.item(event).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns)
    }
  })

  it('prints the day when a new day begins', () => {
    const [event] = of('health')
    const later = { ...event!, at: event!.at + 86_400_000 }
    expect(feedOf(terminal, [event!, later])).toMatch(/^[^\n]*degraded[\s\S]*\n2018-01-16\n/)
  })

  it('prints the first ten missed versions, and counts the others', () => {
    const [missed] = of('version')
    const [caughtUp] = of('caught-up')
    const text = feedOf(terminal, [...Array.from({ length: 30 }, () => missed!), caughtUp!])
    expect(text.match(/new event/g)).toHaveLength(10)
    expect(text).toContain('20 more are not shown')
  })

  it('prints only recorded events when quiet', () => {
    const text = feedOf(terminal, watchEvents, { dryRun: false, quiet: true })
    expect(text).not.toMatch(/Watching|Caught up|Watched for/)
    expect(text).toContain('@3')
  })

  it('prints texts of pages as text, never as commands', () => {
    const [, version] = of('version')
    if (version?.kind !== 'version') throw new Error('no version')
    const title = 'A \u001b[2Jtitle\u202e\n##[error]of harm'
    const hostile: WatchEvent = {
      ...version,
      title: null,
      event: { ...version.event, title },
      path: 'a\u001b]0;x\u0007.md',
    }
    for (const text of [
      feedOf(terminal, [hostile]),
      feedOf(plainRendering, [hostile]),
      watchNdjson(plainRendering).item(hostile),
    ]) {
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|##\[/)
    }
  })
})

describe('the status line', () => {
  const status = {
    kind: 'status',
    at: 0,
    pages: 16_004,
    versionsToday: 12,
    queue: 0,
    catchingUp: false,
    health: 'live',
  } as const

  it('prints the state and the figures', () => {
    expect(watchStatusText(status, terminal)).toBe('● watching · 16,004 pages · 12 versions today · all recorded')
    expect(watchStatusText({ ...status, queue: 3 }, terminal)).toMatch(/3 waiting$/)
    expect(watchStatusText({ ...status, catchingUp: true, queue: 9000 }, terminal)).toMatch(
      /^○ catching up .* 9,000 to read$/,
    )
    expect(watchStatusText({ ...status, health: 'stuck' }, terminal)).toMatch(/^▲ the store cannot be written to/)
  })

  it('leaves out figures that do not fit', () => {
    for (const width of [20, 30, 40, 60]) {
      const line = watchStatusText(status, { ...terminal, width })
      expect(displayWidth(line)).toBeLessThan(width)
      expect(line).toMatch(/^● watching/)
    }
  })
})

describe('a watch in a pipe', () => {
  it('is one line for each event', () => {
    const lines = feedOf(plainRendering).trimEnd().split('\n')
    expect(lines).toHaveLength(watchEvents.length - 1)
    for (const line of lines) expect(line).toMatch(/^2018-01-15T\d\d:\d\d:\d\dZ {2}[a-z-]+ {2}/)
    expect(lines[3]).toBe(
      '2018-01-15T23:02:02Z  version  news/2018/01/15/swing-bridge.md  @3  factual  ● number, hedge, body +9 −1 words' +
        '  published  The swing bridge at the old harbour closes after inspectors find [-two-]{+three+} cracked bearings;' +
        ' ferries take the place of buses on both lines until the repair, which the harbour office ' +
        '[-expects to end-]{+says will end+} by Friday.',
    )
  })
})

describe('a watch as a stream for programs', () => {
  const lines = watchEvents.map((event) => watchNdjson(plainRendering).item(event)).filter((line) => line !== '')
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>)

  it('has one object on each line, with version, type and time', () => {
    expect(rows.map(({ type }) => type)).toEqual([
      ...[
        'ready',
        'version',
        'caught-up',
        'version',
        'version',
        'page',
        'page',
        'page',
        'section',
        'finding',
        'health',
        'end',
      ],
    ])
    for (const [index, row] of rows.entries()) {
      expect(row).toMatchObject({ schemaVersion: 1, at: expect.stringMatching(/^2018-01-15T23:02:\d\dZ$/) })
      expect(lines[index]).toMatch(/^[^\n]+\n$/)
    }
  })

  it('has all fields of a version, null for an absent one', () => {
    expect(rows[3]).toMatchObject({
      path: 'news/2018/01/15/swing-bridge.md',
      event: { id: 'swing-bridge', day: '2018-01-15', topic: 'Harbour works' },
      number: 3,
      from: '2018-01-15T23:02:00Z',
      snapshot: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      missed: false,
      folded: 0,
      formerly: null,
      fields: ['title', 'body'],
      title: { classes: ['number', 'hedge'], severity: 'factual', published: true },
      body: { added: 9, removed: 1 },
    })
    expect(rows[1]).toMatchObject({ title: null, body: null, fields: [], missed: true })
    const keys = (row: Record<string, unknown> | undefined) => Object.keys(row ?? {})
    expect(keys(rows[1])).toEqual(keys(rows[3]))
  })

  it('has pages, sections, health and the end', () => {
    expect(rows[5]).toMatchObject({ what: 'folded', fold: 'layout', formerly: null })
    expect(rows[6]).toMatchObject({ what: 'moved', formerly: 'news/2018/01/15/bridge.md', fold: null })
    expect(rows[8]).toMatchObject({ state: 'written', finding: null })
    expect(rows[9]).toMatchObject({ finding: { rule: 'VAR143', path: 'news/pipe.md' } })
    expect(rows[10]).toMatchObject({ state: 'degraded' })
    expect(rows[11]).toMatchObject({ summary: { revisions: 12_418, snapshots: 9882, findings: [] } })
  })
})
