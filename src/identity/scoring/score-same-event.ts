import type { Reason } from '../../model/event.ts'
import type { EventDraft } from '../../model/page.ts'
import { type Day, dayMs } from '../../model/time.ts'
import { sketchSimilarity } from './body-fingerprint.ts'
import { canonicalUrl, isHomePage } from './canonical-url.ts'
import {
  sharesOnlyNames,
  swapsName,
  type WeightedWords,
  type WordSimilarity,
  weightedWords,
  wordSimilarity,
} from './similarity.ts'
import { wordingKey } from './wording-key.ts'

/** A draft prepared for comparison. Costly properties are computed at first use. */
export class WordingProfile {
  readonly title: string
  readonly day: Day | null
  readonly topic: string | null
  /** Fingerprint of the body, '' where there is none. */
  readonly body: string
  readonly #urls: readonly string[]
  #words: WeightedWords | undefined
  #opening: WeightedWords | undefined
  #key: string | undefined
  #sources: readonly string[] | undefined

  /** @param body the body's fingerprint, '' for none */
  constructor(draft: Omit<EventDraft, 'body'>, body = '') {
    this.title = draft.title
    this.day = draft.day
    this.topic = draft.topic ?? null
    this.body = body
    this.#urls = draft.sources ?? []
  }

  get words(): WeightedWords {
    this.#words ??= weightedWords(this.title)
    return this.#words
  }

  /** The words of the title's start, which mostly say who did what. */
  get opening(): WeightedWords {
    this.#opening ??= weightedWords(this.title.split(/\s+/, openingWordCount).join(' '))
    return this.#opening
  }

  /** Equal for titles that are one wording. */
  get key(): string {
    this.#key ??= wordingKey(this.title)
    return this.#key
  }

  /** Canonical URLs of the articles cited, without home pages. */
  get sources(): readonly string[] {
    this.#sources ??= canonicalSources(this.#urls)
    return this.#sources
  }
}

/** The canonical URLs of the articles cited, without home pages, which many events cite. */
export function canonicalSources(urls: readonly string[]): readonly string[] {
  if (urls.length === 0) return urls
  if (urls.length > 1) return [...new Set(urls.map(canonicalUrl))].filter((url) => !isHomePage(url))
  const canonical = canonicalUrl(urls[0]!)
  return isHomePage(canonical) ? [] : [canonical]
}

export interface SameEventResult {
  readonly same: boolean
  /** 0 to 1; above one half it is one event. */
  readonly score: number
  /** The score as log odds: the prior plus the reasons' weights. */
  readonly odds: number
  readonly reasons: readonly Reason[]
}

const openingWordCount = 9

/** Log odds before any evidence: two drafts taken at random are mostly two events. */
const priorOdds = -3.4
const sharedSourceWeight = 2
const similarTitleWeight = 5.4
const sameDayWeight = 0.6
const sameTopicWeight = 0.3

/**
 * Scores whether two wordings are one event, where one may have replaced the other. Evidence for it: shared sources, day,
 * topic, similar title and body. Evidence against it: days far apart, another name in an otherwise equal sentence.
 * @param context more evidence, which the wordings do not contain, such as a shared path
 */
