import { bothOnPageMessage, itemWithPageMessage } from '../../identity/rulings/ineffective-rulings.ts'
import { formatRuling, isMultiEventPage } from '../../identity/rulings/ruling-line.ts'
import type { Rulings } from '../../identity/rulings/rulings.ts'
import { compareWordings, type FingerprintedDraft } from '../../identity/scoring/compare-wordings.ts'
import { onAnotherPage, separatePageReasons } from '../../identity/scoring/separate-pages.ts'
import { isSelectedPage, readFacts } from '../../ingest/read-page.ts'
import type { EventId, EventRecord, Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ComparedPair, VersionMatch, WhyReport } from '../../model/why.ts'
import type { Store } from '../../store/store.ts'
import { briefOf } from '../../versioning/history/event-brief.ts'
import { itemOf } from '../../versioning/index/event-index.ts'
import { isSingleEventPage, type PageFacts } from '../../versioning/index/page-facts.ts'
import { referenceReason, referenceWeight, sharedIdReason } from '../../versioning/matching/referenced-events.ts'
import { rulingReason } from '../../versioning/matching/ruled-events.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { readPageOnDisk } from '../archive/page-on-disk.ts'
import { toPagePath } from '../events/find-event.ts'
import { type EventArgument, refuseSameArgument, resolveArgument, rulingSubjectOf } from './event-argument.ts'
import { explainMissedMatch } from './missed-match.ts'
import { readRulingFile } from './read-ruling-file.ts'

/** The report has at most this many pairs. */
const maxPairs = 5
/** At most this many pairs are compared, of the newest wordings. */
const maxComparedPairs = 400

/**
 * Reports the evidence for and against two being one event: rulings, recorded matches, and their wordings.
 * @throws VariorumError `event-…`, `version-not-found`, `usage`, `links-unreadable`, `store-…`
 */
export async function why(context: CommandContext, names: readonly [string, string]): Promise<WhyReport> {
  const store = await context.store('peek')
  const file = await readRulingFile(context)
  const [a, b] = [await readSubject(context, store, names[0]), await readSubject(context, store, names[1])]
  refuseSameArgument('why', a.subject, b.subject)
  const pairs = comparePairs(a, b, file.rulings)
  const ruled = file.rulings.findBetween(rulingSubjectOf(a.subject), rulingSubjectOf(b.subject))
  const sharedEvent = a.subject.event !== null && a.subject.event.id === b.subject.event?.id ? a.subject.event : null
  const [idsOfA, idsOfB] = [recordedIdsOf(a), recordedIdsOf(b)]
  const isSameRecordedEvent = !idsOfA.isDisjointFrom(idsOfB)
  const apartBecause = sharedEvent === null ? apartReason(a.subject, b.subject) : null
  const basis = ruled ? 'ruling' : idsOfA.size > 0 && idsOfB.size > 0 ? 'record' : 'evidence'
  const isMissed = basis === 'record' && !isSameRecordedEvent && apartBecause === null && pairs[0]?.same
  const writtenLine = ruled && file.entries.find((ruling) => ruling === ruled.ruling)
  return {
    a: comparedSideOf(a),
    b: comparedSideOf(b),
    same: ruled ? ruled.verdict === 'same' : basis === 'record' ? isSameRecordedEvent : (pairs[0]?.same ?? false),
    by: basis,
    ruling: ruled && { verdict: ruled.verdict, line: formatRuling(ruled.ruling), number: writtenLine?.line ?? 0 },
    apart: apartBecause,
    missed: isMissed ? await explainMissedMatch(store, pairs[0]!) : null,
    record: sharedEvent && { event: briefOf(sharedEvent), joinings: joiningsBetween(sharedEvent, a, b) },
    pairs: pairs.slice(0, maxPairs),
  }
}

interface ComparedSubject {
  readonly subject: EventArgument
  readonly wordings: readonly RecordedWording[]
  /** The current page; null for a whole event, or a deleted page. */
  readonly facts: PageFacts | null
  /** The argument is a page with many events. */
  readonly hasManyEvents?: true
}

