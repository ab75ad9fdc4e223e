import type { Change } from '../../model/change.ts'
import type { History, Version } from '../../model/event.ts'
import type { Finding } from '../../model/finding.ts'
import type { ContentHash, Origin } from '../../model/revision.ts'
import type { EventBrief } from '../../model/ruling.ts'
import type { Instant } from '../../model/time.ts'
import { pick, timeJson } from './document.ts'

/** The fields of an event in every document. */
export function eventJson(event: History['event']) {
  return pick(event, 'id', 'day', 'topic', 'title', 'paths', 'live')
}

/** The short form of an event. */
export function eventBriefJson(event: EventBrief) {
  return pick(event, 'id', 'title', 'day', 'versions', 'paths')
}

export function findingJson(finding: Finding) {
  return pick(finding, 'rule', 'name', 'severity', 'message', 'path', 'line', 'expected', 'actual')
}

/** A version with times in RFC 3339. An absent field is `null`. */
export function versionJson(version: Version) {
  const { from, until, origin, snapshot, changes, gone } = version
  return {
    ...pick(version, 'number', 'label', 'title', 'topic', 'day', 'path', 'sources'),
    from: timeJson(from),
    until: timeJson(until),
    origin: originJson(origin),
    snapshot: snapshotJson(snapshot),
    changes: changes.map(changeJson),
    ...pick(version, 'link', 'kin'),
    gone: gone.map(absenceJson),
  }
}

export function absenceJson({ from, until }: { readonly from: Instant; readonly until: Instant | null }) {
  return { from: timeJson(from), until: timeJson(until) }
}

export function changeJson(change: Change) {
  return pick(change, 'field', 'classes', 'severity', 'diff', 'coarse')
}

export function originJson(origin: Origin | { readonly kind: 'page' }) {
  const commit = origin.kind === 'commit' ? origin : null
  return { kind: origin.kind, sha: commit?.sha ?? null, author: commit?.author ?? null }
}

export function snapshotJson(hash: ContentHash | null): string | null {
  return hash === null ? null : `sha256:${hash}`
}
