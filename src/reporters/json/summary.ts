import type { Summary } from '../../model/report.ts'
import type { Reporter } from '../look.ts'
import { withoutPassword } from '../terminal/address.ts'
import { document } from './document.ts'
import { findingJson } from './finding.ts'

/** What a recording did, as a document. */
export const summaryJson: Reporter<Summary> = (summary) => document(summaryFields(summary))

/** The same as fields; `snapshots` counts all that were added, removals too. */
export function summaryFields(summary: Summary) {
  const { revisions, stored, removed, unchanged, known, skipped, contents, bytes } = summary
  const { events, versions, titleChanges, folded, findings, seconds } = summary
  return {
    source: withoutPassword(summary.source),
    revisions,
    snapshots: stored + removed,
    events,
    versions,
    titleChanges,
    unchanged,
    stored,
    removed,
    known,
    skipped,
    contents,
    bytes,
    folded,
    findings: findings.map(findingJson),
    seconds,
  }
}
