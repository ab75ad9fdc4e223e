import { heaviestChain, type RangeMatch } from '../text/heaviest-chain.ts'
import { isUnspacedScript, isWord, tokenise } from '../text/tokens.ts'
import { matchExactSentences } from './exact-sentences.ts'
import type { Sentence } from './read-sentences.ts'
import { matchSimilarSentences } from './similar-sentences.ts'

/** Which sentences of one body belong to which of another. Ends are exclusive. */
export interface SentenceMatches {
  /** In order on both sides, none crossing another. One sentence against several is a split, several against one a merge. */
  readonly inPlace: readonly RangeMatch[]
  /** One sentence each, elsewhere than before. */
  readonly moved: readonly RangeMatch[]
}

/** Matches sentences: the same ones first, then the alike in their order, then the alike elsewhere. */
export function matchSentences(left: readonly Sentence[], right: readonly Sentence[]): SentenceMatches {
  const same = matchExactSentences(left, right)
  const matches = [...same, ...matchSimilarSentences(left, right, same)]
  const inPlace = addSoleSuccessors(heaviestChain(matches), left, right, matches)
  const kept = new Set(inPlace)
  return { inPlace, moved: matches.filter((match) => !kept.has(match) && isMove(match, left)) }
}

/** A word or two that stand elsewhere are no sentence that anybody moved. */
function isMove(match: RangeMatch, left: readonly Sentence[]): boolean {
  return match.leftEnd - match.left === 1 && match.rightEnd - match.right === 1 && !isShort(left[match.left]!)
}

function isShort({ text }: Sentence): boolean {
  const words = tokenise(text).tokens.filter((token) => isWord(token.text))
  return words.length <= (words.some((token) => isUnspacedScript(token.text)) ? 4 : 2)
}

/** What stands alone between two matches on either side may be the one that was there, however little is left of it. */
function addSoleSuccessors(
  chain: readonly RangeMatch[],
  left: readonly Sentence[],
  right: readonly Sentence[],
  matches: readonly RangeMatch[],
): RangeMatch[] {
  const takenLeft = new Set(matches.flatMap((match) => range(match.left, match.leftEnd)))
  const takenRight = new Set(matches.flatMap((match) => range(match.right, match.rightEnd)))
  const all: RangeMatch[] = []
  let [leftAt, rightAt] = [0, 0]
  for (const match of [...chain, null]) {
    const removed = range(leftAt, match?.left ?? left.length).filter((at) => !takenLeft.has(at))
    const added = range(rightAt, match?.right ?? right.length).filter((at) => !takenRight.has(at))
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

/** Headings, rows and code have their place; so do sentences of a word or two. */
function isSoleSuccessor(one: Sentence, other: Sentence): boolean {
  if (one.block !== other.block) return false
  if (one.block === 'heading' || one.block === 'table' || one.block === 'code') return true
  return isShort(one) && isShort(other)
}

function range(from: number, until: number): number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, step) => from + step)
}
