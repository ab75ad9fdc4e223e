import type { Variorum } from '../../src/commands/variorum.ts'
import type { Audit, AuditGroup, AuditTotals, TitleChange } from '../../src/model/audit.ts'
import { type Change, severities, type TextDiff } from '../../src/model/change.ts'
import type { CheckReport } from '../../src/model/check.ts'
import { VariorumError } from '../../src/model/errors.ts'
import type { EventId, History, Version } from '../../src/model/event.ts'
import type { ArchiveStatus, IngestSummary, PageChanges, ShownVersion } from '../../src/model/report.ts'
import type { ContentHash } from '../../src/model/revision.ts'
import type { RulingKind, RulingReport } from '../../src/model/ruling.ts'
import type { WatchEvent } from '../../src/model/watch.ts'
import type { WhyReport } from '../../src/model/why.ts'

/** A version of a made-up event; times are minutes after the event's first. */
interface FakeVersion {
  readonly title: string
  readonly after: number
  readonly diff?: TextDiff
  readonly changes?: readonly Change[]
  readonly path?: string
  readonly topic?: string
}

const startTime = Date.UTC(2018, 0, 15, 15, 2)
const minute = 60_000

/** A check that found one title unrecorded. */
const checkReport: CheckReport = {
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

/** A history in few words: the rest is filled in, the same each time. */
export function historyOf(
  id: string,
  fakeVersions: readonly FakeVersion[],
  day: string | null = '2018-01-15',
): History {
  const first = fakeVersions[0]
  if (first === undefined) throw new Error('a history has a version')
  const pathOf = (one: FakeVersion | undefined) => one?.path ?? `news/2018/01/15/${id}.md`
  const versions = fakeVersions.map((one, index): Version => {
    const next = fakeVersions[index + 1]
    const label = index === fakeVersions.length - 1 ? 'Current version' : index === 0 ? 'First version' : 'Update'
    return {
      number: index + 1,
      label: index === 0 ? 'First version' : label,
      title: one.title,
      topic: one.topic ?? 'Harbour works',
      day,
      path: pathOf(one),
      sources: ['https://harbour.example/notices/41', 'https://daily.example/2018/01/15/bridge'],
      from: startTime + one.after * minute,
      until: next === undefined ? null : startTime + next.after * minute,
      origin: { kind: 'commit', sha: `${index}a`.repeat(20), author: 'Mori Aiko' },
      snapshot: `${index}b`.repeat(32) as ContentHash,
      changes: one.changes ?? [],
      kin: [],
      gone: [],
      link:
        index === 0
          ? null
          : {
              score: 0.97,
              reasons: [
                { kind: 'shared-source', value: 'https://harbour.example/notices/41', weight: 0.6 },
                { kind: 'title-likeness', value: '0.91', weight: 0.37 },
                { kind: 'near-day', value: '1 day apart', weight: -0.05 },
              ],
            },
    }
  })
  const last = fakeVersions.at(-1) ?? first
  const event = {
    id: id as EventId,
    day,
    topic: last.topic ?? 'Harbour works',
    title: last.title,
    paths: [...new Set(fakeVersions.map(pathOf))],
    live: true,
  }
  return { event, versions }
}

const bridgeBody: TextDiff = [
  ['same', 'The harbour office closed the swing bridge on Monday morning.\n\nEngineers found '],
  ['removed', 'two'],
  ['added', 'three'],
  [
    'same',
    ' cracked bearings during a routine visit.\n\nFerries take the place of buses.\n\nFares stay as they are.\n\nLorries go by the ring road.\n\nThe market opens an hour later.\n',
  ],
  ['added', '\nA further notice is due on Thursday.\n'],
]

const bridgeTitle: TextDiff = [
  ['same', 'The swing bridge at the old harbour closes after inspectors find '],
  ['removed', 'two'],
  ['added', 'three'],
  [
    'same',
    ' cracked bearings; ferries take the place of buses on both lines until the repair, which the harbour office ',
  ],
  ['removed', 'expects to end'],
  ['added', 'says will end'],
  ['same', ' by Friday.'],
]

const museumTitle: TextDiff = [
  ['same', '国立博物館で'],
  ['removed', '新しい'],
  ['added', '特別な'],
  ['same', '展示が始まり、初日だけで三千人を超える見学者が東京都台東区の会場を訪れた 🎉👩🏽‍🔬🇯🇵'],
]

/** Three events: one retitled twice, one in Japanese, one that never changed. */
export const histories: readonly History[] = [
  historyOf('swing-bridge', [
    { title: diffSide(bridgeTitle, 'removed'), after: 0 },
    {
      title: diffSide(bridgeTitle, 'removed'),
      after: 118,
      changes: [
        {
          field: 'body',
          classes: ['detail-added', 'number'],
          severity: 'factual',
          diff: bridgeBody,
          coarse: false,
          sentences: null,
        },
      ],
    },
    {
      title: diffSide(bridgeTitle, 'added'),
      after: 432,
      path: 'news/2018/01/15/swing-bridge-closes-three-bearings.md',
      changes: [
        {
          field: 'title',
          classes: ['number', 'hedge'],
          severity: 'factual',
          diff: bridgeTitle,
          coarse: false,
          sentences: null,
        },
        {
          field: 'sources',
          classes: [],
          severity: 'editorial',
          diff: [
            ['same', 'https://harbour.example/notices/41\n'],
            ['added', 'https://daily.example/2018/01/15/bridge\n'],
          ],
          coarse: false,
          sentences: null,
        },
        {
          field: 'path',
          classes: [],
          severity: 'editorial',
          diff: [
            ['same', 'news/2018/01/15/swing-bridge'],
            ['added', '-closes-three-bearings'],
            ['same', '.md'],
          ],
          coarse: false,
          sentences: null,
        },
      ],
    },
  ]),
  historyOf('museum', [
    { title: diffSide(museumTitle, 'removed'), after: 30, topic: '文化' },
    {
      title: diffSide(museumTitle, 'added'),
      after: 2000,
      topic: '文化',
      changes: [
        {
          field: 'title',
          classes: ['wording'],
          severity: 'editorial',
          diff: museumTitle,
          coarse: false,
          sentences: null,
        },
      ],
    },
  ]),
  historyOf('market', [{ title: 'The fish market opens an hour later', after: 60 }], null),
]

function diffSide(diff: TextDiff, keptKind: 'removed' | 'added'): string {
  return diff.map(([kind, text]) => (kind === 'same' || kind === keptKind ? text : '')).join('')
}

/** Every title change of some histories, as an audit lists them. */
export function titleChangesOf(sourceHistories: readonly History[]): TitleChange[] {
  return sourceHistories.flatMap(({ event, versions }) =>
    versions.flatMap((to, index) => {
      const change = to.changes.find(({ field }) => field === 'title')
      const from = versions[index - 1]
      if (change === undefined || from === undefined) return []
      const state = ({ number, title, path, from: at }: Version) => ({ number, title, path, at })
      return {
        event: event.id,
        day: event.day,
        topic: event.topic,
        from: state(from),
        to: state(to),
        classes: change.classes,
        severity: change.severity,
        silent: index === 2,
        bodyChanged: false,
        minutesStood: 432,
        diff: change.diff,
        reasons: change.classes.map((kind) => ({ kind, severity: change.severity, removed: [], added: [] })),
        reverted: null,
        link: to.link,
        origin: to.origin,
        sources: to.sources,
      }
    }),
  )
}

/** An audit of some changes as if nothing had been filtered. */
export function auditOf(changes: readonly TitleChange[], overrides: Partial<Audit> = {}): Audit {
  return { changes, totals: auditTotals, groups: null, filter: {}, ...overrides }
}

export const auditTotals: AuditTotals = {
  events: 3,
  span: { from: startTime, until: startTime },
  eventsRetitled: 2,
  followed: { events: 2, retitled: 1 },
  changes: 2,
  byClass: { number: 1, hedge: 1, wording: 1 },
  bySeverity: { cosmetic: 0, editorial: 1, factual: 1 },
  severityByClass: {
    number: { cosmetic: 0, editorial: 0, factual: 1 },
    hedge: { cosmetic: 0, editorial: 0, factual: 1 },
    wording: { cosmetic: 0, editorial: 1, factual: 0 },
  },
  medianMinutesToFirstChange: 432,
  silent: 1,
  withBody: 0,
  reverted: 0,
  firstChange: {
    known: 2,
    p25: 240,
    median: 432,
    p75: 900,
    p90: 1200,
    withinTenHours: 1,
    withinDay: 2,
    rows: [
      { minutes: 600, events: 1 },
      { minutes: null, events: 1 },
    ],
  },
  numbers: { changes: 1, known: 1, p25: 432, median: 432, p75: 432, p90: 432 },
  titlesPerEvent: [1, 2],
  versionsPerEvent: [1, 1, 1],
  eventsReverted: 0,
  flipFlops: 0,
  noise: { folded: 7, cosmetic: 0 },
  byDay: [
    { day: '2018-01-15', cosmetic: 0, editorial: 0, factual: 1 },
    { day: '2018-01-17', cosmetic: 0, editorial: 1, factual: 0 },
  ],
  mostChanged: [],
  bulk: [],
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

/** A short day of watching: caught up, retitled, saved without a version, moved, troubled, ended. */
export const watchEvents: readonly WatchEvent[] = createWatchEvents()

function createWatchEvents(): WatchEvent[] {
  const at = startTime + 8 * 60 * minute
  const event = {
    id: 'swing-bridge' as EventId,
    day: '2018-01-15',
    topic: 'Harbour works',
    title: diffSide(bridgeTitle, 'added'),
  }
  const path = 'news/2018/01/15/swing-bridge.md'
  const version = {
    kind: 'version',
    at,
    path,
    event,
    from: at,
    snapshot: '2b'.repeat(32) as ContentHash,
    missed: false,
    folded: 0,
    formerly: null,
  } as const
  const page = { kind: 'page', at, path, event, missed: false, formerly: null, fold: null } as const
  return [
    { kind: 'ready', at, archive: '/desk/archive' },
    {
      ...version,
      at: at + 1000,
      number: 1,
      fields: [],
      title: null,
      body: null,
      missed: true,
      event: {
        ...event,
        id: 'market' as EventId,
        title: 'The fish market opens an hour later',
        day: null,
        topic: null,
      },
      path: 'news/2018/01/15/market.md',
    },
    { kind: 'caught-up', at: at + 1000, pages: 1204, snapshots: 1, versions: 1, titleChanges: 0 },
    {
      ...version,
      at: at + 2000,
      number: 3,
      fields: ['title', 'body'],
      title: { classes: ['number', 'hedge'], severity: 'factual', diff: bridgeTitle, published: true },
      body: { added: 9, removed: 1 },
    },
    { ...version, at: at + 3000, number: 4, fields: ['body'], title: null, body: { added: 3, removed: 0 }, folded: 2 },
    { ...page, at: at + 4000, what: 'folded', fold: 'layout' },
    { ...page, at: at + 5000, what: 'moved', formerly: 'news/2018/01/15/bridge.md' },
    { ...page, at: at + 6000, what: 'removed' },
    { kind: 'section', at: at + 7000, path, event, state: 'written', finding: null },
    {
      kind: 'finding',
      at: at + 8000,
      finding: {
        rule: 'VAR143',
        name: 'page-unreadable',
        severity: 'error',
        message: 'news/pipe.md is not a regular file.',
        path: 'news/pipe.md',
        line: null,
        expected: null,
        actual: null,
      },
    },
    {
      kind: 'health',
      at: at + 9000,
      state: 'degraded',
      message: 'degraded: scanning every 2 s, since the system watches no more folders.',
    },
    {
      kind: 'status',
      at: at + 9000,
      pages: 1204,
      versionsToday: 3,
      queue: 2,
      catchingUp: false,
      health: 'degraded',
    },
    { kind: 'end', at: at + 10_000, summary: { ...fakeSummary, findings: [] } },
  ]
}

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

/** Two pages that nothing but a ruling makes one event. */
function whyReportOf(a: string, b: string): WhyReport {
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

/** A ruling that made one event of two, or two of one. */
function rulingReportOf(a: string, b: string, verdict: RulingKind, reason: string | null = null): RulingReport {
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

/** What a fake was asked to do: the verb and what it was given. */
export interface RecordedCall {
  readonly verb: string
  readonly given: unknown
}

/**
 * A Variorum without archive and store, which tells the events above.
 * @param calls every call is noted here
 */
export function fakeVariorum(calls: RecordedCall[] = [], overrides: Partial<Variorum> = {}): Variorum {
  const recordCall = (verb: string, given: unknown) => void calls.push({ verb, given })
  const find = (event: string): History => {
    const found = histories.filter(
      ({ event: one }) => one.id === event || one.paths.includes(event) || one.title.includes(event),
    )
    const [only] = found
    if (only === undefined) throw new VariorumError('event-not-found', `No event matches "${event}".`)
    if (found.length > 1)
      throw new VariorumError('event-ambiguous', `"${event}" fits ${found.length} events.`, { advice: 'Give a path.' })
    return only
  }
  return {
    archive: '/desk/archive',
    store: '/desk/snapshots/variorum.db',
    status: async () => fakeStatus,
    async import(options) {
      recordCall('import', options)
      return fakeSummary
    },
    async ingest(options) {
      recordCall('ingest', options)
      return { ...fakeSummary, findings: [] }
    },
    async *watch(options) {
      recordCall('watch', options)
      yield* watchEvents
    },
    async reindex(options) {
      recordCall('reindex', options)
      return { ...fakeSummary, findings: [] }
    },
    async *history(event) {
      recordCall('history', event)
      yield* event === undefined ? histories : [find(event)]
    },
    async diff(event, options) {
      recordCall('diff', { event, ...options })
      const { event: one, versions } = find(event)
      const [a, b] = versions.slice(-2)
      if (a === undefined || b === undefined)
        throw new VariorumError('version-not-found', `"${event}" has one version.`)
      const body: Change = {
        field: 'body',
        classes: ['detail-added'],
        severity: 'editorial',
        diff: bridgeBody,
        coarse: false,
        sentences: null,
      }
      return { event: one, a, b, changes: [...b.changes, body], folded: options?.all ? bridgeBody : null }
    },
    async show(event) {
      recordCall('show', event)
      const [name = '', number] = event.split('@')
      return shownVersionOf(find(name), number === undefined ? undefined : Number(number))
    },
    async audit(filter) {
      recordCall('audit', filter)
      return auditOf(titleChangesOf(histories))
    },
    async *titleChanges(filter) {
      recordCall('titleChanges', filter)
      yield* titleChangesOf(histories)
    },
    async *changes(options) {
      recordCall('changes', options)
      const written = options.mode === 'write' && options.dryRun !== true
      for (const page of pageChanges) yield written && page.state !== 'same' ? { ...page, state: 'written' } : page
    },
    async check(options) {
      recordCall('check', options)
      return checkReport
    },
    async why(a, b) {
      recordCall('why', { a, b })
      return whyReportOf(a, b)
    },
    async link(a, b, options) {
      recordCall('link', { a, b, ...options })
      return rulingReportOf(a, b, 'same', options?.reason)
    },
    async unlink(a, b, options) {
      recordCall('unlink', { a, b, ...options })
      return rulingReportOf(a, b, 'other', options?.reason)
    },
    async *export() {
      yield '{"variorum":"journal"}\n'
      yield '{"path":"news/2018/01/15/market.md"}\n'
    },
    topics: async () => ['Harbour works'],
    committedAt: async (revision) => {
      throw new VariorumError('revision-unknown', `The repository has no revision ${revision}.`)
    },
    suggest: async () => histories.flatMap(({ event }) => event.paths),
    async [Symbol.asyncDispose]() {
      recordCall('close', null)
    },
    ...overrides,
  }
}

/** An audit of changes of which some were made at once. */
export function auditWithBulkChange(single: readonly TitleChange[], members: readonly TitleChange[]): Audit {
  const [first] = members as [TitleChange]
  const { origin, to } = first
  const bulk = [
    { what: 'the title: a label put in front', at: to.at, origin, changes: members.length, events: 20, members },
  ]
  const changes = [...single, ...members]
  return auditOf(changes, { totals: { ...auditTotals, changes: changes.length, bulk } })
}

/** So many title changes, no two alike, on half as many events. */
export function generateTitleChanges(number: number): TitleChange[] {
  const [one] = titleChangesOf(histories) as [TitleChange]
  return Array.from({ length: number }, (_, index): TitleChange => {
    const severity = severities[index % severities.length] ?? 'factual'
    const at = startTime + index * 17 * minute
    const diff: TextDiff = [
      ['same', `Ferry ${Math.floor(index / 2)} takes `],
      ['removed', String(index)],
      ['added', String(index + 1)],
      ['same', ' passengers over the harbour'],
    ]
    return {
      ...one,
      event: `ferry-${Math.floor(index / 2)}` as EventId,
      from: { ...one.from, title: diffSide(diff, 'removed'), at: at - 99 * minute },
      to: { ...one.to, title: diffSide(diff, 'added'), at },
      classes: ['number'],
      severity,
      reasons: [{ kind: 'number', severity, removed: [String(index)], added: [String(index + 1)] }],
      minutesStood: 99,
      diff,
    }
  })
}

/** Groups by topic; the last has no topic. */
export const auditGroups: readonly AuditGroup[] = [
  {
    key: 'Harbour works',
    changes: 1204,
    events: 310,
    of: 1240,
    silent: 1200,
    bySeverity: { cosmetic: 4, editorial: 200, factual: 1000 },
    medianMinutesStood: 431,
  },
  {
    key: null,
    changes: 1,
    events: 1,
    of: 1,
    silent: 0,
    bySeverity: { cosmetic: 1, editorial: 0, factual: 0 },
    medianMinutesStood: null,
  },
]
