import { systemErrorCode } from '../system-error.ts'

const closedCodes = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']

/** Whether a write failed because the reader closed the stream. This ends the command without an error. */
export function isOutputClosed(error: unknown): boolean {
  return closedCodes.includes(systemErrorCode(error) ?? '')
}
