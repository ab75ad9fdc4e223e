import { sideBySide, unlike } from '../../identity/rulings/idle-rulings.ts'
import { formatRuling, isOfMany } from '../../identity/rulings/ruling-line.ts'
import type { Rulings } from '../../identity/rulings/rulings.ts'
import { compare, type Wording } from '../../identity/scoring/compare.ts'
import { besideReasons, standsElsewhere } from '../../identity/scoring/side-by-side.ts'
import { readFacts, wanted } from '../../ingest/read-page.ts'
import type { EventId, EventRecord, Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ComparedPair, Joining, Why } from '../../model/why.ts'
import type { Store } from '../../store/store.ts'
import { briefOf } from '../../versioning/history/event-brief.ts'
import { itemOf } from '../../versioning/index/event-index.ts'
import { isSingle, type PageFacts } from '../../versioning/index/page-facts.ts'
import { namingReason, namingWeight, sharedIdReason } from '../../versioning/matching/named-events.ts'
import { rulingReason } from '../../versioning/matching/ruled-events.ts'
import type { Context } from '../archive/context.ts'
import { pageOnDisk } from '../archive/page-on-disk.ts'
import { asPath } from '../events/find-event.ts'
import { openRulings } from './open-rulings.ts'
import { findSide, refuseSameSide, type Side, toldOf } from './ruling-subject.ts'
import { whyMissed } from './why-missed.ts'

/** How many pairs are told where there are many. */
const told = 5
/** Pairs beyond so many are not compared: the newest wordings are. */
const most = 400

/**
 * What speaks for and against two being one event: what people said, how they were recorded, and what they say.
 * @throws VariorumError `event-…`, `version-not-found`, `usage`, `links-unreadable`, `store-…`
 */
export async function why(context: Context, names: readonly [string, string]): Promise<Why> {
  const store = await context.store('peek')
  const file = await openRulings(context)
  const [a, b] = [await compared(context, store, names[0]), await compared(context, store, names[1])]
  refuseSameSide('why', a.side, b.side)
  const pairs = comparePairs(a, b, file.rulings)
  const ruled = file.rulings.between(toldOf(a.side), toldOf(b.side))
  const one = a.side.event !== null && a.side.event.id === b.side.event?.id ? a.side.event : null
  const shared = a.wordings.some(({ event }) => event !== null && b.wordings.some((other) => other.event === event))
  const apart = one === null ? keptApart(a.side, b.side) : null
  const by = ruled ? 'ruling' : isRecorded(a, b) ? 'record' : 'evidence'
  const missed = by === 'record' && !shared && apart === null && pairs[0]?.same
  const line = ruled && file.written.find((ruling) => ruling === ruled.ruling)
  return {
    a: sideOf(a),
    b: sideOf(b),
    same: ruled ? ruled.verdict === 'same' : by === 'record' ? shared : (pairs[0]?.same ?? false),
    by,
    ruling: ruled && { verdict: ruled.verdict, line: formatRuling(ruled.ruling), number: line?.line ?? 0 },
    apart,
    missed: missed ? await whyMissed(store, pairs[0]!) : null,
    record: one && { event: briefOf(one), joinings: joinings(one, a, b) },
    pairs: pairs.slice(0, told),
  }
}

interface Compared {
  readonly side: Side
  readonly wordings: readonly ToldWording[]
  /** The page as it is now; null where an event was named, or its page is gone. */
  readonly facts: PageFacts | null
  /** A page was named that tells many events. */
  readonly many?: true
}

interface ToldWording extends Wording {
  readonly path: PagePath
  readonly event: EventId | null
  /** Its page tells it now. */
  readonly stands: boolean
  /** Its version's index in its event. */
  readonly index: number
}

async function compared(context: Context, store: Store, name: string): Promise<Compared> {
  const path = asPath(name)
  if (isOfMany(path)) {
    const page = await pageOfMany(context, store, name, path)
    if (page) return page
  }
  const side = await findSide(context, store, name)
  const facts = await factsNow(context, store, side.ref.path)
  const { event } = side
  if (event === null) {
    const items = facts?.items ?? []
    const wordings = items.map((item) => ({ ...item, path: side.ref.path, event: null, stands: true, index: 0 }))
    return { side, wordings, facts }
  }
  const all = event.versions.flatMap((version, index) => (version.claimed ? [] : [wordingOf(event, index)]))
  const { ref, named } = side
  const meant = all.filter(
    (wording) => named === 'event' || (wording.path === ref.path && (named === 'page' || wording.title === ref.title)),
  )
  return { side, wordings: meant.length > 0 ? meant : all, facts }
}

/** A page that tells many events, by all that stands on it, or stood; null where it is neither recorded nor there. */
async function pageOfMany(context: Context, store: Store, name: string, path: PagePath): Promise<Compared | null> {
  const ever = await Array.fromAsync(store.events({ paths: [path] }))
  const standing = ever.filter(({ shown }) => shown.includes(path))
  // of a page that was emptied, or is gone, what it told before, the newest last
  const left = () => ever.filter((event) => lastOn(event, path) >= 0).sort((x, y) => seqOn(x, path) - seqOn(y, path))
  const events = standing.length > 0 ? standing : left()
  const side: Side = { name, ref: { path, title: null }, event: null, named: 'page' }
  if (events.length > 0) {
    const wordings = events.map((event) => wordingOf(event, Math.max(0, lastOn(event, path))))
    return events.length === 1 ? null : { side, wordings, facts: null, many: true }
  }
  const facts = wanted(path) ? await factsNow(context, store, path) : null
  if (!facts || facts.items.length === 0) return null
  const wordings = facts.items.map((item) => ({ ...item, path, event: null, stands: true, index: 0 }))
  return { side, wordings, facts: null, many: true }
}

