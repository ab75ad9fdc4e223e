import { type FoldKind, foldKinds, type IngestSummary } from '../model/report.ts'

/** A count for each reason to fold a snapshot. */
export function foldCounts(count: (kind: FoldKind) => number): Record<FoldKind, number> {
  return Object.fromEntries(foldKinds.map((kind) => [kind, count(kind)])) as Record<FoldKind, number>
}

const noRevisions = { revisions: 0, stored: 0, removed: 0, unchanged: 0, contents: 0, bytes: 0 }
const noVersions = { events: 0, versions: 0, titleChanges: 0 }

/** A summary whose counts are 0. */
export function emptySummary(source: string): { -readonly [Key in keyof IngestSummary]: IngestSummary[Key] } {
  const lists = { findings: [], rejudged: [], kin: [], notes: [] }
  const folded = foldCounts(() => 0)
  return { source, ...noRevisions, known: 0, skipped: 0, ...noVersions, folded, ...lists, seconds: 0 }
}

/** Adds the counts of two runs; everything else is from the first. */
export function combineSummaries(a: IngestSummary, b: IngestSummary): IngestSummary {
  const names = Object.keys({ ...noRevisions, ...noVersions }) as (keyof typeof noRevisions | keyof typeof noVersions)[]
  const sums = Object.fromEntries(names.map((name) => [name, a[name] + b[name]]))
  return { ...a, ...sums, folded: foldCounts((kind) => a.folded[kind] + b.folded[kind]) }
}
