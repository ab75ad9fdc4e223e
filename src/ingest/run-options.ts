import type { Progress } from '../model/report.ts'

/** Options of every long command. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Compute and report, write nothing. */
  readonly dryRun?: boolean | undefined
}
