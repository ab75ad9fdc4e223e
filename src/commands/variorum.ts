import type { RunOptions } from '../ingest/run-options.ts'
import type { Audit, AuditFilter, TitleChange } from '../model/audit.ts'
import type { BaseFiles } from '../model/base-files.ts'
import type { CheckReport } from '../model/check.ts'
import type { History } from '../model/event.ts'
import type { FindingSeverity } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { ArchiveStatus, IngestSummary, PageChanges, ShownVersion, VersionDiff } from '../model/report.ts'
import type { RulingReport } from '../model/ruling.ts'
import type { Instant } from '../model/time.ts'
import type { WatchEvent } from '../model/watch.ts'
import type { WhyReport } from '../model/why.ts'
import type { SectionNames } from '../page/sections/outline.ts'

export interface ImportOptions extends RunOptions {
  /** A git repository, or an exported journal; default: the repository around the archive. */
  readonly from?: string | undefined
  readonly rev?: string | undefined
  readonly paths?: readonly string[] | undefined
  readonly dialect?: 'auto' | 'context' | 'front-matter' | 'portal' | undefined
}

export interface IngestOptions extends RunOptions {
  readonly paths?: readonly string[] | undefined
}

export interface RulingOptions extends RunOptions {
  /** Why, for whoever reads the file later. */
  readonly reason?: string | undefined
}

export interface WatchOptions extends RunOptions {
  readonly paths?: readonly string[] | undefined
  /** Keep the Changes sections of the pages that are saved. */
  readonly writeChanges?: boolean | undefined
  /** Record what was missed while nobody watched, and end. */
  readonly once?: boolean | undefined
  /**
   * Milliseconds without a save after which a page's state becomes a version; default 50. What was read of it before is
   * kept as snapshots.
   */
  readonly settle?: number | undefined
  /** Milliseconds between scans, which find what the system does not tell; default what a hundredth of a processor allows. */
  readonly scanEvery?: number | undefined
  /** IANA name of the zone in which a day begins, for the figures; default UTC. */
  readonly timeZone?: string | undefined
}

export interface ChangesOptions extends RunOptions {
  readonly paths?: readonly string[] | undefined
  /** print: compare only. check: the same, drift is a finding. write: splice into the pages. */
  readonly mode: 'print' | 'check' | 'write'
}

/** What a CI service, or whoever calls, asks to be compared. */
export interface RequestedRange {
  /** Names of the commit to compare with, the first that is there is taken; null: nothing. */
  readonly base: readonly string[] | null
  readonly head: string
  /** The commit that the head merges into its base, where that is what it is: the base is then its first parent. */
  readonly merges?: string | undefined
  readonly source: string
  /** What named the base, such as a variable of the environment: where the base is not there, the failure says so. */
  readonly namedBy?: string | undefined
}

/** What the project says of a check; read from the base of what is judged. */
export interface CheckSettings {
  /** The archive's folder, absolute; default the one that was opened. */
  readonly archive?: string | undefined
  /** Somebody named the archive: that it stands on neither side is a failure then. */
  readonly archiveNamed?: boolean | undefined
  readonly sections?: SectionNames | undefined
  /** How grave rules are, by code, where not as usual. */
  readonly severities?: ReadonlyMap<string, FindingSeverity | 'off'>
  /** Fingerprints of findings that are known. */
  readonly baseline?: ReadonlySet<string>
}

/** Without `range`, `since`, `staged`, `worktree` or `asked` the work tree is judged against HEAD. */
export interface CheckOptions extends RunOptions {
  /** `BASE..HEAD`; a single name is that one commit. */
  readonly range?: string | undefined
  /** Compare with this revision; with `staged` or `worktree` instead of HEAD. */
  readonly since?: string | undefined
  /** Judge what the next commit would hold. */
  readonly staged?: boolean | undefined
  /** The index to read, as git names it to a hook; default the repository's. */
  readonly indexFile?: string | undefined
  /** Judge what is on disk. */
  readonly worktree?: boolean | undefined
  /** What a CI service asks to be compared. */
  readonly asked?: RequestedRange | undefined
  /** A folder in the repository; default the current one. */
  readonly repository?: string | undefined
  /** Given what stood before the range, says what the project has set. */
  readonly settings?: (files: BaseFiles) => Promise<CheckSettings>
  /** Bring the Changes sections of the pages that are judged up to date, on disk. */
  readonly fix?: boolean | undefined
}

/**
 * An opened archive with its store: the verbs of the command line as methods.
 * Rejections are VariorumErrors; results are plain data; close it with `await using` or `[Symbol.asyncDispose]()`.
 * An EVENT is a page's path, a slug, an event id, or words that fit one title; a version is a number (`1`, `-1`),
 * a date, a commit or a content hash.
 */
export interface Variorum extends AsyncDisposable {
  readonly archive: string
  readonly store: string
  status(): Promise<ArchiveStatus>
  import(options?: ImportOptions): Promise<IngestSummary>
  ingest(options?: IngestOptions): Promise<IngestSummary>
  /**
   * Records versions while people edit, until the signal fires or the loop is left. An interruption is no failure here:
   * what is in flight is recorded, and the last event is the summary.
   */
  watch(options?: WatchOptions): AsyncIterable<WatchEvent>
  reindex(options?: RunOptions): Promise<IngestSummary>
  /** One event, or without an argument every event by day, then id. */
  history(event?: string, options?: { signal?: AbortSignal }): AsyncIterable<History>
  diff(
    event: string,
    options?: { a?: string | undefined; b?: string | undefined; all?: boolean | undefined },
  ): Promise<VersionDiff>
  /** @param event EVENT or EVENT@VERSION */
  show(event: string): Promise<ShownVersion>
  audit(filter?: AuditFilter): Promise<Audit>
  /** The same changes one by one, by day of the event, without holding them all. */
  titleChanges(filter?: AuditFilter): AsyncIterable<TitleChange>
  /** The topics that events have now, each once, by name. */
  topics(): Promise<readonly string[]>
  /**
   * The committer's time of a commit, branch or tag of the repository around the archive.
   * Rejects with `revision-unknown` or `repository-…`.
   */
  committedAt(revision: string, options?: { signal?: AbortSignal }): Promise<Instant>
  changes(options: ChangesOptions): AsyncIterable<PageChanges>
  /** Judges what a range of commits, the index or the work tree does to the archive, by the rules; opens no store. */
  check(options?: CheckOptions): Promise<CheckReport>
  /**
   * What speaks for and against two being one event.
   * @param a @param b a page's path, recorded or not, an EVENT, or a version of one as EVENT@N
   */
  why(a: string, b: string): Promise<WhyReport>
  /**
   * Writes into the archive that two are one event, whatever the score, and judges the record anew.
   * @param a @param b a page's path, an EVENT, or a version of one as EVENT@N
   */
  link(a: string, b: string, options?: RulingOptions): Promise<RulingReport>
  /** The same, that two are not one event. */
  unlink(a: string, b: string, options?: RulingOptions): Promise<RulingReport>
  /** The whole record as a journal, line by line, each line ending in a line feed. */
  export(options?: { signal?: AbortSignal }): AsyncIterable<string>
  /** Paths, slugs or titles that come nearest to an EVENT that was not found. */
  suggest(event: string): Promise<readonly PagePath[]>
}
