import { describe, expect, it } from 'vitest'
import type { TitleChange } from '../../src/model/audit.ts'
import type { History } from '../../src/model/event.ts'
import type { PageChanges } from '../../src/model/report.ts'
import { auditJson, auditNdjson, wholeAuditNdjson } from '../../src/reporters/json/audit.ts'
import { changesJson } from '../../src/reporters/json/changes.ts'
import { diffJson } from '../../src/reporters/json/diff.ts'
import { historiesJson, historyJson, historyNdjson } from '../../src/reporters/json/history.ts'
import { showJson } from '../../src/reporters/json/show.ts'
import { statusJson } from '../../src/reporters/json/status.ts'
import { summaryJson } from '../../src/reporters/json/summary.ts'
import { plainRendering, type StreamReporter } from '../../src/reporters/render-options.ts'
import { auditGroups, auditOf, auditTotals, titleChangesOf } from '../helpers/sample-audits.ts'
import { histories } from '../helpers/sample-histories.ts'
import { fakeStatus, fakeSummary, pageChanges, shownVersionOf } from '../helpers/sample-reports.ts'
import { versionDiff } from './diff/sample-diff.ts'

const [bridge] = histories as [History]

function streamed<Item>(reporter: StreamReporter<Item>, items: readonly Item[]): string {
  const parts = reporter(plainRendering)
  return (parts.start ?? '') + items.map((item) => parts.item(item)).join('') + (parts.end?.() ?? '')
}

/** Parses a document, after a check of its first field and its line feed at the end. */
function read(text: string) {
  expect(text).toMatch(/^\{\s*"schemaVersion": ?1,/)
  expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true)
  return JSON.parse(text)
}

describe('history --format json', () => {
  const document = read(streamed(historyJson, [bridge]))

  it('names the event and its versions', () => {
    expect(Object.keys(document)).toEqual(['schemaVersion', 'event', 'versions'])
    expect(document.event).toMatchObject({ id: 'swing-bridge', day: '2018-01-15', topic: 'Harbour works' })
    expect(document.event.paths).toHaveLength(2)
  })

  it('has every field of a version, null for an absent one', () => {
    const [first, , last] = document.versions
    const keys = 'number label title topic day path sources from until origin snapshot changes link kin gone'.split(' ')
    expect(Object.keys(first)).toEqual(keys)
    expect(first).toMatchObject({
      changes: [],
      link: null,
      kin: [],
      gone: [],
      from: '2018-01-15T15:02:00Z',
      until: '2018-01-15T17:00:00Z',
    })
    expect(first.snapshot).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(first.origin).toEqual({ kind: 'commit', sha: '0a'.repeat(20), author: 'Mori Aiko' })
    expect(last.until).toBeNull()
    expect(last.changes[0]).toMatchObject({ field: 'title', classes: ['number', 'hedge'], severity: 'factual' })
    expect(last.changes[0].diff[1]).toEqual(['removed', 'two'])
    expect(last.link).toMatchObject({ score: 0.97, reasons: [{ kind: 'shared-source', weight: 0.6 }, {}, {}] })
  })

  it('has null for the unknown fields of a version that only a page claims', () => {
    const claimed: History = {
      ...bridge,
      versions: bridge.versions.map((version) => ({
        ...version,
        origin: { kind: 'page' },
        snapshot: null,
        from: null,
      })),
    }
    const [first] = read(streamed(historyJson, [claimed])).versions
    expect(first).toMatchObject({ origin: { kind: 'page', sha: null, author: null }, snapshot: null, from: null })
  })
})

describe('history --format ndjson', () => {
  it('is the same documents, one event on each line', () => {
    const lines = streamed(historyNdjson, histories).trimEnd().split('\n')
    expect(lines.map((line) => read(`${line}\n`))).toEqual(
      histories.map((history) => read(streamed(historyJson, [history]))),
    )
  })
})

describe('history --format json without EVENT', () => {
  it('is one document, also without events', () => {
    expect(read(streamed(historiesJson, histories)).histories).toHaveLength(3)
    expect(read(streamed(historiesJson, []))).toEqual({ schemaVersion: 1, histories: [] })
  })
})

