/** A title's words as a weighted set: what two titles share is what makes them like each other. */
export interface WeightedWords {
  readonly weights: ReadonlyMap<string, number>
  readonly total: number
}

const nameWeight = 1.4
const numberWeight = 0.7
const unspacedWeight = 0.8

const functionWords = new Set(
  'a an the of in on at to for from by with as and or but that which who whom whose this these those is are was were be been being has have had it its his her their he she they after before over under during into than about against amid while when where will would can could may might not no says say said'.split(
    ' ',
  ),
)

/** What much news is about, as `stem` leaves it: each is in about one of fifty titles or more, and tells little apart. */
const commonStems = new Set(
  'al all also american announc arrest attack becom between call caus city claim continu country dead die due election end first five follow forc former found four general go government group held includ injur international kill leader least member minister more nation national near new off official one other out part party peopl plan polic president prim releas report result s second several sinc six stat state thousand thre time two u unit up us world year'.split(
    ' ',
  ),
)
const commonStemShare = 0.4

const tokenPattern =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?|\p{N}+(?:[.,]\p{N}+)*/gu

/**
 * The weighted words of a text: names weigh most, function words little. Han and kana count by pairs of characters,
 * since their words are not parted by blanks.
 */
export function weightedWords(text: string): WeightedWords {
  const cached = cache.get(text)
  if (cached) return cached
  if (cache.size > 5_000) cache.clear()
  const words = weighWords(text)
  cache.set(text, words)
  return words
}

const cache = new Map<string, WeightedWords>()

function weighWords(text: string): WeightedWords {
  const weights = new Map<string, number>()
  let total = 0
  let previousIdeograph = ''
  const add = (word: string, weight: number) => {
    if (weights.has(word)) return
    weights.set(word, weight)
    total += weight * weightShare(word)
  }
  for (const [raw] of text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .matchAll(tokenPattern)) {
    if (isIdeograph(raw)) {
      if (previousIdeograph) add(previousIdeograph + raw, unspacedWeight)
      previousIdeograph = raw
      continue
    }
    previousIdeograph = ''
    const lower = raw.toLowerCase().replace(/['’]s?$/, '')
    if (functionWords.has(lower)) continue
    const isName = raw !== raw.toLowerCase()
    const isNumber = raw.charCodeAt(0) < 58
    add(stripEnding(lower), isNumber ? numberWeight : isName ? nameWeight : 1)
  }
  return { weights, total }
}

function isIdeograph(text: string): boolean {
  const code = text.codePointAt(0)!
  return code >= 0x2e80 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
}

/** How much of its weight a word brings to a comparison: rare words say more than common ones. */
function weightShare(word: string): number {
  return commonStems.has(word) ? commonStemShare : 1
}

/** Cuts the commonest English endings, so that kills, killed and killing are one word. */
function stripEnding(word: string): string {
  if (word.length < 5) return word.length === 4 && word.endsWith('s') ? word.slice(0, 3) : word
  return word.replace(/(?:ings?|edly|ed|es|s|e)$/, '')
}

export interface WordSimilarity {
  /** Twice the weight shared over both weights (Sørensen–Dice), 0 to 1. */
  readonly dice: number
  /** The weight shared over the smaller one's, 0 to 1: high for a stub within its fuller twin. */
  readonly containment: number
}

export function wordSimilarity(a: WeightedWords, b: WeightedWords): WordSimilarity {
  if (a.total === 0 || b.total === 0) return { dice: 0, containment: 0 }
  const [small, large] = a.weights.size <= b.weights.size ? [a, b] : [b, a]
  let shared = 0
  for (const [word, weight] of small.weights) {
    const other = large.weights.get(word)
    if (other !== undefined) shared += Math.min(weight, other) * weightShare(word)
  }
  return { dice: (2 * shared) / (a.total + b.total), containment: shared / Math.min(a.total, b.total) }
}

/**
 * True where each side has names that the other lacks, and nothing else but figures: "two visit Japan", "3 visit Korea".
 */
export function swapsName(a: WeightedWords, b: WeightedWords): boolean {
  const onlyA = onlyNames(a, b)
  return onlyA && onlyNames(b, a)
}

function onlyNames(words: WeightedWords, others: WeightedWords): boolean {
  let names = 0
  for (const [word, weight] of words.weights) {
    if (others.weights.has(word)) continue
    if (weight === numberWeight) continue
    if (weight !== nameWeight) return false
    names++
  }
  return names > 0
}

/** True where all that two titles share are names and figures: who and where, not what happened. */
export function sharesOnlyNames(a: WeightedWords, b: WeightedWords): boolean {
  let names = 0
  for (const [word, weight] of a.weights) {
    const other = b.weights.get(word)
    if (other === undefined) continue
    // the first word of a sentence has a capital too: what is a name is one in both
    const lesser = Math.min(weight, other)
    if (lesser === 1 || lesser === unspacedWeight) return false
    names++
  }
  return names > 0
}
