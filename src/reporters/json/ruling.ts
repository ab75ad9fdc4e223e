import type { RulingReport } from '../../model/ruling.ts'
import type { Reporter } from '../look.ts'
import { briefJson } from './brief.ts'
import { document } from './document.ts'

/** A ruling and its effect, as a document. */
export const rulingJson: Reporter<RulingReport> = (report) => {
  const { ruling, file, lines, state, replaced, before, after, others, met, obstacle } = report
  const { verdict, a, b, reason } = ruling
  return document({
    verdict,
    a,
    b,
    reason,
    file,
    lines,
    state,
    replaced,
    before: before.map(briefJson),
    after: after.map(briefJson),
    others,
    met,
    obstacle,
  })
}
