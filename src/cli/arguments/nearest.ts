import { editDistance } from '../../identity/edit-distance.ts'

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

/** "Did you mean X?", or a list of what there is. @param list how that is shown, where not by its names alone */
export function didYouMean(word: string, known: readonly string[], list: readonly string[] = known): string {
  const near = nearest(word, known)
  return near === null ? `Known are: ${list.join(', ')}.` : `Did you mean ${near}?`
}
