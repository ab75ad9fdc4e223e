import { heaviestChain, type Match } from '../text/heaviest-chain.ts'
import type { Sentence } from './sentences.ts'
import { merges, splits } from './splits.ts'
import { likeness, overlaps, readBags } from './term-overlap.ts'
import { matchOf, type Open, openSentences, type Pair } from './unmatched-sentences.ts'

// From so much likeness on a sentence is an edited one.
const enough = 0.4
// Elsewhere, where nothing but the words speaks for it, and in another kind of block.
const enoughElsewhere = 0.6
const enoughElseBlock = 0.8
// A sentence is left to a partner that is so much more alike.
const clearlyMore = 0.25
// The share of characters in place from which on no words need be compared.
const surely = 0.5
/** Matches the sentences that `same` leaves over: edited, split and merged in their order, then edited elsewhere. */
export function matchAlike(left: readonly Sentence[], right: readonly Sentence[], same: readonly Match[]): Match[] {
  const anchors = heaviestChain(same)
  const leftOpen = openSentences(
    left,
    new Set(same.map((match) => match.left)),
    anchors.map((match) => match.left),
  )
  const rightOpen = openSentences(
    right,
    new Set(same.map((match) => match.right)),
    anchors.map((match) => match.right),
  )
  const obvious = soleEdits(leftOpen, rightOpen)
  const leftDone = new Set(obvious.map((match) => match.left))
  const rightDone = new Set(obvious.map((match) => match.right))
  return [
    ...obvious,
    ...matchByWords(
      leftOpen.filter(({ at }) => !leftDone.has(at)),
      rightOpen.filter(({ at }) => !rightDone.has(at)),
    ),
  ]
}

/** The only sentence between two that stayed, where half of its characters still stand in their place: the usual edit. */
function soleEdits(left: readonly Open[], right: readonly Open[]): Match[] {
  const sole = (side: readonly Open[]) =>
    side.filter(({ gap }, at) => side[at - 1]?.gap !== gap && side[at + 1]?.gap !== gap)
  const others = new Map(sole(right).map((other) => [other.gap, other]))
  return sole(left).flatMap((one) => {
    const other = others.get(one.gap)
    if (other === undefined || one.sentence.block !== other.sentence.block) return []
    const [before, after] = [one.sentence.text, other.sentence.text]
    const alike = (2 * sharedLength(before, after)) / (before.length + after.length)
    return alike >= surely ? [matchOf([one], [other], alike)] : []
  })
}

/** Characters that two texts share at their ends. */
function sharedLength(one: string, other: string): number {
  const limit = Math.min(one.length, other.length)
  let start = 0
  while (start < limit && one.charCodeAt(start) === other.charCodeAt(start)) start++
  let end = 0
  while (end < limit - start && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)) end++
  return start + end
}

function matchByWords(openLeft: readonly Open[], openRight: readonly Open[]): Match[] {
  if (openLeft.length === 0 || openRight.length === 0) return []
  const texts = (side: readonly Open[]) => side.map(({ sentence }) => sentence.text)
  const bags = readBags(texts(openLeft), texts(openRight))
  const pairs = overlaps(bags, enough)
    .map((pair) => ({
      ...pair,
      likeness: likeness(pair.shared, bags.left[pair.left]!.size, bags.right[pair.right]!.size),
    }))
    .filter((pair) => sameBlock(openLeft[pair.left]!, openRight[pair.right]!) || pair.likeness >= enoughElseBlock)
  const inOrder = heaviestChain([
    ...edits(pairs, openLeft, openRight),
    ...splits(pairs, bags, openLeft, openRight),
    ...merges(pairs, bags, openLeft, openRight),
  ])
  return [...inOrder, ...elsewhere(pairs, inOrder, openLeft, openRight)]
}

function sameBlock(one: Open, other: Open): boolean {
  return one.sentence.block === other.sentence.block
}

/** One sentence for one, where neither has a partner that is clearly better. */
function edits(pairs: readonly Pair[], left: readonly Open[], right: readonly Open[]): Match[] {
  const bestLeft = left.map(() => 0)
  const bestRight = right.map(() => 0)
  for (const pair of pairs) {
    bestLeft[pair.left] = Math.max(bestLeft[pair.left]!, pair.likeness)
    bestRight[pair.right] = Math.max(bestRight[pair.right]!, pair.likeness)
  }
  return pairs
    .filter((pair) => pair.likeness >= enough && left[pair.left]!.gap === right[pair.right]!.gap)
    .filter((pair) => pair.likeness >= Math.max(bestLeft[pair.left]!, bestRight[pair.right]!) - clearlyMore)
    .map((pair) => matchOf([left[pair.left]!], [right[pair.right]!], pair.likeness))
}

/** The most alike of what is left, wherever it stands. */
function elsewhere(
  pairs: readonly Pair[],
  taken: readonly Match[],
  left: readonly Open[],
  right: readonly Open[],
): Match[] {
  const takenLeft = new Set(taken.flatMap((match) => range(match.left, match.leftEnd)))
  const takenRight = new Set(taken.flatMap((match) => range(match.right, match.rightEnd)))
  const found: Match[] = []
  for (const pair of pairs.toSorted((a, b) => b.likeness - a.likeness || a.left - b.left || a.right - b.right)) {
    if (pair.likeness < enoughElsewhere) break
    const [one, other] = [left[pair.left]!, right[pair.right]!]
    if (takenLeft.has(one.at) || takenRight.has(other.at)) continue
    takenLeft.add(one.at)
    takenRight.add(other.at)
    found.push(matchOf([one], [other], pair.likeness))
  }
  return found
}

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, step) => from + step)
}
