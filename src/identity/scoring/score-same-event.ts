import type { Reason } from '../../model/event.ts'
import type { EventDraft } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import { sketchLikeness } from './body-fingerprint.ts'
import { canonicalUrl, isHomePage } from './canonical-url.ts'
import { type Likeness, likeness, sharesOnlyNames, swapsName, type Words, wordsOf } from './similarity.ts'

/** A draft made ready for comparison; what costs time is worked out when it is first asked for. */
export class Profile {
  readonly title: string
  readonly day: Day | null
  readonly topic: string | null
  /** Fingerprint of the body, '' where there is none. */
  readonly body: string
  readonly #urls: readonly string[]
  #words: Words | undefined
  #opening: Words | undefined
  #key: string | undefined
  #sources: readonly string[] | undefined

  /** @param body the body's fingerprint, where the caller has it already */
  constructor(draft: Omit<EventDraft, 'body'>, body = '') {
    this.title = draft.title
    this.day = draft.day
    this.topic = draft.topic ?? null
    this.body = body
    this.#urls = draft.sources ?? []
  }

  get words(): Words {
    this.#words ??= wordsOf(this.title)
    return this.#words
  }

  /** The words of the title's start, which say who did what; the rest is detail. */
  get opening(): Words {
    this.#opening ??= wordsOf(this.title.split(/\s+/, openingWords).join(' '))
    return this.#opening
  }

  /** The title's letters and digits in lower case: equal keys are one wording. */
  get key(): string {
    this.#key ??= titleKey(this.title)
    return this.#key
  }

  /** Canonical URLs, home pages left out. */
  get sources(): readonly string[] {
    this.#sources ??= citedSources(this.#urls)
    return this.#sources
  }
}

/** The canonical URLs of the articles cited; home pages left out, since many events cite them. */
export function citedSources(urls: readonly string[]): readonly string[] {
  if (urls.length === 0) return urls
  if (urls.length > 1) return [...new Set(urls.map(canonicalUrl))].filter((url) => !isHomePage(url))
  const canonical = canonicalUrl(urls[0]!)
  return isHomePage(canonical) ? [] : [canonical]
}

export interface Judgement {
  readonly same: boolean
  /** 0 to 1; from one half on they are one event. */
  readonly score: number
  /** The same as log odds, by which judgements add up. */
  readonly odds: number
  readonly reasons: readonly Reason[]
}

const openingWords = 9

/** The evidence is summed as log odds, beginning well below zero: two drafts taken at random are two events. */
const prior = -3.4
const sharedSource = 2
const alike = 5.4
const sameDay = 0.6
const sameTopic = 0.3

/**
 * Judges whether two wordings are one event, where the one may have taken the other's place: from what both say, sources
 * shared, day, topic, likeness of title and body, and against it the swap of one name for another in an otherwise equal
 * sentence.
 * @param context evidence that the wordings themselves do not hold, such as one standing where the other stood
 */
export function judge(a: Profile, b: Profile, context: readonly Reason[] = []): Judgement {
  const reasons: Reason[] = [...context]
  const shared = a.sources.find((url) => b.sources.includes(url))
  if (shared !== undefined) reasons.push({ kind: 'shared-source', value: shared, weight: sharedSource })
  const like = likeness(a.words, b.words)
  if (sameWording(a, b, like)) reasons.push({ kind: 'same-title', value: a.title, weight: 6 })
  else {
    const grade = titleGrade(a, b, like)
    reasons.push({ kind: 'title-likeness', value: grade.toFixed(2), weight: roundWeight(alike * grade) })
    const against = shared === undefined ? wordsAgainst(a, b, like) : null
    if (against !== null) reasons.push({ kind: 'conflict', ...against })
  }
  if (a.day !== null && b.day !== null) {
    const days = daysBetween(a.day, b.day)
    if (days === 0) reasons.push({ kind: 'same-day', value: a.day, weight: sameDay })
    else if (days > 1) reasons.push({ kind: 'conflict', value: `${days} days apart`, weight: -Math.min(4, 0.8 * days) })
    else reasons.push({ kind: 'near-day', value: `${a.day}, ${b.day}`, weight: 0 })
  }
  if (a.topic && a.topic === b.topic) reasons.push({ kind: 'same-topic', value: a.topic, weight: sameTopic })
  if (a.body && b.body) {
    const grade = sketchLikeness(a.body, b.body)
    if (grade > 0.3) reasons.push({ kind: 'body-likeness', value: grade.toFixed(2), weight: roundWeight(4 * grade) })
  }
  const odds = reasons.reduce((sum, reason) => sum + reason.weight, prior)
  const score = roundWeight(1 / (1 + Math.exp(-odds)))
  return { same: odds > 0, score, odds, reasons }
}

/** What speaks against two titles being one although they have words in common; null: nothing does. */
function wordsAgainst(a: Profile, b: Profile, like: Likeness): { value: string; weight: number } | null {
  if (like.dice > 0.4 && swapsName(a.words, b.words)) return { value: 'another name in the same sentence', weight: -2 }
  const openings = likeness(a.opening, b.opening)
  if (openings.dice > 0.5 && swapsName(a.opening, b.opening)) return { value: 'it opens with another name', weight: -2 }
  if (openings.dice < 0.5 && like.dice < 0.6 && sharesOnlyNames(a.words, b.words))
    return { value: 'no word in common but names', weight: -1 }
  return null
}

/**
 * True where no judgement could make the two one event, whatever else is weighed: most pairs of a day are told apart so,
 * for a fraction of what judging costs.
 */
export function isHopeless(a: Profile, b: Profile, context: readonly Reason[]): boolean {
  if (a.title === b.title || (a.body && b.body)) return false
  let most = prior + sameDay + sameTopic
  for (const { weight } of context) most += weight
  if (most + alike > 0 && a.sources.some((url) => b.sources.includes(url))) most += sharedSource
  const like = likeness(a.words, b.words)
  return most + (isNear(a, b, like) ? 6 : alike * titleGrade(a, b, like)) <= 0
}

/** How much two titles are like each other, 0 to 1: as a whole, or a stub and its fuller twin. */
function titleGrade(a: Profile, b: Profile, like: Likeness): number {
  const enough = Math.min(a.words.weights.size, b.words.weights.size) >= 4
  return enough ? Math.max(like.dice, 0.9 * like.containment) : like.dice
}

/** Whether two titles are equal but for punctuation, case and accents. */
function sameWording(a: Profile, b: Profile, like: Likeness): boolean {
  return a.title === b.title || (isNear(a, b, like) && a.key !== '' && a.key === b.key)
}

/** Keys cost more than all else: only titles that share most of their words, or have hardly any, can be one wording. */
function isNear(a: Profile, b: Profile, like: Likeness): boolean {
  return like.dice > 0.6 || Math.min(a.words.total, b.words.total) < 3
}

export function titleKey(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Whole days between two days; NaN where one is none. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round(Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000)
}

/** To three digits, as weights and scores are told. */
export function roundWeight(value: number): number {
  return Math.round(value * 1000) / 1000
}
