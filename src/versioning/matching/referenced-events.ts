import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { buildRedirectLookup, slugOf } from '../../page/front-matter/redirects.ts'
import { targetPath } from '../changes-section/claimed-versions.ts'
import type { EventIndex, TrackedEvent } from '../index/event-index.ts'
import type { PageFacts } from '../index/page-facts.ts'

/** What a page that names another one weighs: more than days, titles and all else that speak against it. */
export const referenceWeight = 15

/**
 * The events that a page of its own names as what it told before: those of the pages that its Changes section links to and
 * that its front matter gives as aliases, those that bear its id, and those whose own Changes section links to it.
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
    // what stands there now is meant, else what stood there last
    const currentEvents = eventIndex.pages.get(target)?.items.map(({ event }) => event) ?? []
    for (const tracked of currentEvents.length > 0 ? currentEvents : eventIndex.eventsOn(target))
      found.set(tracked, linkReason(target))
  }
  return found
}

/**
 * What speaks for two pages being one event because both bear one id; null where they do not. Pages that stand side by side
 * may share an id, as translations do; they share an event where they say so.
 */
export function sharedIdReason(a: string | null, b: string | null, sideBySide: boolean): Reason | null {
  if (a === null || a !== b || (sideBySide && !isEventKey(a))) return null
  return { kind: 'explicit-id', value: a.slice(a.indexOf(' ') + 1), weight: referenceWeight }
}

function isEventKey(key: string): boolean {
  return key.startsWith('event ')
}

/** What speaks for two pages being one event because the one names the other; null where it does not. */
export function referenceReason(facts: PageFacts, other: PagePath): Reason | null {
  if (linkTargets(facts).includes(other)) return linkReason(other)
  return facts.aliases.length > 0 && buildRedirectLookup(facts.aliases, [])(other) ? aliasReason(other) : null
}

/** Tells whether a page names another one of some that come together; to be asked of one after the other. */
export function createReferenceCheck(paths: ReadonlySet<PagePath>): (path: PagePath, facts: PageFacts) => boolean {
  let bySlug: Map<string, PagePath[]> | undefined
  /** The first page of each that bear one id. */
  const firstPageByKey = new Map<string, PagePath>()
  return (path, facts) => {
    if (linkTargets(facts).some((target) => target !== path && paths.has(target))) return true
    if (facts.key !== null && isEventKey(facts.key)) {
      const first = firstPageByKey.get(facts.key) ?? path
      firstPageByKey.set(facts.key, first)
      if (first !== path) return true
    }
    return facts.aliases.some((alias) => {
      bySlug ??= Map.groupBy(paths, slugOf)
      const matchesAlias = buildRedirectLookup([alias], [])
      return bySlug.get(slugOf(alias))?.some((other) => other !== path && matchesAlias(other)) ?? false
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
