// Scores of event identity, over pairs and chains that people labelled.
import { addToList } from '../src/model/multimap.ts'
import type { EventDraft } from '../src/model/page.ts'

/** Two drafts, and whether a reader would call the later one the same event. */
export interface LabelledEventPair {
  readonly a: EventDraft
  readonly b: EventDraft
  readonly same: boolean
}

/** The titles of one event in order, with the start and end of each (ISO 8601). */
export interface LabelledTitleChain {
  readonly versions: readonly {
    readonly title: string
    readonly from: string
    readonly until: string | null
    /** The title was replaced and restored: its times are its first start and its last end. */
    readonly reverted?: boolean
  }[]
}

/** A recorded event, as far as scores need it. */
export interface RecordedEvent {
  readonly id: string
  readonly titles: readonly { readonly title: string; readonly from: number | null; readonly until: number | null }[]
}

/**
 * Letters and digits alone, by which a labelled title is found in the record. `wordingKey` would be too strict: labels have
 * damaged marks, such as `[?]67` for `−67`.
 */
function titleKey(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The correct predictions of each kind, all pairs of the kind, and all predictions of it. */
export interface PairScores {
  readonly same: { readonly right: number; readonly total: number; readonly predicted: number }
  readonly different: { readonly right: number; readonly total: number; readonly predicted: number }
}

export interface ChainScores {
  readonly total: number
  /** Chains with all titles in one event; of those, in order; of those, with exact times. */
  readonly complete: number
  readonly ordered: number
  readonly timed: number
  /** Events that hold titles of more than one chain. */
  readonly mixed: number
}

/** @param predict whether a pair is one event; null leaves the pair out */
export function scorePairs(
  pairs: readonly LabelledEventPair[],
  predict: (pair: LabelledEventPair) => boolean | null,
): PairScores {
  const predictions = pairs.flatMap((pair) => {
    const same = predict(pair)
    return same === null ? [] : [{ label: pair.same, same }]
  })
  const kind = (wanted: boolean) => ({
    right: predictions.filter(({ label, same }) => label === wanted && same === wanted).length,
    total: predictions.filter(({ label }) => label === wanted).length,
    predicted: predictions.filter(({ same }) => same === wanted).length,
  })
  return { same: kind(true), different: kind(false) }
}

/** Predicts whether both wordings are in one recorded event; null where one of them is in none. */
export function recordedTogetherPredictor(
  events: readonly RecordedEvent[],
): (pair: LabelledEventPair) => boolean | null {
  const idsByTitle = new Map<string, string[]>()
  for (const { id, titles } of events) for (const { title } of titles) addToList(idsByTitle, titleKey(title), id)
  return ({ a, b }) => {
    const [one, other] = [idsByTitle.get(titleKey(a.title)), idsByTitle.get(titleKey(b.title))]
    return one && other ? one.some((id) => other.includes(id)) : null
  }
}

export function scoreChains(chains: readonly LabelledTitleChain[], events: readonly RecordedEvent[]): ChainScores {
  const scores = { total: chains.length, complete: 0, ordered: 0, timed: 0 }
  const chainsPerEvent = new Map<string, number>()
  for (const { versions } of chains) {
    const chainKeys = new Set(versions.map(({ title }) => titleKey(title)))
    const best = bestEventFor(chainKeys, events)
    if (best === null) continue
    chainsPerEvent.set(best.id, (chainsPerEvent.get(best.id) ?? 0) + 1)
    const chainTitles = best.titles.filter(({ title }) => chainKeys.has(titleKey(title)))
    if (new Set(chainTitles.map(({ title }) => titleKey(title))).size < chainKeys.size) continue
    scores.complete++
    const firsts = [...new Set(chainTitles.map(({ title }) => titleKey(title)))]
    if (firsts.join() !== [...chainKeys].join()) continue
    scores.ordered++
    const exact = versions.every(({ title, from, until, reverted = false }) => {
      const periods = chainTitles.filter((one) => titleKey(one.title) === titleKey(title))
      const spans = reverted ? [{ from: periods[0]?.from, until: periods.at(-1)?.until }] : periods
      const end = until === null ? null : Date.parse(until)
      return spans.some((span) => span.from === Date.parse(from) && span.until === end)
    })
    if (exact) scores.timed++
  }
  return { ...scores, mixed: [...chainsPerEvent.values()].filter((count) => count > 1).length }
}

/** The event with most titles of a chain. */
function bestEventFor(chainKeys: ReadonlySet<string>, events: readonly RecordedEvent[]): RecordedEvent | null {
  let best: { readonly event: RecordedEvent; readonly matchCount: number } | null = null
  for (const event of events) {
    const keyCount = new Set(event.titles.map(({ title }) => titleKey(title)).filter((key) => chainKeys.has(key))).size
    if (keyCount > (best?.matchCount ?? 0)) best = { event, matchCount: keyCount }
  }
  return best?.event ?? null
}

/** Precision, recall and F1 of each kind, as a table. */
export function formatPairTable(name: string, { same, different }: PairScores): string {
  const all = same.total + different.total
  const right = same.right + different.right
  const row = (kind: string, { right: hits, total, predicted }: PairScores['same']) => {
    const [precision, recall] = [ratio(hits, predicted), ratio(hits, total)]
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return `  ${kind.padEnd(10)} ${[precision, recall, f1].map((value) => value.toFixed(3)).join('   ')}   ${total}`
  }
  return [
    `${name}: ${right} of ${all} right, ${(100 * ratio(right, all)).toFixed(1)} %`,
    '             precision recall  F1      pairs',
    row('same', same),
    row('different', different),
  ].join('\n')
}

export function formatChainTable({ total, complete, ordered, timed, mixed }: ChainScores): string {
  return `chains: ${complete} of ${total} complete, ${ordered} in order, ${timed} with exact times; ${mixed} events have titles of two chains`
}

export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

/** Least shares of correct predictions: over all pairs, and of each kind. */
export interface PairThresholds {
  readonly all: number
  readonly each: number
}

/** The shares below their thresholds, in words. */
export function pairShortfalls(name: string, { same, different }: PairScores, thresholds: PairThresholds): string[] {
  const shares = [
    ['all', ratio(same.right + different.right, same.total + different.total), thresholds.all],
    ['same', ratio(same.right, same.total), thresholds.each],
    ['different', ratio(different.right, different.total), thresholds.each],
  ] as const
  return shares.flatMap(([kind, value, floor]) =>
    value < floor ? [`${name}, ${kind}: ${value.toFixed(3)} is below ${floor}`] : [],
  )
}
