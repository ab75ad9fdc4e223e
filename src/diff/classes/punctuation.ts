import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

// A comma so close behind words that came or went belongs to them.
const near = 2

/**
 * Punctuation or letter case only: commas, full stops, quote marks put on or taken off, capitals, hyphens.
 * - `A ship sinks off Malta killing two` -> `A ship sinks off Malta, killing two`
 * - `The Senate Committee meets` -> `The Senate committee meets`
 * - `A US ship sinks` -> `A U.S. ship sinks`
 */
export const punctuation: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  const { before, after, same, pairings, hunks } = terms
  if (pairings.some((pairing) => pairing.kind === 'punctuation')) return 'cosmetic'
  const last = same.at(-1)
  const endsAlike = last?.before.at === before.terms.length - 1 && last.after.at === after.terms.length - 1
  if (endsAlike && before.tail !== after.tail) return 'cosmetic'
  const isNear = ({ at }: Term) =>
    hunks.some((hunk) => at > hunk.at + hunk.removed.length && at <= hunk.at + hunk.removed.length + near)
  const remarked = same.some(
    (pair) =>
      pair.inside &&
      pair.before.marks !== pair.after.marks &&
      !pair.before.key.startsWith('unit:') &&
      !(pair.before.marks + pair.after.marks === ',' && isNear(pair.before)),
  )
  return remarked ? 'cosmetic' : null
}
