/** Whoever read our output has gone: no failure, only the end. */
export class ReaderGone extends Error {}

/** Whether a stream broke because nobody reads it any more. */
export function meansReaderGone(error: unknown): boolean {
  if (error instanceof ReaderGone) return true
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END'
}
