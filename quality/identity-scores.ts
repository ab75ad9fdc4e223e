// Scores of who is who, over pairs and chains that people labelled.
import type { EventDraft } from '../src/model/page.ts'

/** Two drafts, and whether a reader would call the later one the same event. */
export interface LabelledPair {
  readonly a: EventDraft
  readonly b: EventDraft
  readonly same: boolean
}

/** The titles of one event in order, with the moments (ISO 8601) at which each came and went. */
export interface LabelledChain {
  readonly versions: readonly {
    readonly title: string
    readonly from: string
    readonly until: string | null
    /** The title was left and came back: its moments are those at which it first came and last went. */
    readonly reverted?: boolean
  }[]
}

/** A recorded event, as far as it is scored. */
export interface RecordedEvent {
  readonly id: string
  readonly titles: readonly { readonly title: string; readonly from: number | null; readonly until: number | null }[]
}

/** How often each kind was told rightly, of how many. */
export interface PairScores {
  readonly same: { readonly right: number; readonly of: number; readonly told: number }
  readonly different: { readonly right: number; readonly of: number; readonly told: number }
}

export interface ChainScores {
  readonly of: number
  /** Chains all of whose titles are in one event; of those, in order; of those, with exact moments. */
  readonly complete: number
  readonly ordered: number
  readonly timed: number
  /** Events that hold titles of more than one chain. */
  readonly mixed: number
}

/** Letters and digits alone: how a labelled title is found again. */
export function wording(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** @param judged what is told of a pair; null: nothing, so that it is left out */
export function scorePairs(pairs: readonly LabelledPair[], judged: (pair: LabelledPair) => boolean | null): PairScores {
  const told = pairs.flatMap((pair) => {
    const same = judged(pair)
    return same === null ? [] : [{ label: pair.same, same }]
  })
  const kind = (wanted: boolean) => ({
    right: told.filter(({ label, same }) => label === wanted && same === wanted).length,
    of: told.filter(({ label }) => label === wanted).length,
    told: told.filter(({ same }) => same === wanted).length,
  })
  return { same: kind(true), different: kind(false) }
}

/** Whether both wordings are in one event of a recording; null where one of them is in none. */
export function recordedTogether(events: readonly RecordedEvent[]): (pair: LabelledPair) => boolean | null {
  const found = new Map<string, Set<string>>()
  for (const { id, titles } of events) {
    for (const { title } of titles) {
      const key = wording(title)
      const ids = found.get(key)
      if (ids) ids.add(id)
      else found.set(key, new Set([id]))
    }
  }
  return ({ a, b }) => {
    const [one, other] = [found.get(wording(a.title)), found.get(wording(b.title))]
    return one && other ? !one.isDisjointFrom(other) : null
  }
}

export function scoreChains(chains: readonly LabelledChain[], events: readonly RecordedEvent[]): ChainScores {
  const scores = { of: chains.length, complete: 0, ordered: 0, timed: 0 }
  const holders = new Map<string, number>()
  for (const { versions } of chains) {
    const wanted = new Set(versions.map(({ title }) => wording(title)))
    const best = bestHolder(wanted, events)
    if (best === null) continue
    holders.set(best.id, (holders.get(best.id) ?? 0) + 1)
    const told = best.titles.filter(({ title }) => wanted.has(wording(title)))
    if (new Set(told.map(({ title }) => wording(title))).size < wanted.size) continue
    scores.complete++
    const firsts = [...new Set(told.map(({ title }) => wording(title)))]
    if (firsts.join() !== [...wanted].join()) continue
    scores.ordered++
    const exact = versions.every(({ title, from, until, reverted = false }) => {
      const stood = told.filter((one) => wording(one.title) === wording(title))
      const spans = reverted ? [{ from: stood[0]?.from, until: stood.at(-1)?.until }] : stood
      const end = until === null ? null : Date.parse(until)
      return spans.some((span) => span.from === Date.parse(from) && span.until === end)
    })
    if (exact) scores.timed++
  }
  return { ...scores, mixed: [...holders.values()].filter((count) => count > 1).length }
}

function bestHolder(wanted: ReadonlySet<string>, events: readonly RecordedEvent[]): RecordedEvent | null {
  let best: { readonly event: RecordedEvent; readonly held: number } | null = null
  for (const event of events) {
    const held = new Set(event.titles.map(({ title }) => wording(title)).filter((key) => wanted.has(key))).size
    if (held > (best?.held ?? 0)) best = { event, held }
  }
  return best?.event ?? null
}

/** Precision, recall and F1 of each kind, as a table. */
export function pairTable(name: string, { same, different }: PairScores): string {
  const all = same.of + different.of
  const right = same.right + different.right
  const row = (kind: string, { right: hits, of, told }: PairScores['same']) => {
    const [precision, recall] = [share(hits, told), share(hits, of)]
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    return `  ${kind.padEnd(10)} ${[precision, recall, f1].map((value) => value.toFixed(3)).join('   ')}   ${of}`
  }
  return [
    `${name}: ${right} of ${all} right, ${(100 * share(right, all)).toFixed(1)} %`,
    '             precision recall  F1      pairs',
    row('same', same),
    row('different', different),
  ].join('\n')
}

export function chainTable({ of, complete, ordered, timed, mixed }: ChainScores): string {
  return `chains: ${complete} of ${of} complete, ${ordered} in order, ${timed} with exact moments; ${mixed} events hold two chains`
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

/** Least shares of pairs told rightly: over all, and of each kind. */
export interface PairFloors {
  readonly all: number
  readonly each: number
}

/** What is below its floor, in words. */
export function pairsBelow(name: string, { same, different }: PairScores, floors: PairFloors): string[] {
  const shares = [
    ['all', share(same.right + different.right, same.of + different.of), floors.all],
    ['same', share(same.right, same.of), floors.each],
    ['different', share(different.right, different.of), floors.each],
  ] as const
  return shares.flatMap(([kind, value, floor]) =>
    value < floor ? [`${name}, ${kind}: ${value.toFixed(3)} is below ${floor}`] : [],
  )
}
