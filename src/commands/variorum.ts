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
  /** The reason, for people who read the file later. */
  readonly reason?: string | undefined
}

export interface WatchOptions extends RunOptions {
  readonly paths?: readonly string[] | undefined
  /** Update the Changes sections of saved pages. */
  readonly writeChanges?: boolean | undefined
  /** Record what changed since the last run, and end. */
  readonly once?: boolean | undefined
  /**
   * Milliseconds without a save after which a page's state becomes a version; default 50. Earlier states that were read are
   * kept as snapshots.
   */
  readonly settle?: number | undefined
  /** Milliseconds between scans, which find missed changes; default: as few as one hundredth of a processor allows. */
  readonly scanEvery?: number | undefined
  /** IANA name of the time zone of "today", for the status; default: UTC. */
  readonly timeZone?: string | undefined
}

export interface ChangesOptions extends RunOptions {
  readonly paths?: readonly string[] | undefined
  /** print: compare only. check: compare, and report drift as findings. write: splice into the pages. */
  readonly mode: 'print' | 'check' | 'write'
}

/** A range that a CI service asks to check. */
export interface RequestedRange {
  /** Names of the base; the first one that exists is used. Null: no base. */
  readonly base: readonly string[] | null
  readonly head: string
  /** If the head merges this commit, the base is the first parent of the head. */
  readonly merges?: string | undefined
  readonly source: string
  /** Where the name of the base is from, such as an environment variable, for the error about a missing base. */
  readonly namedBy?: string | undefined
}

/** Settings of the project for a check, read from the base of the range. */
export interface CheckSettings {
  /** The archive's folder, absolute; default: the opened one. */
  readonly archive?: string | undefined
  /** A person named the archive: it is an error if neither side has it. */
  readonly archiveNamed?: boolean | undefined
  readonly sections?: SectionNames | undefined
  /** Severities of rules by code, if not the default. */
  readonly severities?: ReadonlyMap<string, FindingSeverity | 'off'> | undefined
  /** Fingerprints of known findings. */
  readonly baseline?: ReadonlySet<string> | undefined
}

/** Without `range`, `since`, `staged`, `worktree` or `asked`, the working tree is compared with HEAD. */
export interface CheckOptions extends RunOptions {
  /** `BASE..HEAD`; a single name is that one commit. */
  readonly range?: string | undefined
  /** Compare with this commit; with `staged` or `worktree`, instead of HEAD. */
  readonly since?: string | undefined
  /** Check the git index. */
  readonly staged?: boolean | undefined
  /** The index file that git names to a hook; default: the repository's. */
  readonly indexFile?: string | undefined
  /** Check the working tree. */
  readonly worktree?: boolean | undefined
  /** The range that a CI service asks for. */
  readonly asked?: RequestedRange | undefined
  /** A folder in the repository; default: the current folder. */
  readonly repository?: string | undefined
  /** Reads the settings of the project from the files of the base. */
  readonly settings?: (files: BaseFiles) => Promise<CheckSettings>
  /** Update the Changes sections of checked pages, on disk. */
  readonly fix?: boolean | undefined
}

/**
 * An open archive with its store: the commands as methods.
 * Rejections are VariorumErrors; results are plain data; close it with `await using` or `[Symbol.asyncDispose]()`.
 * An EVENT is the path of a page, a slug, an event id, or words of one title; a version is a number (`1`, `-1`), a date, a
 * commit or a content hash.
 */
export interface Variorum extends AsyncDisposable {
  readonly archive: string
  readonly store: string
  status(): Promise<ArchiveStatus>
  import(options?: ImportOptions): Promise<IngestSummary>
  ingest(options?: IngestOptions): Promise<IngestSummary>
  /**
   * Records versions while people edit, until the signal fires or the caller leaves the loop. An interruption is not an
   * error: pending pages are recorded, and the last event is the summary.
   */
  watch(options?: WatchOptions): AsyncIterable<WatchEvent>
  reindex(options?: RunOptions): Promise<IngestSummary>
  /** The history of one event, or of every event by day, then id. */
  history(event?: string, options?: { signal?: AbortSignal }): AsyncIterable<History>
  diff(
    event: string,
    options?: { a?: string | undefined; b?: string | undefined; all?: boolean | undefined },
  ): Promise<VersionDiff>
  /** @param event EVENT or EVENT@VERSION */
  show(event: string): Promise<ShownVersion>
  audit(filter?: AuditFilter): Promise<Audit>
  /** The same changes one by one, by day of the event, with bounded memory. */
  titleChanges(filter?: AuditFilter): AsyncIterable<TitleChange>
  /** The current topics of all events, each once, sorted. */
  topics(): Promise<readonly string[]>
  /**
   * The committer's time of a commit, branch or tag of the repository around the archive.
   * Rejects with `revision-unknown` or `repository-…`.
   */
  committedAt(revision: string, options?: { signal?: AbortSignal }): Promise<Instant>
  changes(options: ChangesOptions): AsyncIterable<PageChanges>
  /** Checks a range of commits, the git index or the working tree by the rules; opens no store. */
  check(options?: CheckOptions): Promise<CheckReport>
  /**
   * The evidence for and against two being one event.
   * @param a @param b the path of a page, recorded or not, an EVENT, or a version as EVENT@N
   */
  why(a: string, b: string): Promise<WhyReport>
  /**
   * Adds a ruling to the archive that two are one event, whatever their score, and rebuilds the index.
   * @param a @param b the path of a page, an EVENT, or a version as EVENT@N
   */
  link(a: string, b: string, options?: RulingOptions): Promise<RulingReport>
  /** Adds a ruling that two are not one event, and rebuilds the index. */
  unlink(a: string, b: string, options?: RulingOptions): Promise<RulingReport>
  /** The record as a journal, line by line; each line ends with a line feed. */
  export(options?: { signal?: AbortSignal }): AsyncIterable<string>
  /** Ids and titles of events similar to an EVENT that was not found. */
  suggest(event: string): Promise<readonly PagePath[]>
}
