import { roundWeight } from '../../identity/scoring/score-same-event.ts'
import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'

/** Slugs that share fewer words from their start may do so by chance. */
const minSharedWords = 4

/** The words of a page's slug, which are mostly those of its first title. */
export function slugWords(path: PagePath): readonly string[] {
  return slugOf(path).split('-')
}

/** The first words of a slug as a key; null for a slug that is too short. */
export function slugOpening(words: readonly string[]): string | null {
  return words.length < minSharedWords ? null : words.slice(0, minSharedWords).join('-')
}

/** Evidence that two pages report one event because their slugs begin alike: the edit was at or after the slug's end. */
export function slugReasons(a: readonly string[], b: readonly string[]): Reason[] {
  const differing = a.findIndex((word, index) => word !== b[index])
  const words = differing < 0 ? a.length : differing
  const shorter = Math.min(a.length, b.length)
  if (words < minSharedWords || words * 2 < shorter) return []
  return [{ kind: 'slug-prefix', value: a.slice(0, words).join('-'), weight: roundWeight((0.6 * words) / shorter) }]
}
