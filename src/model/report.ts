import type { Change, TextDiff } from './change.ts'
import type { EventId, History, Version } from './event.ts'
import type { Finding } from './finding.ts'
import type { ChangesEntry, PagePath } from './page.ts'
import type { RunRecord } from './plan.ts'
import type { ContentHash, Origin } from './revision.ts'
import type { ReassignedVersions, RelationChange } from './ruling.ts'
import type { Instant } from './time.ts'

/** What a recording did. Every revision is in exactly one of stored, unchanged, removed, known, skipped. */
export interface IngestSummary {
  readonly source: string
  /** Revisions that the source named. */
  readonly revisions: number
  /** Snapshots added with content. */
  readonly stored: number
  /** Snapshots added for a removal. */
  readonly removed: number
  /** Revisions equal to what stood already; nothing was added. */
  readonly unchanged: number
  /** Revisions recorded by an earlier run. */
  readonly known: number
  /** Revisions of files that are no pages, left alone. */
  readonly skipped: number
  /** Distinct contents added, and their size as given in bytes. */
  readonly contents: number
  readonly bytes: number
  /** Events and versions that are new, and how many of the versions change a title. */
  readonly events: number
  readonly versions: number
  readonly titleChanges: number
  /** Snapshots that added no version, by what differed. */
  readonly folded: Readonly<Record<FoldKind, number>>
  readonly findings: readonly Finding[]
  /** Versions that the record, judged anew, tells by another event than before; none where nothing was judged anew. */
  readonly rejudged: readonly ReassignedVersions[]
  /** Merges and splits that it tells since, or does not tell any more. */
  readonly kin: readonly RelationChange[]
  /** What a person should know about how it was judged, in sentences. */
  readonly notes: readonly string[]
  readonly seconds: number
}

/**
 * Why a snapshot made no version: only regenerated parts differed, only layout (blanks, line ends, tracking
 * parameters), the file was only moved, the page is one that a retitled event has left behind, or it is a list.
 */
export const foldKinds = ['related', 'changes', 'formats', 'covers', 'layout', 'moved', 'superseded', 'list'] as const
export type FoldKind = (typeof foldKinds)[number]

/** How far a recording is, for a progress line. */
export interface Progress {
  readonly done: number
  /** Null while unknown. */
  readonly total: number | null
  readonly unit: 'revisions' | 'files' | 'snapshots'
}

export interface ArchiveStatus {
  readonly store: string
  readonly archive: string
  /** Paths whose latest snapshot has content, lists apart. */
  readonly pages: number
  readonly snapshots: number
  readonly events: number
  readonly versions: number
  /** Events with two titles or more. */
  readonly retitled: number
  readonly lastRun: RunRecord | null
  readonly ledger: string
  /** Why the record is not judged as it would be now, in a sentence; null where it is. */
  readonly behind: string | null
}

/** Two versions side by side. `changes` has a row for every field that differs. */
export interface VersionDiff {
  readonly event: History['event']
  readonly a: Version
  readonly b: Version
  readonly changes: readonly Change[]
  /** With `--all`: the whole pages' text, what was folded included; null otherwise. */
  readonly folded: TextDiff | null
}

/** One version (or, for a folded state or a list, one snapshot) to show. */
export interface ShownVersion {
  readonly event: History['event'] | null
  readonly version: Version | null
  readonly path: PagePath
  readonly at: Instant | null
  /** The time around the moment asked for in which it was not published; until null: it is not back. */
  readonly absent: { readonly from: Instant; readonly until: Instant | null } | null
  readonly origin: Origin | { readonly kind: 'page' }
  readonly snapshot: ContentHash | null
  /** The lead and other text of the event. */
  readonly body: string
  /** Exact bytes; null where only a page's Changes section claims the version. */
  readonly bytes: Uint8Array | null
}

/** What a page's Changes section should be, beside what it is. */
export interface PageChanges {
  readonly path: PagePath
  readonly event: EventId
  readonly title: string
  /** The section's text as it should stand, with `\n` line ends; null where the event has one title. */
  readonly section: string | null
  readonly entries: readonly ChangesEntry[]
  /** same: the page says so already; missing, differs: it would be written; written: it was. */
  readonly state: 'same' | 'missing' | 'differs' | 'written'
  readonly finding: Finding | null
}
