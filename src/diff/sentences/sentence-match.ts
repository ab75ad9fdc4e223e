import { heaviestChain, indexRange, matchedIndexes, type RangeMatch } from '../text/heaviest-chain.ts'
import { isUnspacedScript, isWord, tokenise } from '../text/tokens.ts'
import { matchExactSentences } from './exact-sentences.ts'
import type { Sentence } from './read-sentences.ts'
import { matchSimilarSentences } from './similar-sentences.ts'

/** Matches between the sentences of two bodies. Ends are exclusive. */
export interface SentenceMatches {
  /** Matches in order, none crossing another. One sentence for several is a split, several for one a merge. */
  readonly inPlace: readonly RangeMatch[]
  /** Matches of one sentence that has another position now. */
  readonly moved: readonly RangeMatch[]
}

/** Matches sentences: equal ones first, then similar ones in order, then similar ones that moved. */
export function matchSentences(left: readonly Sentence[], right: readonly Sentence[]): SentenceMatches {
  const same = matchExactSentences(left, right)
  const matches = [...same, ...matchSimilarSentences(left, right, same)]
  const inPlace = addSoleSuccessors(heaviestChain(matches), left, right, matches)
  const kept = new Set(inPlace)
  return { inPlace, moved: matches.filter((match) => !kept.has(match) && isMove(match, left)) }
}

/** A match of one sentence for one. One or two words at another position are chance, not a move. */
function isMove(match: RangeMatch, left: readonly Sentence[]): boolean {
  return match.leftEnd - match.left === 1 && match.rightEnd - match.right === 1 && !isShort(left[match.left]!)
}

function isShort({ text }: Sentence): boolean {
  const words = tokenise(text).tokens.filter((token) => isWord(token.text))
  return words.length <= (words.some((token) => isUnspacedScript(token.text)) ? 4 : 2)
}

/** Adds matches of sentences that are the only unmatched ones between two matches, whatever their similarity. */
function addSoleSuccessors(
  chain: readonly RangeMatch[],
  left: readonly Sentence[],
  right: readonly Sentence[],
  matches: readonly RangeMatch[],
): RangeMatch[] {
  const taken = matchedIndexes(matches)
  const all: RangeMatch[] = []
  let [leftAt, rightAt] = [0, 0]
  for (const match of [...chain, null]) {
    const removed = indexRange(leftAt, match?.left ?? left.length).filter((at) => !taken.left.has(at))
    const added = indexRange(rightAt, match?.right ?? right.length).filter((at) => !taken.right.has(at))
    const [one, other] = [removed[0], added[0]]
    if (removed.length === 1 && added.length === 1 && isSoleSuccessor(left[one!]!, right[other!]!))
      all.push({ left: one!, leftEnd: one! + 1, right: other!, rightEnd: other! + 1, weight: 0 })
    if (match === null) break
    all.push(match)
    leftAt = match.leftEnd
    rightAt = match.rightEnd
  }
  return all
}

/** Whether a sentence replaces another by position alone: headings, rows, code, and sentences of one or two words. */
function isSoleSuccessor(one: Sentence, other: Sentence): boolean {
  if (one.block !== other.block) return false
  if (one.block === 'heading' || one.block === 'table' || one.block === 'code') return true
  return isShort(one) && isShort(other)
}
