import type { CheckReport } from '../../src/model/check.ts'
import type { EventId, History } from '../../src/model/event.ts'
import type { ArchiveStatus, IngestSummary, PageChanges, ShownVersion } from '../../src/model/report.ts'
import type { RulingKind, RulingReport } from '../../src/model/ruling.ts'
import type { WhyReport } from '../../src/model/why.ts'
import { bridgeTitle, diffSide, histories, museumTitle, startTime } from './sample-histories.ts'

/** A check with one unrecorded title change. */
export const checkReport: CheckReport = {
  range: { base: '1a'.repeat(20), head: '2b'.repeat(20), source: 'HEAD~1..HEAD' },
  pages: ['news/2018/01/15/market.md', 'news/2018/01/15/swing-bridge.md'],
  findings: [
    {
      rule: 'VAR101',
      name: 'title-change-unrecorded',
      severity: 'error',
      message: 'The title changed, and the page has no Changes section that lists the former one.',
      path: 'news/2018/01/15/swing-bridge.md',
      line: 3,
      column: 3,
      event: 'swing-bridge' as EventId,
      expected:
        '[The bridge opens to two trams](/news/2018/01/15/swing-bridge.md) _2018-01-15 17:00:00 (First version)_',
      actual: null,
      fingerprint: '3c'.repeat(16),
      diff: [
        ['same', 'The bridge opens to '],
        ['removed', 'two'],
        ['added', 'three'],
        ['same', ' trams'],
      ],
      standing: 'new',
      reason: null,
    },
  ],
  totals: { pages: 2, errors: 1, warnings: 0, infos: 0, known: 0, allowed: 0 },
  notes: [],
  fixed: null,
}

export const fakeStatus: ArchiveStatus = {
  store: '/desk/snapshots/variorum.db',
  archive: '/desk/archive',
  pages: 1204,
  snapshots: 9870,
  events: 1311,
  versions: 4021,
  retitled: 212,
  lastRun: { verb: 'import', source: '/desk', at: startTime, revisions: 12_418 },
  behind: null,
  ledger: 'c0ffee'.repeat(10).padEnd(64, '0'),
}

export const fakeSummary: IngestSummary = {
  source: '/desk (git)',
  revisions: 12_418,
  stored: 9870,
  removed: 12,
  unchanged: 2300,
  known: 136,
  skipped: 100,
  contents: 8112,
  bytes: 34_100_000,
  events: 1311,
  versions: 4021,
  titleChanges: 401,
  folded: { related: 4022, changes: 800, formats: 0, covers: 12, layout: 903, moved: 112, superseded: 0, list: 0 },
  findings: Array.from({ length: 7 }, (_, index) => ({
    rule: 'VAR143',
    name: 'page-unreadable',
    severity: index === 0 ? ('error' as const) : ('warning' as const),
    message: 'The page has no heading that names an event. Give it one line that begins with "# ".',
    path: `news/2018/01/${index + 10}/notes.md`,
    line: index === 1 ? null : index + 1,
    expected: null,
    actual: null,
  })),
  rejudged: [],
  kin: [],
  notes: [],
  seconds: 151.4,
}

export const pageChanges: readonly PageChanges[] = [
  {
    path: 'news/2018/01/15/swing-bridge-closes-three-bearings.md',
    event: 'swing-bridge' as EventId,
    title: diffSide(bridgeTitle, 'added'),
    section:
      '### Changes:\n\n' +
      '1. [The swing bridge closes](/news/2018/01/15/swing-bridge.md) _2018-01-15 22:14:00 (First version)_\n' +
      '2. [The swing bridge closes again](/news/2018/01/15/swing-bridge-closes-three-bearings.md) _(Current version)_\n',
    entries: [],
    state: 'missing',
    finding: null,
  },
  {
    path: 'news/2018/01/15/museum.md',
    event: 'museum' as EventId,
    title: diffSide(museumTitle, 'added'),
    section: '### Changes:\n\n1. [博物館](/news/2018/01/15/museum.md) _(Current version)_\n',
    entries: [
      { title: '博物館', target: '/news/2018/01/15/museum.md', until: startTime, label: 'First version', line: 12 },
    ],
    state: 'same',
    finding: null,
  },
]

export const rawBytes = new Uint8Array([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x0d, 0x0a, 0xe2, 0x80, 0xae])

export function shownVersionOf(history: History, number = history.versions.length): ShownVersion {
  const version = history.versions[number - 1] ?? null
  return {
    event: history.event,
    version,
    path: version?.path ?? '',
    at: version?.from ?? null,
    absent: null,
    origin: version?.origin ?? { kind: 'page' },
    snapshot: version?.snapshot ?? null,
    body: 'The harbour office closed the swing bridge on Monday morning.\n\nEngineers found three cracked bearings.\n',
    bytes: rawBytes,
  }
}

/** Two pages that are one event only by a ruling. */
export function whyReportOf(a: string, b: string): WhyReport {
  const [one, other] = histories.map(({ event, versions }) => ({ ...event, versions: versions.length }))
  const wording = (path: string, event = one) => ({ title: event!.title, day: event!.day, path, event: event!.id })
  return {
    a: { name: a, ref: { path: a, title: null }, event: one!, wordings: 1, stands: true },
    b: { name: b, ref: { path: b, title: null }, event: other!, wordings: 1, stands: true },
    same: true,
    by: 'ruling',
    ruling: { verdict: 'same', line: `same ${a} ${b} # one fire`, number: 3 },
    apart: null,
    missed: null,
    record: {
      event: one!,
      joinings: [
        {
          number: 2,
          title: one!.title,
          path: b,
          link: { score: 0.97, reasons: [{ kind: 'shared-source', value: 'https://harbour.example/41', weight: 2 }] },
        },
      ],
    },
    pairs: [
      {
        a: wording(a),
        b: wording(b, other),
        same: false,
        score: 0.1,
        odds: -2.2,
        prior: -3.4,
        reasons: [
          { kind: 'conflict', value: 'stands on another page', weight: -0.6 },
          { kind: 'title-likeness', value: '0.33', weight: 1.8 },
        ],
        wishes: [{ kind: 'shared-source', weight: 2 }],
      },
    ],
  }
}

/** A ruling that merges two events, or splits one. */
export function rulingReportOf(a: string, b: string, verdict: RulingKind, reason: string | null = null): RulingReport {
  const brief = ({ event, versions }: History) => ({ ...event, versions: versions.length })
  const two = histories.slice(0, 2).map(brief)
  const one = two.slice(0, 1).map((event) => ({ ...event, versions: 5 }))
  const [before, after] = verdict === 'same' ? [two, one] : [one, two]
  return {
    ruling: { verdict, a: { path: a, title: null }, b: { path: b, title: null }, reason },
    file: 'variorum.links',
    lines: [`${verdict} ${a} ${b}${reason === null ? '' : ` # ${reason}`}`],
    state: 'written',
    replaced: [`${verdict === 'same' ? 'other' : 'same'} ${a} ${b}`],
    before,
    after,
    others: 1,
    met: true,
    obstacle: null,
  }
}