export function scoreSameEvent(a: WordingProfile, b: WordingProfile, context: readonly Reason[] = []): SameEventResult {
  const reasons: Reason[] = [...context]
  const shared = a.sources.find((url) => b.sources.includes(url))
  if (shared !== undefined) reasons.push({ kind: 'shared-source', value: shared, weight: sharedSourceWeight })
  const similarity = wordSimilarity(a.words, b.words)
  if (isSameTitle(a, b, similarity)) reasons.push({ kind: 'same-title', value: a.title, weight: 6 })
  else {
    const grade = titleSimilarity(a, b, similarity)
    reasons.push({ kind: 'title-likeness', value: grade.toFixed(2), weight: roundWeight(similarTitleWeight * grade) })
    const conflict = shared === undefined ? titleConflict(a, b, similarity) : null
    if (conflict !== null) reasons.push({ kind: 'conflict', ...conflict })
  }
  if (a.day !== null && b.day !== null) {
    const days = daysBetween(a.day, b.day)
    if (days === 0) reasons.push({ kind: 'same-day', value: a.day, weight: sameDayWeight })
    else if (days > 1) reasons.push({ kind: 'conflict', value: `${days} days apart`, weight: -Math.min(4, 0.8 * days) })
    else reasons.push({ kind: 'near-day', value: `${a.day}, ${b.day}`, weight: 0 })
  }
  if (a.topic && a.topic === b.topic) reasons.push({ kind: 'same-topic', value: a.topic, weight: sameTopicWeight })
  if (a.body && b.body) {
    const grade = sketchSimilarity(a.body, b.body)
    if (grade > 0.3) reasons.push({ kind: 'body-likeness', value: grade.toFixed(2), weight: roundWeight(4 * grade) })
  }
  const odds = reasons.reduce((sum, reason) => sum + reason.weight, priorOdds)
  const score = roundWeight(1 / (1 + Math.exp(-odds)))
  return { same: odds > 0, score, odds, reasons }
}

/** Evidence that two titles with words in common report two events; null for none. */
function titleConflict(
  a: WordingProfile,
  b: WordingProfile,
  similarity: WordSimilarity,
): { value: string; weight: number } | null {
  if (similarity.dice > 0.4 && swapsName(a.words, b.words))
    return { value: 'another name in the same sentence', weight: -2 }
  const openingSimilarity = wordSimilarity(a.opening, b.opening)
  if (openingSimilarity.dice > 0.5 && swapsName(a.opening, b.opening))
    return { value: 'it opens with another name', weight: -2 }
  if (openingSimilarity.dice < 0.5 && similarity.dice < 0.6 && sharesOnlyNames(a.words, b.words))
    return { value: 'no word in common but names', weight: -1 }
  return null
}

/**
 * Whether `scoreSameEvent` can only find two events. This costs a fraction of a score and decides most pairs of a day.
 */
export function cannotBeSameEvent(a: WordingProfile, b: WordingProfile, context: readonly Reason[]): boolean {
  if (a.title === b.title || (a.body && b.body)) return false
  let maxOdds = priorOdds + sameDayWeight + sameTopicWeight
  for (const { weight } of context) maxOdds += weight
  if (maxOdds + similarTitleWeight > 0 && a.sources.some((url) => b.sources.includes(url)))
    maxOdds += sharedSourceWeight
  const similarity = wordSimilarity(a.words, b.words)
  return maxOdds + (mayBeSameTitle(a, b, similarity) ? 6 : similarTitleWeight * titleSimilarity(a, b, similarity)) <= 0
}

/** How similar two titles are, 0 to 1: as a whole, or a short title to a longer one that contains it. */
function titleSimilarity(a: WordingProfile, b: WordingProfile, similarity: WordSimilarity): number {
  const isLongEnough = Math.min(a.words.weights.size, b.words.weights.size) >= 4
  return isLongEnough ? Math.max(similarity.dice, 0.9 * similarity.containment) : similarity.dice
}

function isSameTitle(a: WordingProfile, b: WordingProfile, similarity: WordSimilarity): boolean {
  return a.title === b.title || (mayBeSameTitle(a, b, similarity) && a.key !== '' && a.key === b.key)
}

/** Spares computing keys, which are costly: one wording shares most of its words, or has hardly any. */
function mayBeSameTitle(a: WordingProfile, b: WordingProfile, similarity: WordSimilarity): boolean {
  return similarity.dice > 0.6 || Math.min(a.words.total, b.words.total) < 3
}

/** Whole days between two days; NaN for an invalid day. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round(Math.abs(Date.parse(a) - Date.parse(b)) / dayMs)
}

/** Rounds a weight or score to three decimals. */
export function roundWeight(value: number): number {
  return Math.round(value * 1000) / 1000
}
