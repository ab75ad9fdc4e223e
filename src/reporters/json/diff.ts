import type { SentenceStep } from '../../model/change.ts'
import type { VersionDiff } from '../../model/report.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument } from './document.ts'
import { changeJson, eventJson, versionJson } from './version.ts'

/** Two versions and what differs, a body sentence by sentence too, as a document. */
export const diffJson: Reporter<VersionDiff> = ({ event, a, b, changes, folded }) =>
  jsonDocument({
    event: eventJson(event),
    a: versionJson(a),
    b: versionJson(b),
    changes: changes.map((change) => ({ ...changeJson(change), sentences: change.sentences?.map(stepJson) ?? null })),
    folded,
  })

function stepJson({ action, block, before, after, diff, edits, links }: SentenceStep) {
  return { action, block, before, after, diff, edits, links }
}
