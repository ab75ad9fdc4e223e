import { sameWording, wordingKey } from '../../identity/scoring/wording-key.ts'
import type { EventRecord } from '../../model/event.ts'
import { addToList } from '../../model/multimap.ts'
import type { ChangesEntry, PagePath, VersionLabel } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { type TitlePeriod, titlePeriods } from '../history/title-periods.ts'

export interface EntryOptions {
  /** The page that reports the event now; default the path of its last version. */
  readonly page?: PagePath
  /** The site's folder that the archive is published under, with which links begin; see `mountOf`. */
  readonly mount?: string
  /** Whether a page exists. A title of a deleted page links to the page that reports the event now. */
  readonly exists?: (path: PagePath) => boolean
  /** Claimed times later than this are not trusted. */
  readonly latest?: Instant
}

/**
 * The entries that an event's Changes section should have: its titles, oldest first. The page's own entries are published,
 * so they keep their words, links and times, and their order where it is chronological; also entries without a recorded
 * version stay. The record's time replaces a claimed time that cannot be true.
 * @param claimed the page's own entries
 * @returns no entries for an event with one title; `line` is 0 for entries that the page lacks
 */
export function buildChangesEntries(
  record: Pick<EventRecord, 'versions'>,
  claimed: readonly ChangesEntry[],
  options: EntryOptions = {},
): ChangesEntry[] {
  const periods = titlePeriods(record.versions)
  const last = periods.at(-1)
  if (last === undefined || periods.length < 2) return []
  const chronological = isChronological(claimed)
  const link = targetResolver(options.page ?? last.last.path, options)
  const own = existingEntries(periods, claimed)
  const entries = periods.map((period, index): ChangesEntry => {
    const entry = own.get(period)
    return {
      title: entry?.title ?? period.title,
      target: link(period, entry, period === last),
      until: period === last ? null : untilOf(period, periods[index + 1], entry, chronological, options.latest),
      label: entry?.label ?? null,
      line: entry?.line ?? 0,
    }
  })
  const ordered = chronological ? inPublishedOrder(entries) : entries
  const listed = withUnmatchedEntries(ordered, new Set(own.values()), claimed)
  // Where history was cut off, the first known title is labelled "First version" only if the page does so itself.
  const [firstVersion] = record.versions
  const isComplete = firstVersion !== undefined && (firstVersion.from !== null || firstVersion.claimed)
  return listed.map((entry, index) => ({
    ...entry,
    label: entryLabel(index === 0 && (isComplete || entry.label === 'First version'), index === listed.length - 1),
  }))
}

/** Finds the page's own entry for each title: by the exact title first, then by its wording. */
function existingEntries(
  periods: readonly TitlePeriod[],
  claimed: readonly ChangesEntry[],
): Map<TitlePeriod, ChangesEntry> {
  const own = new Map<TitlePeriod, ChangesEntry>()
  const unmatched = new Set(claimed)
  const last = periods.at(-1)
  const matchBy = (
    key: (title: string) => string,
    isEligible: (entry: ChangesEntry) => boolean,
    targets: typeof periods,
  ) => {
    const queues = Map.groupBy([...unmatched].filter(isEligible).reverse(), ({ title }) => key(title))
    for (const period of targets) {
      const entry = own.has(period) ? undefined : queues.get(key(period.title))?.pop()
      if (entry === undefined) continue
      own.set(period, entry)
      unmatched.delete(entry)
    }
  }
  const former = periods.slice(0, -1)
  const ended = ({ until, label }: ChangesEntry) => until !== null || label === 'Current version'
  const exactly = (title: string) => title
  // A restored title is listed twice, as a former and as the current one, so each needs its own entry.
  const current = (entry: ChangesEntry) => entry.label === 'Current version' || entry.until === null
  for (const key of [exactly, wordingKey]) {
    if (last) matchBy(key, current, [last])
    matchBy(key, ended, former)
    matchBy(key, () => true, periods)
  }
  return own
}

/** A former title links to its own page, the current one to the page that reports the event now. */
function targetResolver(current: PagePath, { mount = '', exists = () => true }: EntryOptions) {
  return ({ last: { path } }: TitlePeriod, own: ChangesEntry | undefined, isCurrent: boolean): string => {
    if (own && (!isCurrent || entryPaths(own.target, current, mount).includes(current))) return own.target
    return `${mount}/${!isCurrent && exists(path) ? path : current}`
  }
}

function untilOf(
  period: TitlePeriod,
  next: TitlePeriod | undefined,
  own: ChangesEntry | undefined,
  chronological: boolean,
  latest = Number.POSITIVE_INFINITY,
): Instant | null {
  const recordedUntil = period.last.claimed ? null : (period.until ?? next?.from ?? null)
  const claimedUntil = own?.until ?? (period.last.claimed ? period.until : null)
  const trustedUntil =
    claimedUntil !== null && claimedUntil <= latest && (chronological || recordedUntil === null) ? claimedUntil : null
  const until = trustedUntil ?? recordedUntil ?? claimedUntil ?? next?.from ?? null
  return until === null ? null : Math.floor(until / 1000) * 1000
}

/** Puts the page's own entries into the page's order; new entries keep their positions, and the current one stays last. */
function inPublishedOrder(entries: readonly ChangesEntry[]): ChangesEntry[] {
  const published = entries
    .slice(0, -1)
    .filter(({ line }) => line > 0)
    .sort((a, b) => a.line - b.line)
  return entries.map((entry, index) => (entry.line > 0 && index < entries.length - 1 ? published.shift()! : entry))
}

/** Inserts the page's entries that match no version, each after the entry that it follows on the page. */
function withUnmatchedEntries(
  entries: readonly ChangesEntry[],
  matched: ReadonlySet<ChangesEntry>,
  claimed: readonly ChangesEntry[],
): ChangesEntry[] {
  const following = new Map<number, ChangesEntry[]>()
  let anchor = 0
  const lines = new Set(entries.slice(0, -1).map(({ line }) => line))
  for (const entry of claimed) {
    if (matched.has(entry)) {
      // Nothing follows the current version.
      if (lines.has(entry.line)) anchor = entry.line
    } else addToList(following, anchor, entry)
  }
  const last = entries.at(-1)!
  return [
    ...(following.get(0) ?? []),
    ...entries.slice(0, -1).flatMap((entry) => [entry, ...(entry.line > 0 ? (following.get(entry.line) ?? []) : [])]),
    last,
  ]
}

/** Whether no time of a section is earlier than one before it. */
export function isChronological(entries: readonly Pick<ChangesEntry, 'until'>[]): boolean {
  const times = entries.flatMap(({ until }) => until ?? [])
  return times.every((time, index) => index === 0 || time >= times[index - 1]!)
}

/**
 * Whether two sections list the same titles, times and labels in the same order, the last with the same link. Lines and
 * other links do not count.
 */
export function sameEntries(a: readonly ChangesEntry[], b: readonly ChangesEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry, index) => {
      const other = b[index]!
      return (
        sameWording(entry.title, other.title) &&
        entry.until === other.until &&
        entry.label === other.label &&
        (index < a.length - 1 || entry.target === other.target)
      )
    })
  )
}

function entryLabel(first: boolean, last: boolean): VersionLabel {
  if (last) return 'Current version'
  return first ? 'First version' : 'Update'
}
