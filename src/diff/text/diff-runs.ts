/** A stretch of two sequences, aligned (`same`) or one in place of the other. Ends are exclusive. */
export interface DiffRun {
  readonly same: boolean
  readonly left: number
  readonly leftEnd: number
  readonly right: number
  readonly rightEnd: number
}

/** Whether a run takes something out and puts something in. */
export function isReplacement(run: DiffRun): boolean {
  return run.left < run.leftEnd && run.right < run.rightEnd
}

/** Makes runs of pairs that are given in order. */
export class DiffRunWriter {
  readonly #runs: DiffRun[] = []
  #left = 0
  #leftEnd = 0
  #right = 0
  #rightEnd = 0

  pair(left: number, right: number): void {
    if (left !== this.#leftEnd || right !== this.#rightEnd) {
      this.#closeRun(left, right)
      this.#left = left
      this.#right = right
    }
    this.#leftEnd = left + 1
    this.#rightEnd = right + 1
  }

  finish(leftLength: number, rightLength: number): DiffRun[] {
    this.#closeRun(leftLength, rightLength)
    return this.#runs
  }

  /** Ends the run of pairs, and what stands between it and the next pair is a run too. */
  #closeRun(left: number, right: number): void {
    const [leftEnd, rightEnd] = [this.#leftEnd, this.#rightEnd]
    if (leftEnd > this.#left) this.#runs.push({ same: true, left: this.#left, leftEnd, right: this.#right, rightEnd })
    if (left > leftEnd || right > rightEnd)
      this.#runs.push({ same: false, left: leftEnd, leftEnd: left, right: rightEnd, rightEnd: right })
  }
}
