import type { SentenceStep } from '../../model/change.ts'
import type { VersionDiff } from '../../model/report.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument, pick } from './document.ts'
import { changeJson, eventJson, versionJson } from './version.ts'

/** The diff of two versions as one document, a body sentence by sentence too. */
export const diffJson: Reporter<VersionDiff> = ({ event, a, b, changes, folded }) =>
  jsonDocument({
    event: eventJson(event),
    a: versionJson(a),
    b: versionJson(b),
    changes: changes.map((change) => ({ ...changeJson(change), sentences: change.sentences?.map(stepJson) ?? null })),
    folded,
  })

function stepJson(step: SentenceStep) {
  return pick(step, 'action', 'block', 'before', 'after', 'diff', 'edits', 'links')
}
