import { readPage } from '../ingest/read-page.ts'
import { VariorumError } from '../model/errors.ts'
import type { EventRecord } from '../model/event.ts'
import type { ShownVersion } from '../model/report.ts'
import type { Snapshot } from '../model/revision.ts'
import type { Store } from '../store/store.ts'
import { absencesOf, buildVersion, historyEvent } from '../versioning/history/build-history.ts'
import type { CommandContext } from './archive/command-context.ts'
import { findEvent, toPagePath } from './events/find-event.ts'
import { hasHash, isHashPrefix, parseTime, versionIndex } from './events/version-argument.ts'
import { readContent, readVersionDetails } from './events/version-details.ts'

/**
 * Shows one version of an event. If EVENT is the path of a page, and VERSION a commit, a time or a content hash, shows that
 * snapshot of the page, even if it made no version, and even of a list.
 * @param name EVENT or EVENT@VERSION; default: the current version
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `version-not-found`, `store-…`
 */
export async function show(context: CommandContext, name: string): Promise<ShownVersion> {
  const store = await context.store('read')
  const at = /^(.+)@([^@/]+)$/.exec(name)
  const event = at ? at[1]! : name
  const version = at ? at[2]! : '-1'
  const snapshot = await findPageSnapshot(store, toPagePath(event), at ? version : null)
  if (snapshot)
    return showSnapshot(context, store, snapshot, at && (await findPageAbsence(store, snapshot.path, version)))
  const record = await findEvent(store, event)
  const index = await versionIndex(store, record, version)
  const shown = record.versions[index]!
  const details = await readVersionDetails(store, [record], context, [shown])
  const described = buildVersion(record, index, [], details)
  const { path, from, origin, snapshot: content } = described
  const absent = at && findEventAbsence(record, index, version)
  const bytes = await readContent(store, content)
  const body = details.body(shown)
  return {
    event: historyEvent(record),
    version: described,
    path,
    at: from,
    absent,
    origin,
    snapshot: content,
    body,
    bytes,
  }
}

/** The period without a page for an event that contains a time. @param index of the last version before it, from 0 */
function findEventAbsence({ versions }: EventRecord, index: number, version: string): ShownVersion['absent'] {
  const moment = parseTime(version)
  if (moment === null) return null
  const { until } = versions[index]!
  const ended = until !== null && index === versions.length - 1 ? [{ from: until, until: null }] : []
  return [...absencesOf(versions, index), ...ended].find((period) => isInPeriod(moment, period)) ?? null
}

/** The period without a page at a path that contains a time. */
async function findPageAbsence(store: Store, path: string, version: string): Promise<ShownVersion['absent']> {
  const moment = parseTime(version)
  if (moment === null) return null
  const states = await Array.fromAsync(store.snapshots({ paths: [path], order: 'chronological' }))
  const absencePeriods = states.flatMap(({ content, at }, index) =>
    content === null ? [{ from: at, until: states[index + 1]?.at ?? null }] : [],
  )
  return absencePeriods.find((period) => isInPeriod(moment, period)) ?? null
}

function isInPeriod(moment: number, { from, until }: NonNullable<ShownVersion['absent']>): boolean {
  return from <= moment && (until === null || moment < until)
}

/**
 * Finds the snapshot of a page by a commit, a content hash or a time; for a list also by a number, or the latest.
 * @returns null if the name means a version of an event
 */
async function findPageSnapshot(store: Store, path: string, version: string | null): Promise<Snapshot | null> {
  const numbered = version === null || /^-?\d{1,6}$/.test(version)
  const snapshots = await Array.fromAsync(store.snapshots({ paths: [path], order: 'chronological' }))
  const states = snapshots.filter(({ content }) => content !== null)
  if (states.length === 0) return null
  if (numbered) {
    const events = await Array.fromAsync(store.events({ paths: [path] }))
    if (events.length > 0) return null
    const number = Number(version ?? -1)
    const state = states.at(number < 0 ? number : number - 1)
    if (state && number !== 0) return state
    throw new VariorumError('version-not-found', `${path} has no state @${version}.`, {
      advice: `The page reports no event; its ${states.length} states are @1 to @${states.length}.`,
    })
  }
  const hash = version.replace(/^sha256:/, '')
  const moment = parseTime(version)
  const found =
    moment !== null
      ? states.findLast((state) => state.at <= moment)
      : isHashPrefix(hash)
        ? states.findLast((state) => hasHash(state, hash))
        : undefined
  if (found) return found
  throw new VariorumError('version-not-found', `${path} has no state @${version}.`, {
    advice: `Give the number of a version, a date, or a commit that changed the page; "variorum history ${path}" lists its versions.`,
  })
}

async function showSnapshot(
  context: CommandContext,
  store: Store,
  snapshot: Snapshot,
  absent: ShownVersion['absent'],
): Promise<ShownVersion> {
  const { path, at, origin, content } = snapshot
  const bytes = await readContent(store, content)
  const events = bytes ? readPage(path, bytes, context).events : []
  const body = events.length === 1 ? events[0]!.body : events.map(({ title }) => title).join('\n')
  return { event: null, version: null, path, at, absent, origin, snapshot: content, body, bytes }
}
