/**
 * Everything that can stop a verb, by code. What a page holds is never among them: that is a finding.
 * Each code has a line in the user's documentation.
 */
export const errorCodes = [
  'usage',
  'event-not-found',
  'event-ambiguous',
  'version-not-found',
  'repository-not-found',
  'repository-empty',
  'repository-refused',
  'revision-unknown',
  'git-failed',
  'file-not-found',
  'journal-unreadable',
  'archive-not-found',
  'outside-archive',
  'page-changed',
  'write-failed',
  'store-not-found',
  'store-unreadable',
  'store-foreign',
  'store-newer',
  'store-damaged',
  'store-read-only',
  'store-full',
  'store-busy',
  'config-unreadable',
  'links-unreadable',
  'interrupted',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** A failure that a person can act on: what and where, why, and what to do next. */
export class VariorumError extends Error {
  override readonly name = 'VariorumError'
  readonly code: ErrorCode
  /** What to do, as a sentence or a command; null where nothing can be advised. */
  readonly advice: string | null

  constructor(code: ErrorCode, message: string, options: { advice?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.advice = options.advice ?? null
  }
}
