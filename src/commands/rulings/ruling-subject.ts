import { isOfMany } from '../../identity/rulings/ruling-line.ts'
import { isToldBy, type Told } from '../../identity/rulings/rulings.ts'
import { readPage, wanted } from '../../ingest/read-page.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageRef } from '../../model/ruling.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'
import type { Store } from '../../store/store.ts'
import type { Context } from '../archive/context.ts'
import { pageOnDisk } from '../archive/page-on-disk.ts'
import { asPath, findEvent } from '../events/find-event.ts'
import { versionIndex } from '../events/version-argument.ts'

/** One of two that are compared: what a person named, and what it is in the record. */
export interface Side {
  readonly name: string
  readonly ref: PageRef
  /** Null for a page that is not recorded yet. */
  readonly event: EventRecord | null
  /** `event`: the whole of it was named, not one of its pages or versions. */
  readonly named: 'event' | 'page' | 'version'
}

type Versions = Pick<EventRecord, 'versions'>

/**
 * Finds what a person names: an event by its id or words, a page by its path or slug, a version as `EVENT@N`; also a page
 * that is on disk and not recorded yet.
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `version-not-found`, `usage`
 */
export async function findSide(context: Context, store: Store, name: string): Promise<Side> {
  const at = /^(.+)@([^@/]+)$/.exec(name)
  const what = at ? at[1]! : name
  const path = asPath(what)
  const told = await Array.fromAsync(store.events({ paths: [path] }))
  if (told.length === 0) {
    const ref = at ? null : await refOnDisk(context, path)
    if (ref) return { name, ref, event: null, named: 'page' }
  }
  const event = await findEvent(store, what)
  if (at) return versionSide(store, name, event, at[2]!)
  const page = event.paths.findLast((one) => one === path || slugOf(one) === slugOf(path))
  if (page !== undefined) return { name, ref: await refTo(store, page, event), event, named: 'page' }
  return { name, ref: await beginningOf(store, event), event, named: 'event' }
}

/** Where an event was told first: whoever belongs to it, belongs to that. */
export async function beginningOf(store: Store, event: Versions): Promise<PageRef> {
  const first = event.versions.find(({ claimed }) => !claimed) ?? event.versions[0]!
  return refTo(store, first.path, event, first.title)
}

/** @throws VariorumError `usage` where the two are one */
export function refuseSameSide(verb: 'link' | 'unlink' | 'why', a: Side, b: Side): void {
  if (a.ref.path !== b.ref.path || a.ref.title !== b.ref.title) return
  throw new VariorumError('usage', `"${a.name}" and "${b.name}" are the same page, under the same title.`, {
    advice: `Name two pages, or two versions with different titles: variorum ${verb} EVENT@1 EVENT@2`,
  })
}

/** All that rulings can name of a side. */
export function toldOf({ ref, event }: Pick<Side, 'ref' | 'event'>): Told {
  if (event) return { ...event, single: !isOfMany(ref.path) }
  return { paths: [ref.path], versions: ref.title === null ? [] : [{ title: ref.title }] }
}

/** Whether one of some events tells both, and whether all that is named is told at all. */
export function standing(events: Iterable<Told>, a: PageRef, b: PageRef): 'one' | 'two' | 'unknown' {
  const found = { a: false, b: false }
  for (const told of events) {
    const [tellsA, tellsB] = [isToldBy(a, told), isToldBy(b, told)]
    if (tellsA && tellsB) return 'one'
    found.a ||= tellsA
    found.b ||= tellsB
  }
  return found.a && found.b ? 'two' : 'unknown'
}

/** A reference to what an event said on a page, with a title only where the page alone would not tell. */
async function refTo(store: Store, path: PagePath, event: Versions, title?: string): Promise<PageRef> {
  if (!isOfMany(path) && (await Array.fromAsync(store.events({ paths: [path] }))).length === 1)
    return { path, title: null }
  const here = event.versions.findLast((version) => version.path === path && !version.claimed)
  return { path, title: title ?? (here ?? event.versions.at(-1)!).title }
}

async function versionSide(store: Store, name: string, event: EventRecord, version: string): Promise<Side> {
  const sources = await Promise.all(
    event.versions.map(async ({ seq, path }) => {
      for await (const snapshot of store.snapshots({ paths: [path] }))
        if (snapshot.seq === seq)
          return { sha: snapshot.origin.kind === 'commit' ? snapshot.origin.sha : null, content: snapshot.content }
      return { sha: null, content: null }
    }),
  )
  const found = event.versions[versionIndex(event, version, sources)]!
  if (found.claimed) {
    throw new VariorumError('version-not-found', `Only a Changes section claims ${name}: no page tells it.`, {
      advice: `"variorum history ${event.id}" lists the others.`,
    })
  }
  return { name, ref: { path: found.path, title: found.title }, event, named: 'version' }
}

/** A page that is there and tells one event, by its path from the archive's root. */
async function refOnDisk(context: Context, path: PagePath): Promise<PageRef | null> {
  if (!wanted(path)) return null
  const bytes = await pageOnDisk(context, path)
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
