import { roundWeight } from '../../identity/scoring/score-same-event.ts'
import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'

/** File names that share fewer words from their start are alike by chance. */
const minSharedWords = 4

/** The words of a page's file name, which are mostly those of the title that it had at first. */
export function slugWords(path: PagePath): readonly string[] {
  return slugOf(path).split('-')
}

/** What file names have in common, word for word, that begin alike; null for a name too short to tell. */
export function slugOpening(words: readonly string[]): string | null {
  return words.length < minSharedWords ? null : words.slice(0, minSharedWords).join('-')
}

/** What speaks for two pages whose file names begin alike: a title that was edited past their end, or near it. */
export function slugReasons(a: readonly string[], b: readonly string[]): Reason[] {
  const differing = a.findIndex((word, index) => word !== b[index])
  const words = differing < 0 ? a.length : differing
  const shorter = Math.min(a.length, b.length)
  if (words < minSharedWords || words * 2 < shorter) return []
  return [{ kind: 'slug-prefix', value: a.slice(0, words).join('-'), weight: roundWeight((0.6 * words) / shorter) }]
}
