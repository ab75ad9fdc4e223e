import type { Audit, TitleChange, TitleState } from '../../model/report.ts'
import type { Reporter, StreamReporter } from '../look.ts'
import { document, ndjsonLine, time } from './document.ts'

/** The whole audit as a document. */
export const auditJson: Reporter<Audit> = ({ changes, totals }) => {
  const { events, eventsRetitled, changes: number, byClass, bySeverity, medianMinutesToFirstChange } = totals
  return document({
    changes: changes.map(titleChangeJson),
    totals: { events, eventsRetitled, changes: number, byClass, bySeverity, medianMinutesToFirstChange },
  })
}

/** One title change a line. */
export const auditNdjson: StreamReporter<TitleChange> = () => ({
  item: (change) => ndjsonLine(titleChangeJson(change)),
})

function titleChangeJson(change: TitleChange) {
  const { event, day, topic, from, to, classes, severity, silent, bodyChanged, minutesStood, diff } = change
  return {
    event,
    day,
    topic,
    from: stateJson(from),
    to: stateJson(to),
    classes,
    severity,
    silent,
    bodyChanged,
    minutesStood,
    diff,
  }
}

function stateJson({ number, title, path, at }: TitleState) {
  return { number, title, path, at: time(at) }
}
