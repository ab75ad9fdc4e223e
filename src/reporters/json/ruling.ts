import type { RulingReport } from '../../model/ruling.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument, pick } from './document.ts'
import { eventBriefJson } from './version.ts'

/** A ruling and its effect as one document. */
export const rulingJson: Reporter<RulingReport> = (report) =>
  jsonDocument({
    ...pick(report.ruling, 'verdict', 'a', 'b', 'reason'),
    ...pick(report, 'file', 'lines', 'state', 'replaced'),
    before: report.before.map(eventBriefJson),
    after: report.after.map(eventBriefJson),
    ...pick(report, 'others', 'met', 'obstacle'),
  })
