import { describeFieldChange } from '../../diff/field-change.ts'
import { canonicalUrl } from '../../identity/scoring/canonical-url.ts'
import type { Change } from '../../model/change.ts'
import type { Absence, EventRecord, History, Version, VersionRecord } from '../../model/event.ts'
import type { VersionLabel } from '../../model/page.ts'
import type { ContentHash, Origin } from '../../model/revision.ts'
import { sameSources } from '../index/page-facts.ts'
import { describeTitleChangeAfter, FormerWordings } from './reverts.ts'

/** Looks up what the index does not contain. */
export interface VersionDetails {
  /** Origin and content of a version's snapshot. */
  snapshot(version: VersionRecord): { readonly origin: Origin; readonly content: ContentHash | null } | null
  /** The body's text. */
  body(version: VersionRecord): string
}

/** Builds an event's history: its versions in order, each with its changes from the one before. */
export function buildHistory(record: EventRecord, details: VersionDetails): History {
  const { versions } = record
  const former = new FormerWordings()
  return {
    event: historyEvent(record),
    versions: versions.map((_, index) => {
      if (index > 1) former.add(versions[index - 2]!)
      const changes = index === 0 ? [] : changesBetween(versions, index - 1, index, details, former)
      return buildVersion(record, index, changes, details)
    }),
  }
}

export function historyEvent({ id, versions, paths, live }: EventRecord): History['event'] {
  const { day, topic, title } = versions.at(-1)!
  return { id, day, topic, title, paths, live }
}

/** @param index of the version, from 0 */
export function buildVersion(
  record: EventRecord,
  index: number,
  changes: readonly Change[],
  details: VersionDetails,
): Version {
  const version = record.versions[index]!
  const snapshot = version.claimed ? null : details.snapshot(version)
  return {
    number: index + 1,
    label: versionLabel(record, index),
    title: version.title,
    topic: version.topic,
    day: version.day,
    path: version.path,
    sources: version.sources,
    from: version.from,
    until: version.until,
    origin: snapshot?.origin ?? { kind: 'page' },
    snapshot: snapshot?.content ?? null,
    changes,
    link: index === 0 ? null : version.link,
    kin: version.kin ?? [],
    gone: absencesOf(record.versions, index),
  }
}

/**
 * The times without a page that reported the event, from a version's start to the next one's.
 * @param index of the version, from 0
 */
export function absencesOf(versions: readonly VersionRecord[], index: number): readonly Absence[] {
  const { gone = [], until, claimed } = versions[index]!
  const next = versions[index + 1]
  if (claimed || next === undefined || next.claimed || until === null || next.from === null) return gone
  return next.from > until ? [...gone, { from: until, until: next.from }] : gone
}

/** Where history was cut off, the first known version is not labelled "First version". */
function versionLabel({ versions }: EventRecord, index: number): VersionLabel {
  if (index === versions.length - 1) return 'Current version'
  const { from, claimed } = versions[index]!
  return index === 0 && (from !== null || claimed) ? 'First version' : 'Update'
}

/**
 * The change of every field that differs between two versions of an event, title first.
 * @param a index of the earlier version, from 0
 * @param b index of the later version
 * @param former the wordings before version `a`
 */
export function changesBetween(
  versions: readonly VersionRecord[],
  a: number,
  b: number,
  details: VersionDetails,
  former = new FormerWordings(versions.slice(0, a)),
): Change[] {
  const before = versions[a]!
  const after = versions[b]!
  const changes: Change[] = []
  if (before.title !== after.title) {
    const change = describeTitleChangeAfter(former, before.title, after.title)
    changes.push({ field: 'title', ...change, coarse: false, sentences: null })
  }
  if (before.body !== null && after.body !== null && before.body !== after.body) {
    const change = describeFieldChange('body', details.body(before), details.body(after))
    changes.push(former.hasBody(after.body) ? { ...change, classes: [...change.classes, 'revert'] } : change)
  }
  if (before.claimed || after.claimed) return changes
  if (before.topic !== after.topic) changes.push(describeFieldChange('topic', before.topic ?? '', after.topic ?? ''))
  if (!sameSources(before.sources, after.sources)) changes.push(sourceChange(before.sources, after.sources))
  if (before.day !== after.day) changes.push(describeFieldChange('day', before.day ?? '', after.day ?? ''))
  if (before.path !== after.path) changes.push(describeFieldChange('path', before.path, after.path))
  return changes
}

/** The change of sources. A former source under another address of the same article gets its present address. */
function sourceChange(before: readonly string[], after: readonly string[]): Change {
  const now = new Map(after.map((url) => [canonicalUrl(url), url]))
  const then = before.map((url) => now.get(canonicalUrl(url)) ?? url)
  return describeFieldChange('sources', then.join('\n'), after.join('\n'), canonicalUrl)
}
