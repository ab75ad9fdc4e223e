/** How many items two sequences share at their start, and at their end after that start. The two never overlap. */
export interface CommonEnds {
  readonly start: number
  readonly end: number
}

/** @param isSame compares an item of the left sequence with one of the right, by their indexes */
export function commonEnds(
  leftLength: number,
  rightLength: number,
  isSame: (left: number, right: number) => boolean,
): CommonEnds {
  const limit = Math.min(leftLength, rightLength)
  const start = countWhile(limit, (at) => isSame(at, at))
  const end = countWhile(limit - start, (back) => isSame(leftLength - 1 - back, rightLength - 1 - back))
  return { start, end }
}

/** The common ends of two texts, in UTF-16 code units. */
export function commonTextEnds(left: string, right: string): CommonEnds {
  return commonEnds(left.length, right.length, (one, other) => left.charCodeAt(one) === right.charCodeAt(other))
}

/** How many of the numbers 0, 1, 2, … below a limit pass a test before the first that fails. */
export function countWhile(limit: number, passes: (at: number) => boolean): number {
  let count = 0
  while (count < limit && passes(count)) count++
  return count
}
