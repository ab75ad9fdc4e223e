import { describe, expect, it } from 'vitest'
import type { History } from '../../src/model/event.ts'
import type { IngestSummary } from '../../src/model/report.ts'
import { plainRendering, type RenderOptions, type StreamReporter } from '../../src/reporters/render-options.ts'
import { auditText } from '../../src/reporters/text/audit.ts'
import { changesText } from '../../src/reporters/text/changes.ts'
import { eventsText } from '../../src/reporters/text/events.ts'
import { historyText } from '../../src/reporters/text/history.ts'
import { nextCommand, statusText } from '../../src/reporters/text/status.ts'
import { summaryText } from '../../src/reporters/text/summary.ts'
import { displayWidth } from '../../src/reporters/wording/display-width.ts'
import { auditOf, auditTotals, titleChangesOf } from '../helpers/sample-audits.ts'
import { histories } from '../helpers/sample-histories.ts'
import { fakeStatus, fakeSummary, pageChanges } from '../helpers/sample-reports.ts'

const [bridge] = histories as [History]
const narrow: RenderOptions = { ...plainRendering, width: 80 }

function streamed<Item>(reporter: StreamReporter<Item>, items: readonly Item[], look: RenderOptions): string {
  const parts = reporter(look)
  return (parts.start ?? '') + items.map((item) => parts.item(item)).join('') + (parts.end?.() ?? '')
}

describe('history', () => {
  it('prints each version with its time and its changes', () => {
    expect(streamed(historyText, [bridge], narrow)).toBe(`\
The swing bridge at the old harbour closes after inspectors find three cracked
bearings; ferries take the place of buses on both lines until the repair, which
the harbour office says will end by Friday.
2018-01-15 · Harbour works · 3 versions · swing-bridge

@1 First version  2018-01-15 15:02 → 17:00 UTC · current\u{a0}for\u{a0}1\u{a0}h\u{a0}58\u{a0}min
    The swing bridge at the old harbour closes after inspectors find two cracked
    bearings; ferries take the place of buses on both lines until the repair,
    which the harbour office expects to end by Friday.
    news/2018/01/15/swing-bridge.md

@2 Update  2018-01-15 17:00 → 22:14 UTC · current\u{a0}for\u{a0}5\u{a0}h\u{a0}14\u{a0}min
    The swing bridge at the old harbour closes after inspectors find two cracked
    bearings; ferries take the place of buses on both lines until the repair,
    which the harbour office expects to end by Friday.
    body ● detail-added, number  +8 −1 words

@3 Current version  since 2018-01-15 22:14 UTC
    ● number, hedge
    The swing bridge at the old harbour closes after inspectors find
    [-two-]{+three+} cracked bearings; ferries take the place of buses on both
    lines until the repair, which the harbour office [-expects to end-]{+says
    will end+} by Friday.
    sources ◐ editorial  +1 −0
    path news/2018/01/15/swing-bridge{+-closes-three-bearings+}.md
`)
  })

  it('marks an unknown start, and an event on no page', () => {
    const claimed = bridge.versions.map((version) => ({ ...version, from: null }))
    const text = streamed(historyText, [{ event: { ...bridge.event, live: false }, versions: claimed }], plainRendering)
    expect(text).toContain('on no page now')
    expect(text).toContain('until 2018-01-15 17:00 UTC, start unknown')
    expect(text).toContain('@3 Current version  time unknown')
  })
})

describe('the list of events', () => {
  it('is one line for each event in a pipe', () => {
    const lines = streamed(eventsText, histories, plainRendering).trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toBe(
      'undated     1 version, 1 title  news/2018/01/15/market.md  The fish market opens an hour later',
    )
  })
})

