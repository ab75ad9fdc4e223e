import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { redirectsOf, slugOf } from '../../page/front-matter/redirects.ts'
import { targetPath } from '../changes-section/claims.ts'
import type { EventBook, Known } from '../index/event-index.ts'
import type { PageFacts } from '../index/page-facts.ts'

/** What a page that names another one weighs: more than days, titles and all else that speak against it. */
export const namingWeight = 15

/**
 * The events that a page of its own names as what it told before: those of the pages that its Changes section links to and
 * that its front matter gives as aliases, those that bear its id, and those whose own Changes section links to it.
 */
export function namedEvents(path: PagePath, facts: PageFacts, book: EventBook): Map<Known, Reason> {
  const found = new Map<Known, Reason>()
  for (const known of facts.key === null ? [] : book.withKey(facts.key)) {
    const reason = sharedIdReason(facts.key, facts.key, book.isStanding(known))
    if (reason) found.set(known, reason)
  }
  for (const known of book.claiming(path)) found.set(known, linkReason(known.paths.at(-1) ?? ''))
  for (const alias of facts.aliases) {
    const leads = redirectsOf([alias], [])
    for (const known of book.withSlug(slugOf(alias))) {
      const old = known.single ? known.paths.find((candidate) => candidate !== path && leads(candidate)) : undefined
      if (old !== undefined) found.set(known, aliasReason(old))
    }
  }
  for (const target of linkTargets(facts)) {
    if (target === path) continue
    // what stands there now is meant, else what stood there last
    const standing = book.pages.get(target)?.items.map(({ event }) => event) ?? []
    for (const known of standing.length > 0 ? standing : book.toldOn(target)) found.set(known, linkReason(target))
  }
  return found
}

/**
 * What speaks for two pages being one event because both bear one id; null where they do not. Pages that stand side by side
 * may share an id, as translations do; they share an event where they say so.
 */
export function sharedIdReason(a: string | null, b: string | null, beside: boolean): Reason | null {
  if (a === null || a !== b || (beside && !isOfEvent(a))) return null
  return { kind: 'explicit-id', value: a.slice(a.indexOf(' ') + 1), weight: namingWeight }
}

function isOfEvent(key: string): boolean {
  return key.startsWith('event ')
}

/** What speaks for two pages being one event because the one names the other; null where it does not. */
export function namingReason(facts: PageFacts, other: PagePath): Reason | null {
  if (linkTargets(facts).includes(other)) return linkReason(other)
  return facts.aliases.length > 0 && redirectsOf(facts.aliases, [])(other) ? aliasReason(other) : null
}

/** Tells whether a page names another one of some that come together; to be asked of one after the other. */
export function namedAmong(paths: ReadonlySet<PagePath>): (path: PagePath, facts: PageFacts) => boolean {
  let bySlug: Map<string, PagePath[]> | undefined
  /** The first page of each that bear one id. */
  const firsts = new Map<string, PagePath>()
  return (path, facts) => {
    if (linkTargets(facts).some((target) => target !== path && paths.has(target))) return true
    if (facts.key !== null && isOfEvent(facts.key)) {
      const first = firsts.get(facts.key) ?? path
      firsts.set(facts.key, first)
      if (first !== path) return true
    }
    return facts.aliases.some((alias) => {
      bySlug ??= Map.groupBy(paths, slugOf)
      const leads = redirectsOf([alias], [])
      return bySlug.get(slugOf(alias))?.some((other) => other !== path && leads(other)) ?? false
    })
  }
}

/** The pages that a Changes section links to. */
export function linkTargets({ changes }: PageFacts): PagePath[] {
  return changes.flatMap(({ target }) => targetPath(target) ?? [])
}

function linkReason(path: PagePath): Reason {
  return { kind: 'explicit-link', value: path, weight: namingWeight }
}

function aliasReason(path: PagePath): Reason {
  return { kind: 'alias', value: path, weight: namingWeight }
}
