import type { Change } from '../../model/change.ts'
import type { History, Version } from '../../model/event.ts'
import type { ContentHash, Origin } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import { timeJson } from './document.ts'

/** An event as every document names it. */
export function eventJson({ id, day, topic, title, paths, live }: History['event']) {
  return { id, day, topic, title, paths, live }
}

/** A version with times in RFC 3339 and every field there, `null` where it is absent. */
export function versionJson(version: Version) {
  const { number, label, title, topic, day, path, sources, from, until, origin, snapshot, changes, link, kin, gone } =
    version
  return {
    number,
    label,
    title,
    topic,
    day,
    path,
    sources,
    from: timeJson(from),
    until: timeJson(until),
    origin: originJson(origin),
    snapshot: snapshotJson(snapshot),
    changes: changes.map(changeJson),
    link,
    kin,
    gone: gone.map(absenceJson),
  }
}

export function absenceJson({ from, until }: { readonly from: Instant; readonly until: Instant | null }) {
  return { from: timeJson(from), until: timeJson(until) }
}

export function changeJson({ field, classes, severity, diff, coarse }: Change) {
  return { field, classes, severity, diff, coarse }
}

export function originJson(origin: Origin | { readonly kind: 'page' }) {
  const commit = origin.kind === 'commit' ? origin : null
  return { kind: origin.kind, sha: commit?.sha ?? null, author: commit?.author ?? null }
}

export function snapshotJson(hash: ContentHash | null): string | null {
  return hash === null ? null : `sha256:${hash}`
}
