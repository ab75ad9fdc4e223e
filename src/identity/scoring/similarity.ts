import { chooseLanguage, defaultLanguage } from '../../diff/language/choose-language.ts'
import { foldDiacritics, foldTypography } from '../../diff/text/fold-text.ts'
import { memo } from '../../model/memo.ts'

/** The distinct words of a text, each with its weight. */
export interface WeightedWords {
  readonly weights: ReadonlyMap<string, number>
  /** The weights' sum, common words counted in part. */
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

/** Words that one in fifty news titles or more has, so that sharing one says little. */
const commonStems = new Set(
  'al all also american announces arrests attacks becomes between calls causes city claims continues country dead dies due election ends first five follows forces former found four general go government group held includes injured international kills leader least member minister more nation national near new off official one other out part party people plans police president prime releases report result s second several since six states thousands three time two u units up us world year'
    .split(' ')
    .map((word) => defaultLanguage.senseOf(word).key),
)
const commonStemShare = 0.4

const tokenPattern =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)?|\p{N}+(?:[.,]\p{N}+)*/gu

/**
 * The weighted words of a text. Names weigh most; function words are left out. Han and kana count by pairs of characters,
 * since these scripts have no blanks between words.
 */
export const weightedWords = memo((text: string): WeightedWords => {
  const weights = new Map<string, number>()
  let total = 0
  let previousIdeograph = ''
  const add = (word: string, weight: number) => {
    if (weights.has(word)) return
    weights.set(word, weight)
    total += weight * weightShare(word)
  }
  const language = chooseLanguage(text, text)
  const folded = foldDiacritics(foldTypography(text))
  for (const [raw] of folded.matchAll(tokenPattern)) {
    if (isIdeograph(raw)) {
      if (previousIdeograph) add(previousIdeograph + raw, unspacedWeight)
      previousIdeograph = raw
      continue
    }
    previousIdeograph = ''
    const lower = raw.toLowerCase().replace(/'s?$/, '')
    if (functionWords.has(lower)) continue
    const isName = raw !== raw.toLowerCase()
    const isNumber = /^\p{N}/u.test(raw)
    add(language.senseOf(lower).key, isNumber ? numberWeight : isName ? nameWeight : 1)
  }
  return { weights, total }
}, 5_000)

function isIdeograph(text: string): boolean {
  const code = text.codePointAt(0)!
  return code >= 0x2e80 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
}

/** The part of its weight that a word adds to a comparison. */
function weightShare(word: string): number {
  return commonStems.has(word) ? commonStemShare : 1
}

export interface WordSimilarity {
  /** Twice the weight shared over the sum of both totals (Sørensen–Dice), 0 to 1. */
  readonly dice: number
  /** The weight shared over the smaller total, 0 to 1: high for a short title within a longer one. */
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
 * Whether all that each side has alone are names and numbers, with at least one name: "2 visit Japan", "3 visit Korea".
 */
export function swapsName(a: WeightedWords, b: WeightedWords): boolean {
  return addsOnlyNames(a, b) && addsOnlyNames(b, a)
}

function addsOnlyNames(words: WeightedWords, others: WeightedWords): boolean {
  let names = 0
  for (const [word, weight] of words.weights) {
    if (others.weights.has(word)) continue
    if (weight === numberWeight) continue
    if (weight !== nameWeight) return false
    names++
  }
  return names > 0
}

/** Whether all that two titles share are names and numbers, with at least one word. */
export function sharesOnlyNames(a: WeightedWords, b: WeightedWords): boolean {
  let names = 0
  for (const [word, weight] of a.weights) {
    const other = b.weights.get(word)
    if (other === undefined) continue
    // The first word of a sentence has a capital too, so a name must be one in both.
    const lesser = Math.min(weight, other)
    if (lesser === 1 || lesser === unspacedWeight) return false
    names++
  }
  return names > 0
}
