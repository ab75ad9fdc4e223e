/** The codes of all failures that can stop a command. The content of a page never stops one: it causes a finding. */
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
/** Identifies a failure, in JSON output and for callers of the library. */
export type ErrorCode = (typeof errorCodes)[number]

/** A failure that stops a command. The message says what failed, where and why. */
export class VariorumError extends Error {
  override readonly name = 'VariorumError'
  readonly code: ErrorCode
  /** What to do next, as a sentence or a command; null where there is no advice. */
  readonly advice: string | null

  constructor(code: ErrorCode, message: string, options: { advice?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.advice = options.advice ?? null
  }
}
