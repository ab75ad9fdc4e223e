import type { Progress } from '../model/report.ts'

/** Options that every long verb takes. */
export interface RunOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Compute and report, write nothing. */
  readonly dryRun?: boolean
}
