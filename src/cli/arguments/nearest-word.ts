import { editDistance } from '../../diff/text/edit-distance.ts'

/** The candidate nearest to a mistyped word; null if none is near. */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  let best: { word: string; distance: number } | null = null
  const typed = word.toLowerCase()
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate.toLowerCase())
    const isPrefix = typed.length >= 3 && /\p{L}/u.test(typed) && candidate.toLowerCase().startsWith(typed)
    const isNear = isPrefix || distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) * 0.4))
    if (isNear && (best === null || distance < best.distance)) best = { word: candidate, distance }
  }
  return best?.word ?? null
}

/**
 * @param list how to list the candidates, if not by their names
 * @returns "Did you mean X?", or the list if no candidate is near
 */
export function didYouMean(word: string, candidates: readonly string[], list: readonly string[] = candidates): string {
  const suggestion = nearestWord(word, candidates)
  return suggestion === null ? `Use one of: ${list.join(', ')}.` : `Did you mean ${suggestion}?`
}
