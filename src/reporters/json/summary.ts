import type { Summary } from '../../model/report.ts'
import type { KinChange, Rejudged } from '../../model/ruling.ts'
import type { Reporter } from '../look.ts'
import { withoutPassword } from '../wording/address.ts'
import { briefJson } from './brief.ts'
import { document, time } from './document.ts'
import { findingJson } from './finding.ts'

/** What a recording did, as a document. */
export const summaryJson: Reporter<Summary> = (summary) => document(summaryFields(summary))

/** The same as fields; `snapshots` counts all that were added, removals too. */
export function summaryFields(summary: Summary) {
  const { revisions, stored, removed, unchanged, known, skipped, contents, bytes } = summary
  const { events, versions, titleChanges, folded, findings, notes, seconds } = summary
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
    rejudged: summary.rejudged.map(rejudgedJson),
    kin: summary.kin.map(kinJson),
    notes,
    seconds,
  }
}

function rejudgedJson({ title, path, at, versions, what, from, to, link }: Rejudged) {
  return { title, path, at: time(at), versions, what, from: briefJson(from), to: to && briefJson(to), link }
}

function kinJson({ what, kind, at, whole, part }: KinChange) {
  return { what, kind, at: time(at), whole: briefJson(whole), part: briefJson(part) }
}
