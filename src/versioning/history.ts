import { describeFieldChange } from '../diff/field-change.ts'
import { canonicalUrl } from '../identity/canonical-url.ts'
import type { Change } from '../model/change.ts'
import type { EventRecord, History, Version, VersionRecord } from '../model/event.ts'
import type { VersionLabel } from '../model/page.ts'
import type { ContentHash, Origin } from '../model/revision.ts'
import { sameSources } from './facts.ts'
import { bodyReturns, retitling } from './reverts.ts'

/** What the index leaves to the snapshots: looked up by the caller, since it may have to be read. */
export interface VersionDetails {
  /** Origin and content of a version's snapshot. */
  snapshot(version: VersionRecord): { readonly origin: Origin; readonly content: ContentHash | null } | null
  /** The body's text. */
  body(version: VersionRecord): string
}

/** Tells an event: its versions from the first to the current one, each with what changed since the one before. */
export function tellHistory(record: EventRecord, details: VersionDetails): History {
  const { versions } = record
  return {
    event: eventHead(record),
    versions: versions.map((_, index) =>
      tellVersion(record, index, index === 0 ? [] : changesBetween(versions, index - 1, index, details), details),
    ),
  }
}

export function eventHead(record: EventRecord): History['event'] {
  const current = record.versions.at(-1)!
  return {
    id: record.id,
    day: current.day,
    topic: current.topic,
    title: current.title,
    paths: record.paths,
    live: record.live,
  }
}

/** @param index of the version, from 0 */
export function tellVersion(
  record: EventRecord,
  index: number,
  changes: readonly Change[],
  details: VersionDetails,
): Version {
  const version = record.versions[index]!
  const snapshot = version.claimed ? null : details.snapshot(version)
  return {
    number: index + 1,
    label: labelOf(record, index),
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
  }
}

/** Where history was cut off, the first version known is not called the first. */
function labelOf({ versions }: EventRecord, index: number): VersionLabel {
  if (index === versions.length - 1) return 'Current version'
  const { from, claimed } = versions[index]!
  return index === 0 && (from !== null || claimed) ? 'First version' : 'Update'
}

/**
 * Every field that differs between two versions of an event, title first.
 * @param a @param b indices of the versions, from 0
 */
export function changesBetween(
  versions: readonly VersionRecord[],
  a: number,
  b: number,
  details: VersionDetails,
): Change[] {
  const before = versions[a]!
  const after = versions[b]!
  const changes: Change[] = []
  if (before.title !== after.title) {
    const change = retitling(versions.slice(0, a), before.title, after.title)
    changes.push({ field: 'title', ...change, coarse: false, sentences: null })
  }
  if (before.body !== null && after.body !== null && before.body !== after.body) {
    changes.push(bodyChange(versions, a, b, details))
  }
  if (before.claimed || after.claimed) return changes
  if (before.topic !== after.topic) changes.push(describeFieldChange('topic', before.topic ?? '', after.topic ?? ''))
  if (!sameSources(before.sources, after.sources)) changes.push(sourceChange(before.sources, after.sources))
  if (before.day !== after.day) changes.push(describeFieldChange('day', before.day ?? '', after.day ?? ''))
  if (before.path !== after.path) changes.push(describeFieldChange('path', before.path, after.path))
  return changes
}

/** Sources that differ; one that is told by another address of the same article is written as it is now. */
function sourceChange(before: readonly string[], after: readonly string[]): Change {
  const now = new Map(after.map((url) => [canonicalUrl(url), url]))
  const then = before.map((url) => now.get(canonicalUrl(url)) ?? url)
  return describeFieldChange('sources', then.join('\n'), after.join('\n'), canonicalUrl)
}

function bodyChange(versions: readonly VersionRecord[], a: number, b: number, details: VersionDetails): Change {
  const change = describeFieldChange('body', details.body(versions[a]!), details.body(versions[b]!))
  return bodyReturns(versions, a, b) ? { ...change, classes: [...change.classes, 'revert'] } : change
}
