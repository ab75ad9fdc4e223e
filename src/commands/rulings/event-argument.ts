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

/** One argument of a command that compares two: its name, and what it means in the record. */
export interface EventArgument {
  readonly name: string
  readonly ref: PageRef
  /** Null for an unrecorded page. */
  readonly event: EventRecord | null
  /** `event`: a whole event, not one of its pages or versions. */
  readonly kind: 'event' | 'page' | 'version'
}

type Versions = Pick<EventRecord, 'versions'>

/**
 * Resolves an argument: an event by its id or words, a page by its path or slug, a version as `EVENT@N`, or an unrecorded
 * page on disk.
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `version-not-found`, `usage`
 */
export async function resolveArgument(context: CommandContext, store: Store, name: string): Promise<EventArgument> {
  const at = /^(.+)@([^@/]+)$/.exec(name)
  const eventName = at ? at[1]! : name
  const path = toPagePath(eventName)
  const recorded = await Array.fromAsync(store.events({ paths: [path] }))
  if (recorded.length === 0) {
    const ref = at ? null : await pageRefOnDisk(context, path)
    if (ref) return { name, ref, event: null, kind: 'page' }
  }
  const event = await findEvent(store, eventName)
  if (at) return { name, ref: await versionRef(store, name, event, at[2]!), event, kind: 'version' }
  const page = event.paths.findLast((one) => one === path || slugOf(one) === slugOf(path))
  if (page !== undefined) return { name, ref: await pageRefOf(store, page, event), event, kind: 'page' }
  return { name, ref: await firstPageRef(store, event), event, kind: 'event' }
}

/** The first page of an event. */
export async function firstPageRef(store: Store, event: Versions): Promise<PageRef> {
  const first = event.versions.find(({ claimed }) => !claimed) ?? event.versions[0]!
  return pageRefOf(store, first.path, event, first.title)
}

/** @throws VariorumError `usage` if both arguments mean the same page and title */
export function refuseSameArgument(verb: 'link' | 'unlink' | 'why', a: EventArgument, b: EventArgument): void {
  if (a.ref.path !== b.ref.path || a.ref.title !== b.ref.title) return
  throw new VariorumError('usage', `"${a.name}" and "${b.name}" are the same page, under the same title.`, {
    advice: `Name two pages, or two versions with different titles: variorum ${verb} EVENT@1 EVENT@2`,
  })
}

/** The paths and titles of an argument that rulings can name. */
export function rulingSubjectOf({ ref, event }: Pick<EventArgument, 'ref' | 'event'>): RulingSubject {
  if (event) return { ...event, single: !isMultiEventPage(ref.path) }
  return { paths: [ref.path], versions: ref.title === null ? [] : [{ title: ref.title }] }
}

/** Whether two pages belong to one or two of some events; `unknown` if one of them belongs to none. */
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

/** A reference to an event on a page, with a title only if the page alone is ambiguous. */
async function pageRefOf(store: Store, path: PagePath, event: Versions, title?: string): Promise<PageRef> {
  if (!isMultiEventPage(path) && (await Array.fromAsync(store.events({ paths: [path] }))).length === 1)
    return { path, title: null }
  const versionOnPage = event.versions.findLast((version) => version.path === path && !version.claimed)
  return { path, title: title ?? (versionOnPage ?? event.versions.at(-1)!).title }
}

async function versionRef(store: Store, name: string, event: EventRecord, version: string): Promise<PageRef> {
  const found = event.versions[await versionIndex(store, event, version)]!
  if (found.claimed) {
    throw new VariorumError('version-not-found', `Only a Changes section claims ${name}: no page has that version.`, {
      advice: `"variorum history ${event.id}" lists the other versions.`,
    })
  }
  return { path: found.path, title: found.title }
}

/** A reference to a page on disk with one event; null without a page. @throws VariorumError `usage` */
async function pageRefOnDisk(context: CommandContext, path: PagePath): Promise<PageRef | null> {
  if (!isSelectedPage(path)) return null
  const bytes = await readPageOnDisk(context, path)
  if (bytes === null) return null
  const { events, dialect } = readPage(path, bytes, context)
  if (events.length === 0)
    throw new VariorumError('usage', `${path} reports no event.`, { advice: 'Name a page with an event.' })
  if (dialect !== 'portal') return { path, title: null }
  const message = `${path} reports many events, and is not recorded yet.`
  throw new VariorumError('usage', message, { advice: 'Record it first: variorum ingest' })
}
