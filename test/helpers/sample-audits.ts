import type { Audit, AuditGroup, AuditTotals, TitleChange } from '../../src/model/audit.ts'
import { severities, type TextDiff } from '../../src/model/change.ts'
import type { EventId, History, Version } from '../../src/model/event.ts'
import { diffSide, histories, minute, startTime } from './sample-histories.ts'

/** The title changes of some histories, as an audit lists them. */
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

/** An audit of these changes without a filter. */
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

/** An audit with single changes and one bulk change. @param members the changes of the bulk change */
export function auditWithBulkChange(single: readonly TitleChange[], members: readonly TitleChange[]): Audit {
  const [first] = members as [TitleChange]
  const { origin, to } = first
  const bulk = [
    { what: 'the title: a label put in front', at: to.at, origin, changes: members.length, events: 20, members },
  ]
  const changes = [...single, ...members]
  return auditOf(changes, { totals: { ...auditTotals, changes: changes.length, bulk } })
}

/** Different title changes, two of each event. */
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
