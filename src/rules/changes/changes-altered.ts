import type { ChangesEntry } from '../../model/page.ts'
import { formatEntry } from '../../page/sections/changes-section.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { isInOrder } from '../../versioning/changes-section/changes-entries.ts'
import { matchEntries } from '../../versioning/changes-section/entry-match.ts'
import { sameWording } from '../../versioning/index/wording.ts'
import type { EventPage, JudgedRange } from '../judged-range.ts'
import { eventsNow, type ToldEvent } from '../places.ts'
import type { Remark, Rule } from '../rule.ts'

export const changesAltered: Rule = {
  code: 'VAR103',
  name: 'changes-altered',
  severity: 'error',
  summary:
    'What a Changes section has said stays: entries are added, and none is removed, reworded, retimed or reordered.',
  about: 'change',
  *judge(range) {
    for (const event of eventsNow(range.events)) {
      const { formerPage, page } = event
      if (formerPage === null) continue
      // an old page that stays keeps its own section
      if (formerPage.path !== page.path && range.exists(formerPage.path, 'after')) continue
      yield* alterations(event, formerPage, range)
    }
  },
}

function* alterations(event: ToldEvent, formerPage: EventPage, range: JudgedRange): Iterable<Remark> {
  const { page, id, former, current } = event
  const before = formerPage.state.page.changes
  const after = page.after.page.changes
  const matches = matchEntries(before, after)
  const kept = new Set(before.flatMap((entry, index) => (matches[index] === -1 ? [] : [wholeOf(entry)])))
  const wrong = !isInOrder(before)
  let last = -1
  for (const [index, entry] of before.entries()) {
    const place = matches[index]!
    const now = place < 0 ? null : after[place]!
    // the current title that gave way, written over or left out, is told as that
    const gaveWay = former?.title !== current.title && sameWording(entry.title, former?.title ?? '')
    if (now === null) {
      // a copy of an entry that is still there was no entry of its own
      if (!kept.has(wholeOf(entry)) && !gaveWay) yield remark('removed', entry, null)
      continue
    }
    if (gaveWay && entry.until === null && now.title === current.title) continue
    const labelled = labelAt(place, after.length)
    const what = alteration(entry, now, { wrong, labelled, formerPage, range })
    if (what !== null) yield remark(what, entry, now)
    else if (place < last && !wrong) yield remark('reordered', entry, now)
    last = Math.max(last, place)
  }

  function remark(what: string, entry: ChangesEntry, now: ChangesEntry | null): Remark {
    return {
      path: page.path,
      line: now?.line ?? after[0]?.line ?? null,
      event: id,
      message: `An entry of the Changes section was ${what}; what it said is published and stays.`,
      expected: formatEntry(entry),
      actual: now === null ? null : formatEntry(now),
      key: `${what}\0${entry.title}\0${entry.until}`,
    }
  }
}

interface Around {
  /** The former section's times fell. */
  readonly wrong: boolean
  /** The label that the entry's place now asks for. */
  readonly labelled: string
  readonly formerPage: EventPage
  readonly range: JudgedRange
}

/** What was done to an entry that it should not have been; null where it says the same, or was mended. */
function alteration(entry: ChangesEntry, now: ChangesEntry, around: Around): string | null {
  const { wrong, labelled, formerPage, range } = around
  if (entry.title !== now.title) return 'reworded'
  const impossible = wrong || (entry.until ?? 0) > range.at
  if (entry.until !== null && entry.until !== now.until && !impossible) return 'retimed'
  if (entry.label !== null && entry.label !== now.label && now.label !== labelled) return 'relabelled'
  if (entry.target === now.target) return null
  const paths = entryPaths(entry.target, formerPage.path, formerPage.state.mount)
  return paths.some((path) => range.exists(path, 'after')) ? 'given another link' : null
}

function labelAt(place: number, length: number): string {
  if (place === length - 1) return 'Current version'
  return place === 0 ? 'First version' : 'Update'
}

function wholeOf({ title, target, until, label }: ChangesEntry): string {
  return [title, target, until, label].join('\0')
}