interface RecordedWording extends FingerprintedDraft {
  readonly path: PagePath
  readonly event: EventId | null
  /** Its page still has it. */
  readonly isCurrent: boolean
  /** The index of its version in its event. */
  readonly index: number
}

async function readSubject(context: CommandContext, store: Store, name: string): Promise<ComparedSubject> {
  const path = toPagePath(name)
  if (isMultiEventPage(path)) {
    const page = await readMultiEventPage(context, store, name, path)
    if (page) return page
  }
  const subject = await resolveArgument(context, store, name)
  const facts = await readCurrentFacts(context, store, subject.ref.path)
  const { event, ref, kind } = subject
  if (event === null) return { subject, wordings: unrecordedWordings(facts, ref.path), facts }
  const all = event.versions.flatMap((version, index) => (version.claimed ? [] : [wordingOf(event, index)]))
  const meant = all.filter(
    (wording) => kind === 'event' || (wording.path === ref.path && (kind === 'page' || wording.title === ref.title)),
  )
  return { subject, wordings: meant.length > 0 ? meant : all, facts }
}

/** Reads a page with many events: its current items, or its last ones; null for an unknown page, or one event. */
async function readMultiEventPage(
  context: CommandContext,
  store: Store,
  name: string,
  path: PagePath,
): Promise<ComparedSubject | null> {
  const recorded = await Array.fromAsync(store.events({ paths: [path] }))
  const current = recorded.filter(({ shown }) => shown.includes(path))
  // for an empty or deleted page: its former events, the newest last
  const former = () =>
    recorded.filter((event) => lastIndexOn(event, path) >= 0).sort((x, y) => lastSeqOn(x, path) - lastSeqOn(y, path))
  const events = current.length > 0 ? current : former()
  const subject: EventArgument = { name, ref: { path, title: null }, event: null, kind: 'page' }
  if (events.length > 0) {
    const wordings = events.map((event) => wordingOf(event, Math.max(0, lastIndexOn(event, path))))
    return events.length === 1 ? null : { subject, wordings, facts: null, hasManyEvents: true }
  }
  const facts = isSelectedPage(path) ? await readCurrentFacts(context, store, path) : null
  const wordings = unrecordedWordings(facts, path)
  return wordings.length === 0 ? null : { subject, wordings, facts: null, hasManyEvents: true }
}

function unrecordedWordings(facts: PageFacts | null, path: PagePath): RecordedWording[] {
  return (facts?.items ?? []).map((item) => ({ ...item, path, event: null, isCurrent: true, index: 0 }))
}

function wordingOf(event: EventRecord, index: number): RecordedWording {
  const version = event.versions[index]!
  const isCurrent = event.shown.includes(version.path) && lastIndexOn(event, version.path) === index
  return { ...itemOf(version), path: version.path, event: event.id, isCurrent, index }
}

/** The index of an event's last version on a page. */
function lastIndexOn({ versions }: EventRecord, path: PagePath): number {
  return versions.findLastIndex((version) => version.path === path && !version.claimed)
}

function lastSeqOn(event: EventRecord, path: PagePath): number {
  return event.versions[lastIndexOn(event, path)]!.seq
}

/** The facts of a page on disk, or of its last snapshot. */
async function readCurrentFacts(context: CommandContext, store: Store, path: PagePath): Promise<PageFacts | null> {
  const [last] = await Array.fromAsync(store.latestSnapshots([path]))
  const bytes = (await readPageOnDisk(context, path)) ?? (last?.content ? await store.content(last.content) : null)
  return bytes && readFacts(path, bytes, context)
}

