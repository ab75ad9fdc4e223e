import { isDigit, isUnspacedScript, unspacedScripts } from '../text/tokens.ts'

/** The distinct words of a sentence by number, and their total weight. */
export interface WordBag {
  readonly words: readonly number[]
  readonly weight: number
}

/** The sentences of both sides as bags of words, with common word numbers. */
export interface WordBags {
  readonly left: readonly WordBag[]
  readonly right: readonly WordBag[]
  /** The weight of each word, by its number. */
  readonly weights: readonly number[]
}

/** Two sentences, by their indexes, that have words in common. */
export interface Overlap {
  readonly left: number
  readonly right: number
  /** Total weight of the words that both have. */
  readonly shared: number
}

// A word in more sentences has no weight: it is no evidence, and counting it would take quadratic time.
const maxSentencesPerWord = 48

/** Reads sentences as bags of words. Long words and rare words weigh more. */
export function readWordBags(left: readonly string[], right: readonly string[]): WordBags {
  const ids = new Map<string, number>()
  const base: number[] = []
  const leftWords = left.map((text) => wordsOf(text, ids, base))
  const rightWords = right.map((text) => wordsOf(text, ids, base))
  const leftCounts = countSentencesPerWord(leftWords, base.length)
  const rightCounts = countSentencesPerWord(rightWords, base.length)
  const weights = base.map((weight, word) => {
    const [one, other] = [leftCounts[word]!, rightCounts[word]!]
    return Math.max(one, other) > maxSentencesPerWord ? 0 : weight / Math.sqrt(Math.max(1, (one + other) / 2))
  })
  const bag = (words: readonly number[]) => ({ words, weight: totalWeight(words, weights) })
  return { left: leftWords.map(bag), right: rightWords.map(bag), weights }
}

// A URL counts as one word.
const wordPattern = new RegExp(
  `:\\/\\/\\S+|\\p{N}+(?:[.,]\\p{N}+)*|[[\\p{L}\\p{M}\\p{N}]--[${unspacedScripts}]]+|[${unspacedScripts}]`,
  'gv',
)

function wordsOf(text: string, ids: Map<string, number>, base: number[]): number[] {
  const words = new Set<number>()
  const add = (word: string, weight: number) => {
    let id = ids.get(word)
    if (id === undefined) {
      id = ids.size
      ids.set(word, id)
      base.push(weight)
    }
    words.add(id)
  }
  let before = ''
  for (const word of text.toLowerCase().match(wordPattern) ?? []) {
    const alone = isUnspacedScript(word)
    // In scripts without spaces two characters make a word; single characters are shared by chance.
    if (alone && before !== '') add(before + word, 0.6)
    else if (!alone) add(word, word.length > 3 || isDigit(word.charCodeAt(0)) ? 1 : 0.4)
    before = alone ? word : ''
  }
  return [...words]
}

function countSentencesPerWord(sentences: readonly (readonly number[])[], words: number): number[] {
  const counts = new Array<number>(words).fill(0)
  for (const sentence of sentences) for (const word of sentence) counts[word]!++
  return counts
}

/** Finds pairs whose shared weight is at least this share of the lighter sentence, ordered by left and right index. */
export function findOverlaps({ left, right, weights }: WordBags, minShare: number): Overlap[] {
  const sentencesByWord: number[][] = weights.map(() => [])
  for (const [at, { words }] of right.entries()) for (const word of words) sentencesByWord[word]!.push(at)
  const shared = new Array<number>(right.length).fill(0)
  const found: Overlap[] = []
  for (const [at, { words, weight: size }] of left.entries()) {
    const touched: number[] = []
    for (const word of words) {
      const weight = weights[word]!
      if (weight === 0) continue
      for (const other of sentencesByWord[word]!) {
        if (shared[other] === 0) touched.push(other)
        shared[other]! += weight
      }
    }
    for (const other of touched.sort((a, b) => a - b)) {
      if (shared[other]! >= minShare * Math.min(size, right[other]!.weight))
        found.push({ left: at, right: other, shared: shared[other]! })
      shared[other] = 0
    }
  }
  return found
}

/**
 * The similarity of two bags from 0 to 1: the geometric mean of the Dice coefficient and the overlap coefficient.
 * So a sentence that gains a clause stays similar.
 */
export function overlapSimilarity(shared: number, one: number, other: number): number {
  if (shared === 0) return 0
  return Math.sqrt(((2 * shared) / (one + other)) * (shared / Math.min(one, other)))
}

/** Total weight of the words of a bag that any of the others has. */
export function coveredWeight(bag: WordBag, others: readonly WordBag[], weights: readonly number[]): number {
  const there = new Set(others.flatMap(({ words }) => words))
  return totalWeight(
    bag.words.filter((word) => there.has(word)),
    weights,
  )
}

/** Joins several bags to one. */
export function mergeBags(bags: readonly WordBag[], weights: readonly number[]): WordBag {
  const words = [...new Set(bags.flatMap((bag) => bag.words))]
  return { words, weight: totalWeight(words, weights) }
}

function totalWeight(words: readonly number[], weights: readonly number[]): number {
  return words.reduce((sum, word) => sum + weights[word]!, 0)
}
