import type { RulingReport } from '../../model/ruling.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument } from './document.ts'
import { eventBriefJson } from './event-brief.ts'

/** A ruling and its effect, as a document. */
export const rulingJson: Reporter<RulingReport> = (report) => {
  const { ruling, file, lines, state, replaced, before, after, others, met, obstacle } = report
  const { verdict, a, b, reason } = ruling
  return jsonDocument({
    verdict,
    a,
    b,
    reason,
    file,
    lines,
    state,
    replaced,
    before: before.map(eventBriefJson),
    after: after.map(eventBriefJson),
    others,
    met,
    obstacle,
  })
}
