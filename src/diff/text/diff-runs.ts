/** A range of each of two sequences, by index. Ends are exclusive. */
export interface RangePair {
  readonly left: number
  readonly leftEnd: number
  readonly right: number
  readonly rightEnd: number
}

/** A part of a diff of two sequences. */
export interface DiffRun extends RangePair {
  /** True where both ranges are equal; else the right range replaces the left one. */
  readonly same: boolean
}

/** Whether a run both removes and adds items. */
export function isReplacement(run: RangePair): boolean {
  return run.left < run.leftEnd && run.right < run.rightEnd
}

/** Moves the starts and the ends of both ranges. */
export function shiftRanges<Ranges extends RangePair>(ranges: Ranges, startBy: number, endBy: number): Ranges {
  const { left, leftEnd, right, rightEnd } = ranges
  const shifted = { left: left + startBy, leftEnd: leftEnd + endBy, right: right + startBy, rightEnd: rightEnd + endBy }
  return { ...ranges, ...shifted }
}

/** Builds runs from index pairs of equal items, given in order. */
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

  /** Ends the run of equal items, and adds the changed run before the next pair. */
  #closeRun(left: number, right: number): void {
    const [leftEnd, rightEnd] = [this.#leftEnd, this.#rightEnd]
    if (leftEnd > this.#left) this.#runs.push({ same: true, left: this.#left, leftEnd, right: this.#right, rightEnd })
    if (left > leftEnd || right > rightEnd)
      this.#runs.push({ same: false, left: leftEnd, leftEnd: left, right: rightEnd, rightEnd: right })
  }
}
