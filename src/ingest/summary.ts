import { type FoldKind, foldKinds, type IngestSummary } from '../model/report.ts'

/** A summary to be filled in. */
export function emptySummary(source: string): { -readonly [Key in keyof IngestSummary]: IngestSummary[Key] } {
  return {
    source,
    revisions: 0,
    stored: 0,
    removed: 0,
    unchanged: 0,
    known: 0,
    skipped: 0,
    contents: 0,
    bytes: 0,
    events: 0,
    versions: 0,
    titleChanges: 0,
    folded: Object.fromEntries(foldKinds.map((kind) => [kind, 0])) as Record<FoldKind, number>,
    findings: [],
    rejudged: [],
    kin: [],
    notes: [],
    seconds: 0,
  }
}

/** Two recordings as one; what is no count is the first one's. */
export function combineSummaries(a: IngestSummary, b: IngestSummary): IngestSummary {
  const sums = [
    'revisions',
    'stored',
    'removed',
    'unchanged',
    'contents',
    'bytes',
    'events',
    'versions',
    'titleChanges',
  ] as const
  const folded = Object.fromEntries(foldKinds.map((kind) => [kind, a.folded[kind] + b.folded[kind]]))
  return {
    ...a,
    ...Object.fromEntries(sums.map((name) => [name, a[name] + b[name]])),
    folded: { ...a.folded, ...folded },
  }
}
