import { type FoldKind, foldKinds, type Summary } from '../model/report.ts'

/** A summary to be filled in. */
export function emptySummary(source: string): { -readonly [Key in keyof Summary]: Summary[Key] } {
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
