import { systemErrorCode } from '../system-error.ts'

/** The reader of standard output has closed it. This ends the command without an error. */
export class OutputClosed extends Error {}

/** Whether a write failed because the reader closed the stream. */
export function isOutputClosed(error: unknown): boolean {
  const code = systemErrorCode(error)
  return (
    error instanceof OutputClosed ||
    code === 'EPIPE' ||
    code === 'ERR_STREAM_DESTROYED' ||
    code === 'ERR_STREAM_WRITE_AFTER_END'
  )
}
