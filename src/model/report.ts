import type { Change, TextDiff } from './change.ts'
import type { EventId, History, Version } from './event.ts'
import type { Finding } from './finding.ts'
import type { ChangesEntry, PagePath } from './page.ts'
import type { RunRecord } from './plan.ts'
import type { IndexChanges } from './ruling.ts'
import type { Instant } from './time.ts'

/**
 * The result of a run. Every revision is in exactly one of stored, unchanged, removed, known and skipped. Contents, events and
 * versions are the new ones. Without a rebuild of the index, its changes are empty.
 */
export interface IngestSummary extends IndexChanges {
  /** The source in words: a repository, a folder or a file. */
  readonly source: string
  /** Revisions that the source yielded. */
  readonly revisions: number
  /** New snapshots with content. */
  readonly stored: number
  /** New snapshots of a removed page. */
  readonly removed: number
  /** Revisions equal to the latest snapshot of their path. Nothing is stored. */
  readonly unchanged: number
  /** Revisions that an earlier run has stored. */
  readonly known: number
  /** Revisions of files that are not pages. Nothing is stored. */
  readonly skipped: number
  readonly contents: number
  /** Size of the new contents in bytes, before compression. */
  readonly bytes: number
  readonly events: number
  readonly versions: number
  /** New versions that change a title. */
  readonly titleChanges: number
  /** New snapshots without a version, by what differed. */
  readonly folded: Readonly<Record<FoldKind, number>>
  readonly findings: readonly Finding[]
  /** Sentences for people about how the run was made, such as rulings that have no effect. */
  readonly notes: readonly string[]
  readonly seconds: number
}

/**
 * Why a snapshot made no version. `related`, `changes`, `formats`, `covers`: only this generated part differs. `layout`: only
 * blanks, line endings or tracking parameters differ. `moved`: only the path differs. `superseded`: the page has a former title
 * of an event that has a newer page. `list`: the page is a list.
 */
export const foldKinds = ['related', 'changes', 'formats', 'covers', 'layout', 'moved', 'superseded', 'list'] as const
/** Why a snapshot made no version. */
export type FoldKind = (typeof foldKinds)[number]

/** The progress of a run, for a progress line. */
export interface Progress {
  readonly done: number
  /** Null while it is not known. */
  readonly total: number | null
  readonly unit: 'revisions' | 'files' | 'snapshots'
}

/** What is stored of an archive. */
export interface ArchiveStatus {
  /** The store's path, or its address without a password. */
  readonly store: string
  /** Absolute path of the archive. */
  readonly archive: string
  /** Paths whose latest snapshot has content, without lists. */
  readonly pages: number
  readonly snapshots: number
  readonly events: number
  readonly versions: number
  /** Events with two titles or more. */
  readonly retitled: number
  readonly lastRun: RunRecord | null
  /** The hash of the last ledger row. */
  readonly ledger: string
  /** Why the index differs from what a rebuild would give, in a sentence; null where it does not. */
  readonly behind: string | null
}

/** Two versions of an event, compared. */
export interface VersionDiff {
  readonly event: History['event']
  readonly a: Version
  readonly b: Version
  /** A row for each field that differs. */
  readonly changes: readonly Change[]
  /** With `--all`: the diff of the whole pages, generated parts included; null otherwise. */
  readonly folded: TextDiff | null
}

/** A version to show. For a folded state or a list, a snapshot. */
export interface ShownVersion extends Pick<Version, 'path' | 'origin' | 'snapshot'> {
  readonly event: History['event'] | null
  readonly version: Version | null
  readonly at: Instant | null
  /** The absence around the requested time, in which no page reported the event; `until` null: it did not return. */
  readonly absent: { readonly from: Instant; readonly until: Instant | null } | null
  /** The event's text without its title. */
  readonly body: string
  /** The page's exact bytes; null where only a Changes section claims the version. */
  readonly bytes: Uint8Array | null
}

/** The expected Changes section of a page, and how the page differs from it. */
export interface PageChanges {
  readonly path: PagePath
  readonly event: EventId
  readonly title: string
  /** The expected text of the section, with `\n` line endings; null where the event has only one title. */
  readonly section: string | null
  readonly entries: readonly ChangesEntry[]
  /** `same`: the page has this text. `missing`, `differs`: it would be written. `written`: it was written. */
  readonly state: 'same' | 'missing' | 'differs' | 'written'
  /** Why the section could not be written; null where nothing failed. */
  readonly finding: Finding | null
}
