import { diffText } from '../../../src/diff/text/diff-text.ts'
import type { Audit, AuditTotals, TitleChange } from '../../../src/model/audit.ts'
import type { EventId } from '../../../src/model/event.ts'
import { auditOf, auditTotals } from '../../helpers/sample-audits.ts'

const startTime = Date.UTC(2018, 0, 15, 15, 2)
const hourMs = 3_600_000

/** A change of the title of version `number` of an event; other fields have sample values. */
export function titleChange(
  event: string,
  number: number,
  before: string,
  after: string,
  overrides: Partial<TitleChange> = {},
): TitleChange {
  const path = `news/2018/01/15/${event}.md`
  return {
    event: event as EventId,
    day: '2018-01-15',
    topic: 'Harbour',
    from: { number, title: before, path, at: startTime + number * hourMs },
    to: { number: number + 1, title: after, path, at: startTime + (number + 1) * hourMs },
    classes: ['number'],
    severity: 'factual',
    reasons: [{ kind: 'number', severity: 'factual', removed: ['two'], added: ['three'] }],
    silent: true,
    bodyChanged: false,
    minutesStood: 60,
    diff: diffText(before, after).diff,
    reverted: null,
    link: null,
    origin: { kind: 'commit', sha: '1a'.repeat(20), author: 'Mori Aiko' },
    sources: [],
    ...overrides,
  }
}

const bridge = {
  one: 'The swing bridge closes after inspectors find two cracked bearings',
  two: 'The swing bridge closes after inspectors find three cracked bearings',
  three: 'The swing bridge stays closed after inspectors find three cracked bearings',
}

/** Three changes of one event, the last of which undoes the second, and one change of each of three other events. */
export const sampleChanges: readonly TitleChange[] = [
  titleChange('bridge', 1, bridge.one, bridge.two),
  titleChange('bridge', 2, bridge.two, bridge.three, {
    classes: ['wording', 'status'],
    reasons: [],
    silent: false,
    bodyChanged: true,
    reverted: { number: 4, at: startTime + 4 * hourMs, minutes: 60 },
  }),
  titleChange('bridge', 3, bridge.three, bridge.two, {
    classes: ['wording', 'revert'],
    severity: 'editorial',
    reasons: [],
  }),
  titleChange('market', 1, 'The fish market opens at six', 'Nobody knows when the old fish market is to open', {
    classes: ['rewrite'],
    severity: 'editorial',
    reasons: [],
    topic: null,
    from: { number: 1, title: 'The fish market opens at six', path: 'news/market.md', at: null },
    to: { number: 2, title: 'Nobody knows when the old fish market is to open', path: 'news/old-market.md', at: null },
    minutesStood: null,
    link: { score: 0.97, reasons: [{ kind: 'shared-source', value: 'daily.example/fish', weight: 2 }] },
    origin: { kind: 'page' },
  }),
  titleChange('ferry', 1, '渡轮搁浅，两人死亡', '渡轮搁浅，七人死亡', { topic: '渡轮', reasons: [] }),
  titleChange('dam', 1, 'הסכר נסגר לשני ימים', 'הסכר נסגר לשלושה ימים', {
    classes: ['punctuation'],
    severity: 'cosmetic',
    reasons: [],
    origin: { kind: 'file', observedAt: startTime },
  }),
]

export const sampleTotals: AuditTotals = {
  ...auditTotals,
  events: 12,
  eventsRetitled: 4,
  changes: 6,
  byClass: { number: 2, wording: 2, status: 1, rewrite: 1, revert: 1, punctuation: 1 },
  bySeverity: { cosmetic: 1, editorial: 2, factual: 3 },
  silent: 5,
  withBody: 1,
  reverted: 1,
  titlesPerEvent: [8, 3, 0, 1],
  versionsPerEvent: [7, 4, 0, 1],
  mostChanged: [{ event: 'bridge' as EventId, title: bridge.two, day: '2018-01-15', changes: 3 }],
}

/** An audit of all sample changes. */
export function sampleAudit(overrides: Partial<Audit> = {}): Audit {
  return auditOf(sampleChanges, { totals: sampleTotals, ...overrides })
}

/** The same audit with groups and bulk changes. */
export function fullAudit(): Audit {
  return sampleAudit({
    totals: {
      ...sampleTotals,
      bulk: [
        {
          what: 'the prefix “Harbour. ” added',
          at: startTime,
          origin: { kind: 'commit', sha: '2b'.repeat(20), author: 'Desk' },
          changes: 4,
          events: 4,
          members: [],
        },
      ],
    },
    groups: [
      {
        key: 'Harbour',
        changes: 4,
        events: 2,
        of: 8,
        silent: 3,
        bySeverity: { cosmetic: 1, editorial: 1, factual: 2 },
        medianMinutesStood: 60,
      },
      {
        key: null,
        changes: 1,
        events: 1,
        of: null,
        silent: 1,
        bySeverity: { cosmetic: 0, editorial: 1, factual: 0 },
        medianMinutesStood: null,
      },
    ],
    filter: { groupBy: 'topic', severity: 'cosmetic', match: 'e', silent: true },
  })
}

/** An audit in which every text from outside is one text. */
export function hostileSampleAudit(text: string): Audit {
  const link = {
    score: 0.5,
    reasons: [
      { kind: 'same-title', value: text, weight: 1 } as const,
      { kind: 'conflict', value: text, weight: -1 } as const,
    ],
  }
  const origin = { kind: 'commit', sha: text, author: text } as const
  const change = (number: number, before: string, after: string) =>
    titleChange(text, number, before, after, {
      topic: text,
      from: { number, title: before, path: `${text}1`, at: startTime },
      to: { number: number + 1, title: after, path: text, at: startTime + hourMs },
      reasons: [{ kind: 'number', severity: 'factual', removed: [text], added: [text, text] }],
      reverted: { number: 3, at: startTime, minutes: 1 },
      link,
      origin,
      sources: [text],
    })
  const event = text as EventId
  return sampleAudit({
    changes: [
      change(1, text, `${text} and more`),
      change(2, `${text} and more`, `less ${text}`),
      change(3, `less ${text}`, text),
    ],
    totals: {
      ...sampleTotals,
      mostChanged: [{ event, title: text, day: text, changes: 2 }],
      bulk: [
        { what: text, at: startTime, origin, changes: 2, events: 2, members: [change(4, text, `${text} at once`)] },
      ],
    },
    groups: [
      {
        key: text,
        changes: 2,
        events: 1,
        of: 3,
        silent: 1,
        bySeverity: sampleTotals.bySeverity,
        medianMinutesStood: 1,
      },
    ],
    filter: { groupBy: 'author', match: text, topic: text },
  })
}
