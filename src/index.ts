/** The library: parse a page, compare two titles or two events, and open an archive with the commands as methods. */
export { type OpenOptions, openVariorum } from './commands/open-variorum.ts'
export type {
  ChangesOptions,
  ImportOptions,
  IngestOptions,
  RulingOptions,
  Variorum,
  WatchOptions,
} from './commands/variorum.ts'
export { describeTitleChange } from './diff/titles/describe-title-change.ts'
export { sameEvent } from './identity/scoring/same-event.ts'
export type { RunOptions } from './ingest/run-options.ts'
export type { Audit, AuditFilter, AuditTotals, TitleChange } from './model/audit.ts'
export type { Change, ChangeClass, DiffSegment, Severity, TextDiff } from './model/change.ts'
export { type ErrorCode, VariorumError } from './model/errors.ts'
export type { EventId, History, MatchEvidence, Reason, Version } from './model/event.ts'
export type { Finding } from './model/finding.ts'
export type { ChangesEntry, Dialect, EventDraft, Page, PageEvent, RelatedLink, SourceLink } from './model/page.ts'
export type { ArchiveStatus, IngestSummary, PageChanges, Progress, ShownVersion, VersionDiff } from './model/report.ts'
export type { EventBrief, PageRef, Ruling, RulingKind, RulingReport } from './model/ruling.ts'
export type {
  WatchCaughtUp,
  WatchEnd,
  WatchEvent,
  WatchedEvent,
  WatchFinding,
  WatchHealth,
  WatchPage,
  WatchReady,
  WatchSection,
  WatchStatus,
  WatchTitleChange,
  WatchVersion,
} from './model/watch.ts'
export type {
  ComparedEvent,
  ComparedPair,
  ComparedWording,
  MissingEvidence,
  SameEventComparison,
  VersionMatch,
  WhyReport,
} from './model/why.ts'
export { parsePage } from './page/parse-page.ts'
