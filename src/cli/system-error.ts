/** The code of a failed system call, such as `ENOENT`; null for other errors. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}

/** The message of a failed system call without the path that Node appends. */
export function systemErrorReason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/, \w+ '.*$/s, '')
}
