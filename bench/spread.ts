/** @returns the median of some numbers */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** Prints a label with the median, the smallest and the largest of some values. */
export function printSpread(label: string, values: readonly number[], unit: string, digits = 0): void {
  const [median, smallest, largest] = [medianOf(values), Math.min(...values), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  )
  console.log(`  ${label.padEnd(38)}${median} ${unit}  (${smallest} to ${largest})`)
}
