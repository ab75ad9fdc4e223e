/** A stretch of two sequences, aligned (`same`) or one in place of the other. Ends are exclusive. */
export interface Run {
  readonly same: boolean
  readonly left: number
  readonly leftEnd: number
  readonly right: number
  readonly rightEnd: number
}

/** Whether a run takes something out and puts something in. */
export function isReplacement(run: Run): boolean {
  return run.left < run.leftEnd && run.right < run.rightEnd
}
