import { foldTypography } from '../../text/normalise.ts'
import { type ClassWords, together, wordsOfPairings } from '../class-evidence.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * Quotes, dashes, spaces, entities, markup or Unicode form differ, and the visible text is otherwise the same.
 * - `The mayor’s “new” bridge` -> `The mayor's "new" bridge`
 * - `Lima wins 2-1` -> `Lima wins 2–1`
 * - `Voters in Malm�` -> `Voters in Malmö`
 */
export const typography: ClassRule = ({ before, after, folded, terms }) => {
  if (folded[0] === folded[1]) return 'cosmetic'
  const respelt = terms?.pairings.some((pairing) => pairing.kind === 'typography')
  return respelt || isRestyled(before, after) ? 'cosmetic' : null
}

const families = [/['’‘]|&#0?39;|&apos;|&[lr]squo;/g, /["“”]|&quot;|&[lr]dquo;/g, /[-–—]|&[mn]dash;/g]

/** Whether quotes or dashes changed their shape and not their number. */
function isRestyled(before: string, after: string): boolean {
  return families.some((marks) => {
    const left = before.match(marks) ?? []
    const right = after.match(marks) ?? []
    return (
      left.length === right.length &&
      left.length > 0 &&
      left.join('') !== right.join('') &&
      foldTypography(left.join(' ')) === foldTypography(right.join(' '))
    )
  })
}

/** The words that look otherwise and read alike. */
export const typographyWords: ClassWords = ({ before, after, terms }) => {
  const pairings = terms?.pairings.filter(({ kind }) => kind === 'typography') ?? []
  const [left, right] = [before.split(/\s+/), after.split(/\s+/)]
  const [known, coming] = [new Set(left), new Set(right)]
  const removed = left.filter((word) => !coming.has(word))
  const added = right.filter((word) => !known.has(word))
  const alike = (word: string, others: readonly string[]) =>
    word !== '' && others.some((other) => foldTypography(other) === foldTypography(word))
  return together(wordsOfPairings(pairings), {
    removed: removed.filter((word) => alike(word, added)),
    added: added.filter((word) => alike(word, removed)),
  })
}
