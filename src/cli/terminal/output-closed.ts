/** Whoever read our output has gone: no failure, only the end. */
export class OutputClosed extends Error {}

/** Whether a stream broke because nobody reads it any more. */
export function isOutputClosed(error: unknown): boolean {
  if (error instanceof OutputClosed) return true
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END'
}
