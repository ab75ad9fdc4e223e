import type { IngestSummary } from '../../model/report.ts'
import type { ReassignedVersions, RelationChange } from '../../model/ruling.ts'
import type { Reporter } from '../render-options.ts'
import { redactPassword } from '../wording/origin.ts'
import { jsonDocument, pick, timeJson } from './document.ts'
import { eventBriefJson, findingJson } from './version.ts'

/** The result of an import as one document. */
export const summaryJson: Reporter<IngestSummary> = (summary) => jsonDocument(summaryFields(summary))

/** The fields of a summary. `snapshots` counts stored contents and removals. */
export function summaryFields(summary: IngestSummary) {
  return {
    source: redactPassword(summary.source),
    revisions: summary.revisions,
    snapshots: summary.stored + summary.removed,
    ...pick(summary, 'events', 'versions', 'titleChanges', 'unchanged', 'stored', 'removed', 'known', 'skipped'),
    ...pick(summary, 'contents', 'bytes', 'folded'),
    findings: summary.findings.map(findingJson),
    rejudged: summary.rejudged.map(reassignedVersionsJson),
    kin: summary.kin.map(relationChangeJson),
    ...pick(summary, 'notes', 'seconds'),
  }
}

function reassignedVersionsJson(reassigned: ReassignedVersions) {
  return {
    ...pick(reassigned, 'title', 'path'),
    at: timeJson(reassigned.at),
    ...pick(reassigned, 'versions', 'what'),
    from: eventBriefJson(reassigned.from),
    to: reassigned.to && eventBriefJson(reassigned.to),
    link: reassigned.link,
  }
}

function relationChangeJson({ what, kind, at, whole, part }: RelationChange) {
  return { what, kind, at: timeJson(at), whole: eventBriefJson(whole), part: eventBriefJson(part) }
}
