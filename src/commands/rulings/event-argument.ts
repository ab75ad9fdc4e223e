import { isMultiEventPage } from '../../identity/rulings/ruling-line.ts'
import { type RulingSubject, refMatches } from '../../identity/rulings/rulings.ts'
import { isSelectedPage, readPage } from '../../ingest/read-page.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageRef } from '../../model/ruling.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { readPageOnDisk } from '../archive/page-on-disk.ts'
import { findEvent, toPagePath } from '../events/find-event.ts'
import { versionIndex } from '../events/version-argument.ts'

/** One of two that are compared: what a person named, and what it is in the record. */
export interface EventArgument {
  readonly name: string
  readonly ref: PageRef
  /** Null for a page that is not recorded yet. */
  readonly event: EventRecord | null
  /** `event`: the whole of it was named, not one of its pages or versions. */
  readonly kind: 'event' | 'page' | 'version'
}

type Versions = Pick<EventRecord, 'versions'>

/**
 * Finds what a person names: an event by its id or words, a page by its path or slug, a version as `EVENT@N`; also a page
 * that is on disk and not recorded yet.
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `version-not-found`, `usage`
 */
export async function resolveEventArgument(
  context: CommandContext,
  store: Store,
  name: string,
): Promise<EventArgument> {
  const at = /^(.+)@([^@/]+)$/.exec(name)
  const eventName = at ? at[1]! : name
  const path = toPagePath(eventName)
  const recorded = await Array.fromAsync(store.events({ paths: [path] }))
  if (recorded.length === 0) {
    const ref = at ? null : await pageRefOnDisk(context, path)
    if (ref) return { name, ref, event: null, kind: 'page' }
  }
  const event = await findEvent(store, eventName)
  if (at) return versionArgument(store, name, event, at[2]!)
  const page = event.paths.findLast((one) => one === path || slugOf(one) === slugOf(path))
  if (page !== undefined) return { name, ref: await pageRefOf(store, page, event), event, kind: 'page' }
  return { name, ref: await firstPageRef(store, event), event, kind: 'event' }
}

/** Where an event was told first: whoever belongs to it, belongs to that. */
export async function firstPageRef(store: Store, event: Versions): Promise<PageRef> {
  const first = event.versions.find(({ claimed }) => !claimed) ?? event.versions[0]!
  return pageRefOf(store, first.path, event, first.title)
}

/** @throws VariorumError `usage` where the two are one */
export function refuseSameArgument(verb: 'link' | 'unlink' | 'why', a: EventArgument, b: EventArgument): void {
  if (a.ref.path !== b.ref.path || a.ref.title !== b.ref.title) return
  throw new VariorumError('usage', `"${a.name}" and "${b.name}" are the same page, under the same title.`, {
    advice: `Name two pages, or two versions with different titles: variorum ${verb} EVENT@1 EVENT@2`,
  })
}

/** All that rulings can name of a side. */
export function rulingSubjectOf({ ref, event }: Pick<EventArgument, 'ref' | 'event'>): RulingSubject {
  if (event) return { ...event, single: !isMultiEventPage(ref.path) }
  return { paths: [ref.path], versions: ref.title === null ? [] : [{ title: ref.title }] }
}

/** Whether one of some events tells both, and whether all that is named is told at all. */
export function recordedEventCount(events: Iterable<RulingSubject>, a: PageRef, b: PageRef): 'one' | 'two' | 'unknown' {
  const found = { a: false, b: false }
  for (const event of events) {
    const [hasA, hasB] = [refMatches(a, event), refMatches(b, event)]
    if (hasA && hasB) return 'one'
    found.a ||= hasA
    found.b ||= hasB
  }
  return found.a && found.b ? 'two' : 'unknown'
}

/** A reference to what an event said on a page, with a title only where the page alone would not tell. */
async function pageRefOf(store: Store, path: PagePath, event: Versions, title?: string): Promise<PageRef> {
  if (!isMultiEventPage(path) && (await Array.fromAsync(store.events({ paths: [path] }))).length === 1)
    return { path, title: null }
  const versionOnPage = event.versions.findLast((version) => version.path === path && !version.claimed)
  return { path, title: title ?? (versionOnPage ?? event.versions.at(-1)!).title }
}

async function versionArgument(
  store: Store,
  name: string,
  event: EventRecord,
  version: string,
): Promise<EventArgument> {
  const found = event.versions[await versionIndex(store, event, version)]!
  if (found.claimed) {
    throw new VariorumError('version-not-found', `Only a Changes section claims ${name}: no page tells it.`, {
      advice: `"variorum history ${event.id}" lists the others.`,
    })
  }
  return { name, ref: { path: found.path, title: found.title }, event, kind: 'version' }
}

/** A page that is there and tells one event, by its path from the archive's root. */
async function pageRefOnDisk(context: CommandContext, path: PagePath): Promise<PageRef | null> {
  if (!isSelectedPage(path)) return null
  const bytes = await readPageOnDisk(context, path)
  if (bytes === null) return null
  const { events, dialect } = readPage(path, bytes, { sections: context.sections })
  if (dialect !== 'portal' && events.length > 0) return { path, title: null }
  throw new VariorumError(
    'usage',
    `${path} ${events.length === 0 ? 'tells no event' : 'tells many events, and is not recorded yet'}.`,
    {
      advice: events.length === 0 ? 'Name a page that does.' : 'Record it first: variorum ingest',
    },
  )
}
