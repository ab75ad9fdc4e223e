/** The known word that a mistyped one most likely meant, or null where none is near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: { word: string; distance: number } | null = null
  const typed = word.toLowerCase()
  for (const candidate of known) {
    const distance = editDistance(typed, candidate.toLowerCase())
    const begun = typed.length >= 3 && /\p{L}/u.test(typed) && candidate.toLowerCase().startsWith(typed)
    const near = begun || distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) * 0.4))
    if (near && (best === null || distance < best.distance)) best = { word: candidate, distance }
  }
  return best?.word ?? null
}

/** "Did you mean X?", or a list of what there is. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === null ? `Known are: ${known.join(', ')}.` : `Did you mean ${near}?`
}

/** Insertions, removals, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
