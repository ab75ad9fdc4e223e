import type { Order, TitleChange } from '../model/audit.ts'
import { severities } from '../model/change.ts'

type Compare = (a: TitleChange, b: TitleChange) => number

/** How two title changes stand in an order; changes that it does not tell apart stand by time. */
export function comparing(order: Order): Compare {
  const compare = compares[order]
  return (a, b) => compare(a, b) || byTime(a, b)
}

const compares: Record<Order, Compare> = {
  time: () => 0,
  severity: (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity),
  // what is not known is neither short nor long: it comes last
  stood: (a, b) => (a.minutesStood ?? Number.MAX_VALUE) - (b.minutesStood ?? Number.MAX_VALUE),
  event: (a, b) => byText(a.day ?? '', b.day ?? '') || byText(a.event, b.event) || a.to.number - b.to.number,
}

/** A title of unknown time comes first: it is only claimed, and mostly older than the record. */
function byTime(a: TitleChange, b: TitleChange): number {
  const [one, other] = [a.to.at ?? -Number.MAX_VALUE, b.to.at ?? -Number.MAX_VALUE]
  return one - other || byText(a.event, b.event) || a.to.number - b.to.number
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
