import { assign } from '../../identity/scoring/assign.ts'
import type { Judgement, Profile } from '../../identity/scoring/score-same-event.ts'
import { besideReasons, standsElsewhere } from '../../identity/scoring/side-by-side.ts'
import type { Reason } from '../../model/event.ts'
import {
  byFirstSight,
  type Departures,
  type EventBook,
  type Known,
  type PageRevision,
  pageState,
  type Slot,
} from '../index/event-index.ts'
import { type Item, isSingle, type PageFacts } from '../index/page-facts.ts'
import { slugReasons, slugWords } from '../index/slug-words.ts'
import { linkTargets, namedAmong, namedEvents } from './named-events.ts'
import { type Gaps, leftHere } from './neighbour-evidence.ts'
import { ruledEvents, ruledFollowers, rulingReason, toldOn } from './ruled-events.ts'
import type { Teller } from './version-builder.ts'

/** A wording that came onto a page without being one of those that stood there. */
export interface Arrival {
  readonly revision: PageRevision & { readonly facts: PageFacts }
  /** Its place on the page, from 0. */
  readonly index: number
  readonly item: Item
  readonly profile: Profile
  /** The page's items in order, each with its event once that is known. */
  readonly placed: (Slot | null)[]
  /** Where on the page others went; null where it tells one event, or none went. */
  readonly gaps: Gaps | null
}

const day = 86_400_000

/**
 * Finds the events that arrivals belong to, among those that left, slept or stand elsewhere; the rest are new.
 * @param departures those that are found again are taken out
 */
export function settle(arrivals: readonly Arrival[], departures: Departures, book: EventBook, teller: Teller): void {
  for (const part of inOrder(arrivals, book)) settlePart(part, departures, book, teller)
}

function settlePart(arrivals: readonly Arrival[], departures: Departures, book: EventBook, teller: Teller): void {
  const found = new Map<Arrival, { known: Known; judgement: Judgement }>()
  for (const { left, right, judgement } of assign(chances(arrivals, departures, book), byFirstSight)) {
    found.set(left, { known: right, judgement })
  }
  for (const [number, arrival] of arrivals.entries()) {
    const { revision, item, index, placed } = arrival
    const { path, at, facts } = revision
    const single = isSingle(facts)
    const match = found.get(arrival)
    const known = match?.known ?? book.create({ path, at, title: item.title, single })
    if (match) {
      departures.delete(known)
      teller.hide(known)
    }
    teller.tell(known, item, revision, index, match?.judgement)
    placed[index] = { event: known, item }
    const last = arrivals[number + 1]?.revision !== revision
    if (last) book.pages.set(path, pageState(placed, facts))
    if (single) teller.claim(known, revision)
  }
}

/** Every event that each arrival may be, with what speaks for it. */
function* chances(arrivals: readonly Arrival[], departures: Departures, book: EventBook) {
  const left = [...departures.keys()]
  for (const arrival of arrivals) {
    const { path, facts } = arrival.revision
    const single = isSingle(facts)
    const here = new Set(book.pages.get(path)?.items.map(({ event }) => event))
    const named = single ? namedEvents(path, facts, book) : null
    const nearby = book.candidates(arrival.profile, path, single)
    for (const known of named?.keys() ?? []) nearby.add(known)
    const slug = slugWords(path)
    const told = toldOn(path, arrival.item, facts)
    for (const known of ruledEvents(told, book)) nearby.add(known)
    if (left.length <= 200) for (const known of left) nearby.add(known)
    for (const known of nearby) {
      if (here.has(known) || known.single !== single) continue
      const { profile, slug: former } = book.latest.of(known)
      const ruled = book.rulings.between(told, known)
      if (ruled?.verdict === 'other') continue
      const context = contextOf(arrival, known, profile, departures.get(known)) ?? (ruled && [])
      if (context === null) continue
      if (ruled) context.push(rulingReason(ruled))
      if (single) context.push(...slugReasons(slug, former))
      const naming = named?.get(known)
      if (naming) context.push(naming)
      const elsewhere = !single && departures.get(known)?.path !== path
      yield { left: arrival, right: known, a: profile, b: arrival.profile, context, elsewhere }
    }
  }
}

/** What speaks for or against an arrival being this event, beyond the two wordings; null rules it out. */
function contextOf(arrival: Arrival, known: Known, profile: Profile, leaving?: PageRevision): Reason[] | null {
  if (leaving !== undefined) {
    const { path } = arrival.revision
    if (leaving.path === path && !known.single) {
      const near = arrival.gaps?.evidence(known, arrival.index) ?? []
      return [leftHere(path), ...near]
    }
    return [{ kind: 'moved-path', value: 'left at the same moment', weight: 1.5 }]
  }
  if (known.shown.length > 0) {
    const sameWords = profile.key === arrival.profile.key && profile.key.length > 20
    if (!known.single && !sameWords) return null
    return known.single ? besideReasons(profile, arrival.profile) : [standsElsewhere]
  }
  const days = Math.floor((arrival.revision.rank - known.touched) / day)
  return days > 30 ? [{ kind: 'conflict', value: `gone for ${days} days`, weight: -3 }] : []
}

/**
 * Parts arrivals so that a page which names another arriving page as its former one comes after it: all others first, then
 * those one by one, in the order of their own places in their sections. Last come those that a ruling makes one with
 * another.
 */
function inOrder(arrivals: readonly Arrival[], { rulings }: EventBook): Arrival[][] {
  const followers = ruledFollowers(
    arrivals,
    ({ revision, item }) => ({ told: toldOn(revision.path, item, revision.facts), day: item.day }),
    rulings,
  )
  const isNamed = namedAmong(new Set(arrivals.map(({ revision }) => revision.path)))
  const free: Arrival[] = []
  const waiting: { arrival: Arrival; place: number }[] = []
  for (const arrival of arrivals) {
    const { path, facts } = arrival.revision
    if (followers.includes(arrival)) continue
    if (isNamed(path, facts)) {
      const place = linkTargets(facts).indexOf(path)
      waiting.push({ arrival, place: place < 0 ? facts.changes.length : place })
    } else free.push(arrival)
  }
  waiting.sort((a, b) => a.place - b.place)
  return [free, ...waiting.map(({ arrival }) => [arrival]), ...followers.map((arrival) => [arrival])]
}
