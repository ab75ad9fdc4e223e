import type { EventRecord } from '../../model/event.ts'
import type { ChangesEntry, PagePath, VersionLabel } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { type TitlePeriod, titlePeriods } from '../history/title-periods.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'

export interface EntryOptions {
  /** The page that tells the event now; default the one that told its last version first. */
  readonly page?: PagePath
  /** The folder of the site that the archive is mounted at, which links begin with; see `mountOf`. */
  readonly mount?: string
  /** Whether a page is there. A title whose page is gone is linked to the page that tells the event now. */
  readonly exists?: (path: PagePath) => boolean
  /** Times later than this cannot be true. */
  readonly latest?: Instant
}

/**
 * What an event's Changes section should list: its titles, oldest first. Entries that the page has already keep their
 * words, links, times and, where their times do not fall, their order, also those that nothing else knows of: they are
 * published. A time is taken from the record where the page's own cannot be true; where neither is known there is none.
 * @param claimed the page's own entries
 * @returns none for an event with one title; `line` is 0 for those that the page has not
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
  const listed = withUnmatchedEntries(
    chronological ? inPublishedOrder(entries) : entries,
    new Set(own.values()),
    claimed,
  )
  // Where history was cut off, the first title known is not called the first, unless the page says so itself.
  const [firstVersion] = record.versions
  const isComplete = firstVersion !== undefined && (firstVersion.from !== null || firstVersion.claimed)
  return listed.map((entry, index) => ({
    ...entry,
    label: entryLabel(index === 0 && (isComplete || entry.label === 'First version'), index === listed.length - 1),
  }))
}

/** The page's own entry for each title: the one of the very same title before one of the same wording. */
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
  // a title that returned is listed as a former one and as the current one: each has its own entry
  const current = (entry: ChangesEntry) => entry.label === 'Current version' || entry.until === null
  for (const key of [exactly, wordingKey]) {
    if (last) matchBy(key, current, [last])
    matchBy(key, ended, former)
    matchBy(key, () => true, periods)
  }
  return own
}

/** A former title links to where it stood, the current one to where the event is told now. */
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

/** Entries that the page has already, in its own order, each in the place of one of them; the current one stays the last. */
function inPublishedOrder(entries: readonly ChangesEntry[]): ChangesEntry[] {
  const published = entries
    .slice(0, -1)
    .filter(({ line }) => line > 0)
    .sort((a, b) => a.line - b.line)
  return entries.map((entry, index) => (entry.line > 0 && index < entries.length - 1 ? published.shift()! : entry))
}

/** Puts back what the page lists and no version stands for, each behind what it stands behind. */
function withUnmatchedEntries(
  entries: readonly ChangesEntry[],
  matched: ReadonlySet<ChangesEntry>,
  claimed: readonly ChangesEntry[],
): ChangesEntry[] {
  const behind = new Map<number, ChangesEntry[]>()
  let anchor = 0
  const lines = new Set(entries.slice(0, -1).map(({ line }) => line))
  for (const entry of claimed) {
    if (matched.has(entry)) {
      // the current version stays the last
      if (lines.has(entry.line)) anchor = entry.line
      continue
    }
    const others = behind.get(anchor)
    if (others) others.push(entry)
    else behind.set(anchor, [entry])
  }
  const last = entries.at(-1)!
  return [
    ...(behind.get(0) ?? []),
    ...entries.slice(0, -1).flatMap((entry) => [entry, ...(entry.line > 0 ? (behind.get(entry.line) ?? []) : [])]),
    last,
  ]
}

/** True where a section's times do not fall. */
export function isChronological(entries: readonly Pick<ChangesEntry, 'until'>[]): boolean {
  let latest = Number.NEGATIVE_INFINITY
  for (const { until } of entries) {
    if (until === null) continue
    if (until < latest) return false
    latest = until
  }
  return true
}

/**
 * True where a page's section lists the same titles, times and labels in the same order, the last with the same link;
 * numbers and other links may be odd.
 */
export function sameEntries(a: readonly ChangesEntry[], b: readonly ChangesEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry, index) => {
      const other = b[index]!
      return (
        (entry.title === other.title || wordingKey(entry.title) === wordingKey(other.title)) &&
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
