import { foldTypography } from '../../text/fold-text.ts'
import { mergeEvidence, pairingEvidence, pairingsOf } from '../class-evidence.ts'
import type { ClassRule } from '../class-rule.ts'

/**
 * Quotes, dashes, spaces, entities, markup or the Unicode form differ; the visible text is otherwise the same.
 * - `The mayor’s “new” bridge` -> `The mayor's "new" bridge`
 * - `Lima wins 2-1` -> `Lima wins 2–1`
 * - `Voters in Malm�` -> `Voters in Malmö`
 */
export const typographyRule: ClassRule = {
  kind: 'typography',
  severity: 'cosmetic',
  detect: ({ before, after, folded, terms }) =>
    folded[0] === folded[1] || pairingsOf(terms, 'typography').length > 0 || changesMarkShapes(before, after),
  words: ({ before, after, terms }) => {
    const [left, right] = [before.split(/\s+/), after.split(/\s+/)]
    const removed = left.filter((word) => !right.includes(word))
    const added = right.filter((word) => !left.includes(word))
    const looksLikeAny = (word: string, others: readonly string[]) =>
      word !== '' && others.some((other) => foldTypography(other) === foldTypography(word))
    return mergeEvidence(pairingEvidence(pairingsOf(terms, 'typography')), {
      removed: removed.filter((word) => looksLikeAny(word, added)),
      added: added.filter((word) => looksLikeAny(word, removed)),
    })
  },
}

const markFamilies = [/['’‘]|&#0?39;|&apos;|&[lr]squo;/g, /["“”]|&quot;|&[lr]dquo;/g, /[-–—]|&[mn]dash;/g]

/** Whether quotes or dashes have another shape and the same number. */
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
