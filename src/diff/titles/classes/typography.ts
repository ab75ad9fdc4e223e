import { foldTypography } from '../../text/fold-text.ts'
import { type ClassEvidenceFinder, evidenceOfPairings, mergeEvidence } from '../class-evidence.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * Quotes, dashes, spaces, entities, markup or Unicode form differ, and the visible text is otherwise the same.
 * - `The mayor’s “new” bridge` -> `The mayor's "new" bridge`
 * - `Lima wins 2-1` -> `Lima wins 2–1`
 * - `Voters in Malm�` -> `Voters in Malmö`
 */
export const detectTypography: ClassDetector = ({ before, after, folded, terms }) => {
  if (folded[0] === folded[1]) return 'cosmetic'
  const hasPairing = terms?.pairings.some((pairing) => pairing.kind === 'typography')
  return hasPairing || changesMarkShapes(before, after) ? 'cosmetic' : null
}

const markFamilies = [/['’‘]|&#0?39;|&apos;|&[lr]squo;/g, /["“”]|&quot;|&[lr]dquo;/g, /[-–—]|&[mn]dash;/g]

/** Whether quotes or dashes changed their shape and not their number. */
function changesMarkShapes(before: string, after: string): boolean {
  return markFamilies.some((marks) => {
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
export const findTypographyEvidence: ClassEvidenceFinder = ({ before, after, terms }) => {
  const pairings = terms?.pairings.filter(({ kind }) => kind === 'typography') ?? []
  const [left, right] = [before.split(/\s+/), after.split(/\s+/)]
  const [wordsBefore, wordsAfter] = [new Set(left), new Set(right)]
  const removed = left.filter((word) => !wordsAfter.has(word))
  const added = right.filter((word) => !wordsBefore.has(word))
  const looksLikeAny = (word: string, others: readonly string[]) =>
    word !== '' && others.some((other) => foldTypography(other) === foldTypography(word))
  return mergeEvidence(evidenceOfPairings(pairings), {
    removed: removed.filter((word) => looksLikeAny(word, added)),
    added: added.filter((word) => looksLikeAny(word, removed)),
  })
}