describe('audit', () => {
  const changes = titleChangesOf(histories)
  const documented = 'event day topic from to classes severity silent bodyChanged minutesStood diff'.split(' ')
  const keys = [...documented, 'reasons', 'reverted', 'link', 'origin', 'sources']

  it('is one title change on each line as ndjson', () => {
    const lines = streamed<TitleChange>(auditNdjson, changes).trimEnd().split('\n')
    const [first] = lines.map((line) => JSON.parse(line))
    expect(lines).toHaveLength(2)
    expect(Object.keys(first)).toEqual(keys)
    expect(Object.keys(first.from)).toEqual(['number', 'title', 'path', 'at'])
    expect(first.to.at).toBe('2018-01-15T22:14:00Z')
  })

  it('has the filter', () => {
    const filter = { since: Date.UTC(2018, 0, 15), kinds: ['number'], silent: true } as const
    const { filter: asked } = read(auditJson(auditOf(changes, { filter }), plainRendering))
    expect(asked).toMatchObject({
      since: '2018-01-15T00:00:00Z',
      until: null,
      kinds: ['number'],
      silent: true,
      limit: null,
    })
  })

  it('is one group on each line as ndjson with groups', () => {
    const audit = auditOf(changes, { groups: auditGroups, filter: { groupBy: 'topic' } })
    const lines = wholeAuditNdjson(audit, plainRendering).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(auditGroups)
    expect(wholeAuditNdjson({ ...audit, filter: { limit: 1 } }, plainRendering)).toBe(`${lines[0]}\n`)
    expect(wholeAuditNdjson(auditOf(changes), plainRendering)).toBe(streamed<TitleChange>(auditNdjson, changes))
  })

  it('has its totals as json', () => {
    const document = read(auditJson(auditOf(changes), plainRendering))
    expect(Object.keys(document)).toEqual([
      'schemaVersion',
      'changes',
      'totals',
      'groups',
      'filter',
      'method',
      'published',
    ])
    expect(Object.keys(document.changes[0])).toEqual(keys)
    const { span, ...rest } = document.totals
    expect(auditTotals).toMatchObject(rest)
    expect(Object.keys(document.totals)).toHaveLength(Object.keys(auditTotals).length)
    expect(span).toEqual({ from: '2018-01-15T15:02:00Z', until: '2018-01-15T15:02:00Z' })
  })

  it('names the members of a bulk change by event and number, and has the time of a restored title', () => {
    const [change] = changes as [TitleChange]
    const own: TitleChange = {
      ...change,
      origin: { kind: 'commit', sha: 'c0ffee', author: 'Ada' },
      reverted: { number: 4, at: Date.parse('2018-01-16T10:00:00Z'), minutes: 9 },
    }
    const row = { what: 'the title: a label put in front', at: null, origin: own.origin, changes: 1, events: 1 }
    const audit = auditOf([own], { totals: { ...auditTotals, bulk: [{ ...row, members: [own] }] } })
    const document = read(auditJson(audit, plainRendering))
    expect(document.totals.bulk).toEqual([{ ...row, members: [{ event: own.event, number: own.to.number }] }])
    expect(document.changes[0].reverted).toEqual({ number: 4, at: '2018-01-16T10:00:00Z', minutes: 9 })
    expect(document.changes[0].origin).toEqual({ kind: 'commit', sha: 'c0ffee', author: 'Ada' })
  })
})

describe('import --format json', () => {
  const document = read(summaryJson(fakeSummary, plainRendering))

  it('has the documented fields', () => {
    const documented = 'revisions snapshots events versions titleChanges unchanged findings seconds'.split(' ')
    expect(Object.keys(document)).toEqual(expect.arrayContaining(documented))
    expect(document.findings).toHaveLength(7)
    expect(document.findings[1]).toMatchObject({ rule: 'VAR143', line: null, expected: null })
  })

  it('accounts for every revision', () => {
    const { snapshots, stored, removed, unchanged, known, skipped, revisions } = document
    expect(snapshots).toBe(stored + removed)
    expect(stored + removed + unchanged + known + skipped).toBe(revisions)
  })
})

describe('the other documents', () => {
  it('have their version first and times in RFC 3339', () => {
    expect(read(statusJson(fakeStatus, plainRendering)).lastRun.at).toBe('2018-01-15T15:02:00Z')
    expect(read(showJson(shownVersionOf(bridge), plainRendering))).toMatchObject({
      at: '2018-01-15T22:14:00Z',
      size: 10,
    })
    const pages = read(streamed<PageChanges>(changesJson, pageChanges))
    expect(pages.totals).toEqual({ same: 1, missing: 1, differs: 0, written: 0 })
    expect(pages.pages[1].entries[0].until).toBe('2018-01-15T15:02:00Z')
  })

  it('have both versions of a diff', () => {
    const [a, b] = bridge.versions.slice(1)
    if (a === undefined || b === undefined) throw new Error('two versions are needed')
    const document = read(diffJson({ event: bridge.event, a, b, changes: b.changes, folded: null }, plainRendering))
    expect(document).toMatchObject({ a: { number: 2 }, b: { number: 3 }, folded: null })
  })

  it('have the sentences of a body, and null for another field', () => {
    const { changes } = read(diffJson(versionDiff(), plainRendering))
    expect(changes.map(({ sentences }: { sentences: unknown[] | null }) => sentences?.length ?? null)).toEqual([
      null,
      16,
      null,
    ])
    expect(changes[1].sentences[9]).toEqual({
      action: 'edited',
      block: 'list',
      before: [9],
      after: [10],
      diff: [
        ['same', '- The [timetable](https://harbour.example/'],
        ['removed', 'old'],
        ['added', 'new'],
        ['same', ') has the ferries.\n'],
      ],
      edits: null,
      links: [{ text: 'timetable', before: 'https://harbour.example/old', after: 'https://harbour.example/new' }],
    })
  })

  it('have no password', () => {
    const store = 'postgres://desk:secret@db.example/variorum?password=secret'
    expect(statusJson({ ...fakeStatus, store }, plainRendering)).not.toContain('secret')
  })
})