describe('audit', () => {
  const audit = auditOf(titleChangesOf(histories))

  it('is one line for each change in a pipe, with whole titles', () => {
    const lines = auditText(audit, plainRendering).trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('[-expects to end-]{+says will end+} by Friday.')
  })

  it('is a table on a terminal, in the order of the audit, with totals', () => {
    const text = auditText(audit, narrow)
    expect(text).toContain('\n2018-01-15 22:14  ●  7 h 12 min   The swing bridge at the old harbour closes')
    expect(text.indexOf('2018-01-15 22:14')).toBeLessThan(text.indexOf('2018-01-17 00:22'))
    expect(text).toContain('2 title changes on 2 of 3 events (67\u{a0}%)')
    expect(text).toMatch(/^first change +7\u{a0}h 12\u{a0}min: median over 2 of 1 retitled/mu)
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
  })

  it('counts the changes left out by --limit, and prints an empty audit', () => {
    expect(auditText({ ...audit, changes: audit.changes.slice(1) }, narrow)).toContain(
      '1 change shown, 1 left out by --limit',
    )
    const none = auditOf([], { totals: { ...auditTotals, changes: 0 } })
    expect(auditText(none, narrow)).toBe('No title changed among 3 events.\n')
  })
})

describe('changes', () => {
  const [missing, same] = pageChanges as [(typeof pageChanges)[number], (typeof pageChanges)[number]]

  it('prints the section under its page', () => {
    expect(streamed(changesText({ mode: 'print', dryRun: false }), [same], plainRendering)).toBe(
      'news/2018/01/15/museum.md\n\n### Changes:\n\n1. [博物館](/news/2018/01/15/museum.md) _(Current version)_\n\n',
    )
  })

  it('is one line if all sections are up to date', () => {
    expect(streamed(changesText({ mode: 'check', dryRun: false }), [same], plainRendering)).toBe(
      '✓ 1 page: every Changes section is up to date.\n',
    )
  })

  it('names a page that could not be written', () => {
    const text = streamed(changesText({ mode: 'write', dryRun: false }), [missing, same], plainRendering)
    expect(text).toContain('not written')
    expect(text).toContain('1 page could not be written')
  })
})

describe('the summary', () => {
  const summaryOf = (part: Partial<IngestSummary>) =>
    summaryText({ verb: 'ingest', dryRun: false })({ ...fakeSummary, ...part }, plainRendering)

  it('leaves out zero counts', () => {
    const nothing = {
      stored: 0,
      removed: 0,
      superseded: 0,
      known: 0,
      skipped: 0,
      unchanged: 3,
      revisions: 3,
      versions: 0,
      events: 0,
    }
    const folded = { related: 0, changes: 0, formats: 0, covers: 0, layout: 0, moved: 0, superseded: 0, list: 0 }
    expect(summaryOf({ ...nothing, folded, findings: [], seconds: 0.42 })).toBe(
      '✓ 3 revisions read from /desk (git) in 0.4 s\n  3  with the same content as before\n  No new version.\n',
    )
  })

  it('prints the index after a reindex', () => {
    const text = summaryText({ verb: 'reindex', dryRun: false })({ ...fakeSummary, findings: [] }, plainRendering)
    expect(text).toContain('The index has 1,311 events, 4,021 versions')
    expect(text).not.toContain('earlier run')
  })

  it('prints five findings and counts the others', () => {
    const text = summaryOf({})
    expect(text).toContain('7 findings  page-unreadable 7')
    expect(text.match(/VAR143/g)).toHaveLength(5)
    expect(text).toContain('and 2 more')
  })
})

describe('the status', () => {
  it('names the next command', () => {
    expect(nextCommand({ snapshots: 0, retitled: 0, behind: null }, 'import')).toBe('variorum import')
    expect(nextCommand({ snapshots: 0, retitled: 0, behind: null }, 'ingest')).toBe('variorum ingest')
    expect(nextCommand({ snapshots: 9, retitled: 0, behind: null }, 'import')).toBe('variorum history')
    expect(nextCommand({ snapshots: 9, retitled: 1, behind: null }, 'import')).toBe('variorum audit')
    expect(nextCommand({ snapshots: 9, retitled: 1, behind: 'It is.' }, 'import')).toBe('variorum reindex')
  })

  it('prints why the index is out of date', () => {
    const text = statusText('import')({ ...fakeStatus, behind: 'A file\u{1b} was changed.' }, plainRendering)
    expect(text).toContain('\n! A file\\u{1b} was changed.\n')
  })

  it('prints `none yet` before the first run', () => {
    expect(statusText('import')({ ...fakeStatus, lastRun: null }, plainRendering)).toContain('last run   none yet')
  })
})
