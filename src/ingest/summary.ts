import { type FoldKind, foldKinds, type IngestSummary } from '../model/report.ts'

/** A count for each reason to fold a snapshot. */
export function foldCounts(count: (kind: FoldKind) => number): Record<FoldKind, number> {
  return Object.fromEntries(foldKinds.map((kind) => [kind, count(kind)])) as Record<FoldKind, number>
}

/** A summary whose counts are 0. */
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
    folded: foldCounts(() => 0),
    findings: [],
    rejudged: [],
    kin: [],
    notes: [],
    seconds: 0,
  }
}

/** Adds the counts of two runs; everything else is from the first. */
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
  return {
    ...a,
    ...Object.fromEntries(sums.map((name) => [name, a[name] + b[name]])),
    folded: foldCounts((kind) => a.folded[kind] + b.folded[kind]),
  }
}