function wordingOf(event: EventRecord, index: number): ToldWording {
  const version = event.versions[index]!
  const stands = event.shown.includes(version.path) && lastOn(event, version.path) === index
  return { ...itemOf(version), path: version.path, event: event.id, stands, index }
}

/** Index of what an event told last on a page. */
function lastOn({ versions }: EventRecord, path: PagePath): number {
  return versions.findLastIndex((version) => version.path === path && !version.claimed)
}

function seqOn(event: EventRecord, path: PagePath): number {
  return event.versions[lastOn(event, path)]!.seq
}

/** What a page says now, on disk or as it was recorded last. */
async function factsNow(context: Context, store: Store, path: PagePath): Promise<PageFacts | null> {
  const onDisk = await pageOnDisk(context, path)
  const options = { sections: context.sections }
  if (onDisk) return readFacts(path, onDisk, options)
  for await (const { content } of store.heads([path])) {
    const bytes = content && (await store.content(content))
    if (bytes) return readFacts(path, bytes, options)
  }
  return null
}

function comparePairs(a: Compared, b: Compared, rulings: Rulings): ComparedPair[] {
  const naming = namingOf(a, b)
  const [some, others] = [a, b].map(({ wordings }) => wordings.slice(-Math.floor(Math.sqrt(most))))
  const pairs = some!.flatMap((one) =>
    others!.map((other): ComparedPair => {
      const own = !isOfMany(one.path) && !isOfMany(other.path)
      // of pages that tell many, people ruled on single items
      const said = a.many || b.many ? [...naming, ...ruledOn(one, other, rulings)] : naming
      const compared = compare(one, other, (x, y) => {
        if (!one.stands || !other.stands) return said
        return [...said, ...(own ? besideReasons(x, y) : [standsElsewhere])]
      })
      const mayName = own && !compared.same && naming.length === 0
      const wishes = [
        ...compared.wishes,
        ...(mayName ? [{ kind: 'explicit-link', weight: namingWeight } as const] : []),
      ]
      return { ...compared, wishes, a: brief(one), b: brief(other) }
    }),
  )
  return pairs.sort((x, y) => y.odds - x.odds)
}

function ruledOn(one: ToldWording, other: ToldWording, rulings: Rulings): Reason[] {
  const told = ({ path, title }: ToldWording) => ({ paths: [path], versions: [{ title }], single: !isOfMany(path) })
  const ruled = rulings.between(told(one), told(other))
  if (ruled === null) return []
  const reason = rulingReason(ruled)
  return [ruled.verdict === 'same' ? reason : { ...reason, weight: -reason.weight }]
}

function brief({ title, day, path, event }: ToldWording): ComparedPair['a'] {
  return { title, day, path, event }
}

/** Whether the page of one names the page of the other as what it told before. */
function namingOf(a: Compared, b: Compared): Reason[] {
  const names = (one: Compared, other: Compared) =>
    one.facts && isSingle(one.facts) ? namingReason(one.facts, other.side.ref.path) : null
  const beside = isStanding(a.wordings) && isStanding(b.wordings)
  const reason = names(b, a) ?? names(a, b) ?? sharedIdReason(keyOf(a), keyOf(b), beside)
  return reason ? [reason] : []
}

function isStanding(wordings: readonly ToldWording[]): boolean {
  return wordings.some(({ stands }) => stands)
}

/** The id that a page bears in its front matter, or bore as long as it was there. */
function keyOf({ facts, side: { event, ref } }: Compared): string | null {
  if (facts) return facts.key
  return event?.versions.findLast(({ path, key }) => path === ref.path && key !== undefined)?.key ?? null
}

function isRecorded(...sides: readonly Compared[]): boolean {
  return sides.every(({ wordings }) => wordings.some(({ event }) => event !== null))
}

/** How the versions that lie between the two came to their event, from the first of the later one back to the earlier one. */
function joinings(event: EventRecord, a: Compared, b: Compared): Joining[] {
  const [one, other] = [a, b].map(({ wordings }) => Math.min(...wordings.map(({ index }) => index)))
  const [from, to] = [Math.min(one!, other!), Math.max(one!, other!)]
  return event.versions.slice(from + 1, to + 1).map(({ title, path, link }, place) => ({
    number: from + 2 + place,
    title,
    path,
    link,
  }))
}

/** What no evidence and no ruling can overcome. */
function keptApart(a: Side, b: Side): string | null {
  if (isOfMany(a.ref.path) !== isOfMany(b.ref.path)) return unlike
  const beside = a.event?.shown.find((path) => isOfMany(path) && b.event?.shown.includes(path))
  return beside === undefined ? null : sideBySide(beside)
}

function sideOf({ side: { name, ref, event }, wordings }: Compared): Why['a'] {
  return { name, ref, event: event && briefOf(event), wordings: wordings.length, stands: isStanding(wordings) }
}
