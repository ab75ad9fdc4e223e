import type { EventRecord } from '../model/event.ts'
import type { ChangesEntry, PagePath, VersionLabel } from '../model/page.ts'
import type { Instant } from '../model/time.ts'
import { entryPaths } from '../page/local-links.ts'
import { type TitleStretch, titleStretches } from './titles.ts'
import { wordingKey } from './wording.ts'

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
 * words, links and times, also those that nothing else knows of: they are published. A time is taken from the record
 * where the page's own cannot be true; where neither is known there is none.
 * @param claimed the page's own entries
 * @returns none for an event with one title; `line` is 0 for those that the page has not
 */
export function changesEntries(
  record: Pick<EventRecord, 'versions'>,
  claimed: readonly ChangesEntry[],
  options: EntryOptions = {},
): ChangesEntry[] {
  const stretches = titleStretches(record.versions)
  const last = stretches.at(-1)
  if (last === undefined || stretches.length < 2) return []
  const unused = [...claimed]
  const inOrder = isInOrder(claimed)
  const link = linker(options.page ?? last.last.path, options)
  const entries = stretches.map((stretch, index): ChangesEntry => {
    const own = takeOwn(unused, stretch, index === stretches.length - 1)
    return {
      title: own?.title ?? stretch.title,
      target: link(stretch, own, stretch === last),
      until: stretch === last ? null : untilOf(stretch, stretches[index + 1], own, inOrder, options.latest),
      label: own?.label ?? null,
      line: own?.line ?? 0,
    }
  })
  keepOthers(entries, unused, claimed)
  // Where history was cut off, the first title known is not called the first, unless the page says so itself.
  const [begun] = record.versions
  const whole = begun !== undefined && (begun.from !== null || begun.claimed)
  return entries.map((entry, index) => ({
    ...entry,
    label: labelOf(index === 0 && (whole || entry.label === 'First version'), index === entries.length - 1),
  }))
}

/** The page's own entry for a title, taken out of those that are left. */
function takeOwn(unused: ChangesEntry[], { title }: TitleStretch, last: boolean): ChangesEntry | undefined {
  const key = wordingKey(title)
  const fits = (entry: ChangesEntry) => wordingKey(entry.title) === key
  const place = unused.findIndex(
    (entry) => fits(entry) && (last || entry.until !== null || entry.label === 'Current version'),
  )
  const any = place < 0 ? unused.findIndex(fits) : place
  return any < 0 ? undefined : unused.splice(any, 1)[0]
}

/** A former title links to where it stood, the current one to where the event is told now. */
function linker(current: PagePath, { mount = '', exists = () => true }: EntryOptions) {
  return ({ last: { path } }: TitleStretch, own: ChangesEntry | undefined, isCurrent: boolean): string => {
    if (own && (!isCurrent || entryPaths(own.target, current, mount).includes(current))) return own.target
    return `${mount}/${!isCurrent && exists(path) ? path : current}`
  }
}

function untilOf(
  stretch: TitleStretch,
  next: TitleStretch | undefined,
  own: ChangesEntry | undefined,
  inOrder: boolean,
  latest = Number.POSITIVE_INFINITY,
): Instant | null {
  const known = stretch.last.claimed ? null : (stretch.until ?? next?.from ?? null)
  const said = own?.until ?? (stretch.last.claimed ? stretch.until : null)
  const believed = said !== null && said <= latest && (inOrder || known === null) ? said : null
  const until = believed ?? known ?? said ?? next?.from ?? null
  return until === null ? null : Math.floor(until / 1000) * 1000
}

/** Puts back what the page lists and no version stands for, each behind what it stands behind. */
function keepOthers(entries: ChangesEntry[], others: readonly ChangesEntry[], claimed: readonly ChangesEntry[]): void {
  for (const entry of others) {
    const before = claimed[claimed.indexOf(entry) - 1]
    const place = before === undefined ? 0 : entries.findIndex(({ line }) => line === before.line) + 1
    // the current version stays the last
    entries.splice(Math.min(place, entries.length - 1), 0, entry)
  }
}

/** True where a section's times do not fall. */
export function isInOrder(entries: readonly Pick<ChangesEntry, 'until'>[]): boolean {
  const times = entries.flatMap(({ until }) => until ?? [])
  return times.every((time, index) => index === 0 || time >= times[index - 1]!)
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
        wordingKey(entry.title) === wordingKey(other.title) &&
        entry.until === other.until &&
        entry.label === other.label &&
        (index < a.length - 1 || entry.target === other.target)
      )
    })
  )
}

function labelOf(first: boolean, last: boolean): VersionLabel {
  if (last) return 'Current version'
  return first ? 'First version' : 'Update'
}
