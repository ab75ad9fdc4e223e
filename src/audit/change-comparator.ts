import type { AuditOrder, TitleChange } from '../model/audit.ts'
import { severities } from '../model/change.ts'

type TitleChangeComparator = (a: TitleChange, b: TitleChange) => number

/** How two title changes stand in an order; changes that it does not tell apart stand by time. */
export function changeComparator(order: AuditOrder): TitleChangeComparator {
  const compare = comparators[order]
  return (a, b) => compare(a, b) || compareByTime(a, b)
}

const comparators: Record<AuditOrder, TitleChangeComparator> = {
  time: () => 0,
  severity: (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity),
  // what is not known is neither short nor long: it comes last
  stood: (a, b) => (a.minutesStood ?? Number.MAX_VALUE) - (b.minutesStood ?? Number.MAX_VALUE),
  event: (a, b) => compareText(a.day ?? '', b.day ?? '') || compareText(a.event, b.event) || a.to.number - b.to.number,
}

/** A title of unknown time comes first: it is only claimed, and mostly older than the record. */
function compareByTime(a: TitleChange, b: TitleChange): number {
  const [one, other] = [a.to.at ?? -Number.MAX_VALUE, b.to.at ?? -Number.MAX_VALUE]
  return one - other || compareText(a.event, b.event) || a.to.number - b.to.number
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
