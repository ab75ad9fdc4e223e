import type { AuditOrder, TitleChange } from '../model/audit.ts'
import { severities } from '../model/change.ts'
import { compare } from '../model/compare.ts'

type TitleChangeComparator = (a: TitleChange, b: TitleChange) => number

/** Compares title changes in an order. Changes that are equal in it are compared by time. */
export function changeComparator(order: AuditOrder): TitleChangeComparator {
  const compareInOrder = comparators[order]
  return (a, b) => compareInOrder(a, b) || compareByTime(a, b)
}

const comparators: Record<AuditOrder, TitleChangeComparator> = {
  time: () => 0,
  severity: (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity),
  // unknown durations come last
  stood: (a, b) => (a.minutesStood ?? Number.MAX_VALUE) - (b.minutesStood ?? Number.MAX_VALUE),
  event: (a, b) => compare(a.day ?? '', b.day ?? '') || compare(a.event, b.event) || a.to.number - b.to.number,
}

/** A title of unknown time comes first: only a page claims it, and it is usually older than the record. */
function compareByTime(a: TitleChange, b: TitleChange): number {
  const [one, other] = [a.to.at ?? -Number.MAX_VALUE, b.to.at ?? -Number.MAX_VALUE]
  return one - other || compare(a.event, b.event) || a.to.number - b.to.number
}
