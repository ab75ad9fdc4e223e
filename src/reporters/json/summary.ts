import type { IngestSummary } from '../../model/report.ts'
import type { ReassignedVersions, RelationChange } from '../../model/ruling.ts'
import type { Reporter } from '../render-options.ts'
import { redactPassword } from '../wording/origin.ts'
import { jsonDocument, timeJson } from './document.ts'
import { eventBriefJson } from './event-brief.ts'
import { findingJson } from './finding.ts'

/** What a recording did, as a document. */
export const summaryJson: Reporter<IngestSummary> = (summary) => jsonDocument(summaryFields(summary))

/** The same as fields; `snapshots` counts all that were added, removals too. */
export function summaryFields(summary: IngestSummary) {
  const { revisions, stored, removed, unchanged, known, skipped, contents, bytes } = summary
  const { events, versions, titleChanges, folded, findings, notes, seconds } = summary
  return {
    source: redactPassword(summary.source),
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
    rejudged: summary.rejudged.map(reassignedVersionsJson),
    kin: summary.kin.map(relationChangeJson),
    notes,
    seconds,
  }
}

function reassignedVersionsJson({ title, path, at, versions, what, from, to, link }: ReassignedVersions) {
  return {
    title,
    path,
    at: timeJson(at),
    versions,
    what,
    from: eventBriefJson(from),
    to: to && eventBriefJson(to),
    link,
  }
}

function relationChangeJson({ what, kind, at, whole, part }: RelationChange) {
  return { what, kind, at: timeJson(at), whole: eventBriefJson(whole), part: eventBriefJson(part) }
}
