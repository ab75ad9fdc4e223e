import { readPage } from '../ingest/read-page.ts'
import { VariorumError } from '../model/errors.ts'
import type { EventRecord } from '../model/event.ts'
import type { Shown } from '../model/report.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import type { Store } from '../store/store.ts'
import { absences, eventHead, tellVersion } from '../versioning/history/history.ts'
import type { Context } from './archive/context.ts'
import { asPath, findEvent } from './events/find-event.ts'
import { parseMoment, versionIndex } from './events/version-argument.ts'
import { exactBytes, readDetails } from './events/version-details.ts'

/**
 * One version of an event. Where EVENT is a page's path and the version a commit, a time or a content, the page's very
 * snapshot is shown, also one that was folded into a version, and also of a list.
 * @param name EVENT or EVENT@VERSION; without a version the current one
 */
export async function show(context: Context, name: string): Promise<Shown> {
  const store = await context.store('read')
  const at = /^(.+)@([^@/]+)$/.exec(name)
  const event = at ? at[1]! : name
  const version = at ? at[2]! : '-1'
  const snapshot = await pageSnapshot(store, asPath(event), at ? version : null)
  if (snapshot) return shownSnapshot(context, store, snapshot, at && (await pageAbsence(store, snapshot.path, version)))
  const record = await findEvent(store, event)
  const details = await readDetails(store, [record], { sections: context.sections, bodies: 'all' })
  const index = versionIndex(
    record,
    version,
    record.versions.map((candidate) => {
      const source = details.snapshot(candidate)
      return { sha: source?.origin.kind === 'commit' ? source.origin.sha : null, content: source?.content ?? null }
    }),
  )
  const told = tellVersion(record, index, [], details)
  return {
    event: eventHead(record),
    version: told,
    path: told.path,
    at: told.from,
    absent: at && eventAbsence(record, index, version),
    origin: told.origin,
    snapshot: told.snapshot,
    body: details.body(record.versions[index]!),
    bytes: await exactBytes(store, told.snapshot),
  }
}

/** The time in which no page told an event, around a moment. @param index of the version that stood last then, from 0 */
function eventAbsence({ versions }: EventRecord, index: number, version: string): Shown['absent'] {
  const moment = parseMoment(version)
  if (moment === null) return null
  const { until } = versions[index]!
  const ended = until !== null && index === versions.length - 1 ? [{ from: until, until: null }] : []
  return [...absences(versions, index), ...ended].find((gone) => isWithin(moment, gone)) ?? null
}

/** The time in which a page was not there, around a moment. */
async function pageAbsence(store: Store, path: string, version: string): Promise<Shown['absent']> {
  const moment = parseMoment(version)
  if (moment === null) return null
  const states = await Array.fromAsync(store.snapshots({ paths: [path], order: 'telling' }))
  const gone = states.flatMap(({ content, at }, index) =>
    content === null ? [{ from: at, until: states[index + 1]?.at ?? null }] : [],
  )
  return gone.find((one) => isWithin(moment, one)) ?? null
}

function isWithin(moment: number, { from, until }: NonNullable<Shown['absent']>): boolean {
  return from <= moment && (until === null || moment < until)
}

/**
 * The snapshot of a page that a commit, a content hash or a moment names; for a list, also the latest or a numbered one.
 * @returns null where the name means a version of an event
 */
async function pageSnapshot(store: Store, path: string, version: string | null): Promise<Snapshot | null> {
  const numbered = version === null || /^-?\d{1,6}$/.test(version)
  const states: Snapshot[] = []
  for await (const snapshot of store.snapshots({ paths: [path], order: 'telling' }))
    if (snapshot.content !== null) states.push(snapshot)
  if (states.length === 0) return null
  if (numbered) {
    const events = await Array.fromAsync(store.events({ paths: [path] }))
    if (events.length > 0) return null
    const number = Number(version ?? -1)
    const state = states.at(number < 0 ? number : number - 1)
    if (state && number !== 0) return state
    throw new VariorumError('version-not-found', `${path} has no state @${version}.`, {
      advice: `It tells no event; its ${states.length} states are @1 to @${states.length}.`,
    })
  }
  const hash = version.replace(/^sha256:/, '')
  const moment = parseMoment(version)
  const found =
    moment !== null
      ? states.findLast((state) => state.at <= moment)
      : /^[0-9a-f]{7,64}$/.test(hash)
        ? states.findLast(
            ({ origin, content }) =>
              content?.startsWith(hash) || (origin.kind === 'commit' && origin.sha.startsWith(hash)),
          )
        : undefined
  if (found) return found
  throw new VariorumError('version-not-found', `${path} has no state @${version}.`, {
    advice: `Give a version's number, a date, or a commit that changed the page; "variorum history ${path}" lists its versions.`,
  })
}

async function shownSnapshot(
  context: Context,
  store: Store,
  snapshot: Snapshot,
  absent: Shown['absent'],
): Promise<Shown> {
  const { path, at, origin } = snapshot
  const content = snapshot.content as ContentHash
  const bytes = await exactBytes(store, content)
  const page = bytes ? readPage(path, bytes, { sections: context.sections }) : null
  const body =
    page?.events.length === 1 ? page.events[0]!.body : (page?.events.map(({ title }) => title).join('\n') ?? '')
  return { event: null, version: null, path, at, absent, origin, snapshot: content, body, bytes }
}
