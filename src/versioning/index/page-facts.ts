import { hash } from 'node:crypto'
import { bodyFingerprint } from '../../identity/scoring/body-fingerprint.ts'
import { canonicalUrl } from '../../identity/scoring/canonical-url.ts'
import type { Finding } from '../../model/finding.ts'
import type { ChangesEntry, Dialect, Page, PageEvent } from '../../model/page.ts'
import type { FoldKind } from '../../model/report.ts'
import type { Day } from '../../model/time.ts'
import { copyText } from '../../page/portal/copy-text.ts'

/** The content of a page, reduced to what matching needs. */
export interface PageFacts {
  readonly dialect: Dialect
  readonly items: readonly Item[]
  readonly changes: readonly ChangesEntry[]
  /** Addresses that redirect to the page, from its front matter. */
  readonly aliases: readonly string[]
  /** The id in its front matter, of the event or of the page: `event ferry-2018`, `id 5f3a`. */
  readonly key: string | null
  /** A hash of each regenerated part, '' for none. */
  readonly regenerated: Readonly<Record<RegeneratedKind, string>>
  readonly findings: readonly Finding[]
}

const regeneratedKinds = ['related', 'changes', 'formats', 'covers'] as const
type RegeneratedKind = (typeof regeneratedKinds)[number]

/** One event on one page. */
export interface Item {
  readonly title: string
  readonly topic: string | null
  readonly day: Day | null
  readonly sources: readonly string[]
  /** Fingerprint of the body. */
  readonly body: string
}

export const noFacts: PageFacts = {
  dialect: 'none',
  items: [],
  changes: [],
  aliases: [],
  key: null,
  regenerated: { related: '', changes: '', formats: '', covers: '' },
  findings: [],
}

export function factsOf(page: Page): PageFacts {
  return {
    dialect: page.dialect,
    items: page.events.map(page.dialect === 'portal' ? sharedItem : itemOnPage),
    changes: page.changes,
    aliases: page.aliases,
    key: keyOf(page),
    regenerated: page.dialect === 'portal' || page.dialect === 'list' ? noFacts.regenerated : fingerprintsOf(page),
    findings: page.findings,
  }
}

function keyOf({ ids: { event, page } }: Page): string | null {
  if (event !== null) return `event ${event}`
  return page === null ? null : `id ${page}`
}

function itemOnPage({ title, topic, day, sources, body }: PageEvent): Item {
  return {
    title: copyText(title),
    topic: topic && copyText(topic),
    day,
    sources: sources.map(copyText),
    body: bodyFingerprint(body),
  }
}

// A revision of a portal file changes one of about thirty items, so revisions share the items that did not change.
const sharedItems = new Map<string, Item>()
const maxSharedItems = 8_000

function sharedItem(event: PageEvent): Item {
  const cached = sharedItems.get(event.title)
  // Compared to the character: a version must not depend on which page was read first.
  if (cached && cached.topic === event.topic && cached.day === event.day && sameStrings(cached.sources, event.sources))
    return cached
  if (sharedItems.size >= maxSharedItems) sharedItems.clear()
  const { title, topic, day, sources } = event
  const item = { title, topic, day, sources, body: '' }
  sharedItems.set(event.title, item)
  return item
}

function fingerprintsOf({ regenerated }: Page): PageFacts['regenerated'] {
  const fingerprint = (text: string) => (text === '' ? '' : hash('sha1', text))
  return {
    related: fingerprint(regenerated.related),
    changes: fingerprint(regenerated.changes),
    formats: fingerprint(regenerated.formats),
    covers: fingerprint(regenerated.covers),
  }
}

/** Whether a page reports an event of its own; only portal pages report many. */
export function isSingleEventPage({ dialect }: PageFacts): boolean {
  return dialect !== 'portal'
}

/** Whether two items have the same title, topic, day, body and sources. The order of sources does not count. */
export function sameItem(a: Item, b: Item): boolean {
  return (
    a === b ||
    (a.title === b.title &&
      a.topic === b.topic &&
      a.day === b.day &&
      a.body === b.body &&
      sameSources(a.sources, b.sources))
  )
}

/** Equal for items that `sameItem` takes for the same. */
export function itemKey({ title, topic, day, body, sources }: Item): string {
  return JSON.stringify([title, topic, day, body, [...new Set(sources.map(canonicalUrl))].sort()])
}

/** Whether two lists have the same texts in the same order. */
export function sameStrings(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}

/** Whether two lists have the same canonical URLs. */
export function sameSources(a: readonly string[], b: readonly string[]): boolean {
  if (a === b || sameStrings(a, b)) return true
  if (a.length === 0 || b.length === 0) return false
  return new Set(a.map(canonicalUrl)).symmetricDifference(new Set(b.map(canonicalUrl))).size === 0
}

/** The kind of a change that makes no version: the first regenerated part that differs, else the layout. */
export function foldKind(before: PageFacts['regenerated'], after: PageFacts): FoldKind {
  if (after.dialect === 'list') return 'list'
  return regeneratedKinds.find((kind) => before[kind] !== after.regenerated[kind]) ?? 'layout'
}
