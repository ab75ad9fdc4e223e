import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { buildRedirectLookup, slugOf } from '../../page/front-matter/redirects.ts'
import { targetPath } from '../changes-section/claimed-versions.ts'
import type { EventIndex, TrackedEvent } from '../index/event-index.ts'
import type { PageFacts } from '../index/page-facts.ts'

/** Weight of a page's reference to another page: more than all evidence against it. */
export const referenceWeight = 15

/**
 * The events that a page names as its own former ones. They have its id, a path that its Changes section or its aliases name,
 * or a Changes section that links to it.
 */
export function referencedEvents(path: PagePath, facts: PageFacts, eventIndex: EventIndex): Map<TrackedEvent, Reason> {
  const found = new Map<TrackedEvent, Reason>()
  for (const tracked of facts.key === null ? [] : eventIndex.withKey(facts.key)) {
    const reason = sharedIdReason(facts.key, facts.key, eventIndex.isOnAnyPage(tracked))
    if (reason) found.set(tracked, reason)
  }
  for (const tracked of eventIndex.claimingPath(path)) found.set(tracked, linkReason(tracked.paths.at(-1) ?? ''))
  for (const alias of facts.aliases) {
    const matchesAlias = buildRedirectLookup([alias], [])
    for (const tracked of eventIndex.withSlug(slugOf(alias))) {
      const old = tracked.single
        ? tracked.paths.find((candidate) => candidate !== path && matchesAlias(candidate))
        : undefined
      if (old !== undefined) found.set(tracked, aliasReason(old))
    }
  }
  for (const target of linkTargets(facts)) {
    if (target === path) continue
    // A link means the events on the page now; for a page without events, its former ones.
    const currentEvents = eventIndex.pages.get(target)?.items.map(({ event }) => event) ?? []
    for (const tracked of currentEvents.length > 0 ? currentEvents : eventIndex.eventsOn(target))
      found.set(tracked, linkReason(target))
  }
  return found
}

/**
 * Evidence that two pages with one id report one event; null where the ids differ. Pages that exist at the same time may share a
 * page id, as translations do, so then only an event id counts.
 */
export function sharedIdReason(a: string | null, b: string | null, sideBySide: boolean): Reason | null {
  if (a === null || a !== b || (sideBySide && !isEventKey(a))) return null
  return { kind: 'explicit-id', value: a.slice(a.indexOf(' ') + 1), weight: referenceWeight }
}

function isEventKey(key: string): boolean {
  return key.startsWith('event ')
}

/** Evidence that a page and another one, which it names, report one event; null where it does not name it. */
export function referenceReason(facts: PageFacts, other: PagePath): Reason | null {
  if (linkTargets(facts).includes(other)) return linkReason(other)
  return facts.aliases.length > 0 && buildRedirectLookup(facts.aliases, [])(other) ? aliasReason(other) : null
}

/** Makes a function that finds pages that name another of some paths. Call it for the pages in order. */
export function createReferenceCheck(paths: ReadonlySet<PagePath>): (path: PagePath, facts: PageFacts) => boolean {
  let pathsBySlug: Map<string, PagePath[]> | undefined
  /** The first page with each event id. */
  const firstPageByKey = new Map<string, PagePath>()
  return (path, facts) => {
    if (linkTargets(facts).some((target) => target !== path && paths.has(target))) return true
    if (facts.key !== null && isEventKey(facts.key)) {
      const first = firstPageByKey.get(facts.key) ?? path
      firstPageByKey.set(facts.key, first)
      if (first !== path) return true
    }
    return facts.aliases.some((alias) => {
      pathsBySlug ??= Map.groupBy(paths, slugOf)
      const matchesAlias = buildRedirectLookup([alias], [])
      return pathsBySlug.get(slugOf(alias))?.some((other) => other !== path && matchesAlias(other)) ?? false
    })
  }
}

/** The pages that a Changes section links to. */
export function linkTargets({ changes }: PageFacts): PagePath[] {
  return changes.flatMap(({ target }) => targetPath(target) ?? [])
}

function linkReason(path: PagePath): Reason {
  return { kind: 'explicit-link', value: path, weight: referenceWeight }
}

function aliasReason(path: PagePath): Reason {
  return { kind: 'alias', value: path, weight: referenceWeight }
}