function comparePairs(a: ComparedSubject, b: ComparedSubject, rulings: Rulings): ComparedPair[] {
  const linkReasons = explicitLinkReasons(a, b)
  const [wordingsA, wordingsB] = [a, b].map(({ wordings }) => wordings.slice(-Math.floor(Math.sqrt(maxComparedPairs))))
  const pairs = wordingsA!.flatMap((one) =>
    wordingsB!.map((other): ComparedPair => {
      const areSinglePages = !isMultiEventPage(one.path) && !isMultiEventPage(other.path)
      // rulings on pages with many events name single items
      const linkAndRulingReasons =
        a.hasManyEvents || b.hasManyEvents ? [...linkReasons, ...rulingReasons(one, other, rulings)] : linkReasons
      const comparison = compareWordings(one, other, (x, y) => {
        if (!one.isCurrent || !other.isCurrent) return linkAndRulingReasons
        return [...linkAndRulingReasons, ...(areSinglePages ? separatePageReasons(x, y) : [onAnotherPage])]
      })
      const wishes = [...comparison.wishes]
      if (areSinglePages && !comparison.same && linkReasons.length === 0)
        wishes.push({ kind: 'explicit-link', weight: referenceWeight })
      return { ...comparison, wishes, a: comparedWordingOf(one), b: comparedWordingOf(other) }
    }),
  )
  return pairs.sort((x, y) => y.odds - x.odds)
}

function rulingReasons(one: RecordedWording, other: RecordedWording, rulings: Rulings): Reason[] {
  const [a, b] = [one, other].map(({ path, title }) => {
    return { paths: [path], versions: [{ title }], single: !isMultiEventPage(path) }
  })
  const ruled = rulings.findBetween(a!, b!)
  if (ruled === null) return []
  const reason = rulingReason(ruled)
  return [ruled.verdict === 'same' ? reason : { ...reason, weight: -reason.weight }]
}

function comparedWordingOf({ title, day, path, event }: RecordedWording): ComparedPair['a'] {
  return { title, day, path, event }
}

/** Evidence of explicit links: a page names the other as its former page, or both have the same id. */
function explicitLinkReasons(a: ComparedSubject, b: ComparedSubject): Reason[] {
  const reasonFrom = (one: ComparedSubject, other: ComparedSubject) =>
    one.facts && isSingleEventPage(one.facts) ? referenceReason(one.facts, other.subject.ref.path) : null
  const areBothCurrent = [a, b].every(isCurrent)
  const reason = reasonFrom(b, a) ?? reasonFrom(a, b) ?? sharedIdReason(pageIdOf(a), pageIdOf(b), areBothCurrent)
  return reason ? [reason] : []
}

function isCurrent({ wordings }: ComparedSubject): boolean {
  return wordings.some((wording) => wording.isCurrent)
}

/** The id in the front matter of a page, or in its last version. */
function pageIdOf({ facts, subject: { event, ref } }: ComparedSubject): string | null {
  if (facts) return facts.key
  return event?.versions.findLast(({ path, key }) => path === ref.path && key !== undefined)?.key ?? null
}

function recordedIdsOf({ wordings }: ComparedSubject): Set<EventId> {
  return new Set(wordings.flatMap(({ event }) => event ?? []))
}

/** How the versions after the earlier wording, up to the later one, were matched with their event. */
function joiningsBetween(event: EventRecord, a: ComparedSubject, b: ComparedSubject): VersionMatch[] {
  const [one, other] = [a, b].map(({ wordings }) => Math.min(...wordings.map(({ index }) => index)))
  const [from, to] = [Math.min(one!, other!), Math.max(one!, other!)]
  const joined = event.versions.slice(from + 1, to + 1)
  return joined.map(({ title, path, link }, offset) => ({ number: from + 2 + offset, title, path, link }))
}

/** Why two can never be one event; null if they can. */
function apartReason(a: EventArgument, b: EventArgument): string | null {
  if (isMultiEventPage(a.ref.path) !== isMultiEventPage(b.ref.path)) return itemWithPageMessage
  const sharedPage = a.event?.shown.find((path) => isMultiEventPage(path) && b.event?.shown.includes(path))
  return sharedPage === undefined ? null : bothOnPageMessage(sharedPage)
}

function comparedSideOf(side: ComparedSubject): WhyReport['a'] {
  const { name, ref, event } = side.subject
  return { name, ref, event: event && briefOf(event), wordings: side.wordings.length, stands: isCurrent(side) }
}
