import type { EventId } from '../../src/model/event.ts'
import type { ContentHash } from '../../src/model/revision.ts'
import type { WatchEvent } from '../../src/model/watch.ts'
import { bridgeTitle, diffSide, minute, startTime } from './sample-histories.ts'
import { fakeSummary } from './sample-reports.ts'

/** The events of a short watch: caught up, retitled, saved without a version, moved, degraded, ended. */
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
