import type { ChangesEntry } from '../model/page.ts'
import { formatEntry } from '../page/changes-section.ts'
import { entryPaths } from '../page/local-links.ts'
import { isInOrder } from '../versioning/changes-entries.ts'
import { matchEntries } from '../versioning/entry-match.ts'
import { sameWording } from '../versioning/wording.ts'
import { eventsNow, type ToldEvent } from './places.ts'
import type { FormerPage, JudgedRange } from './range.ts'
import type { Remark, Rule } from './rule.ts'

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

function* alterations(event: ToldEvent, formerPage: FormerPage, range: JudgedRange): Iterable<Remark> {
  const { page, id, former, current } = event
  const before = formerPage.state.page.changes
  const after = page.after.page.changes
  const matches = matchEntries(before, after)
  let last = -1
  for (const [index, entry] of before.entries()) {
    const place = matches[index]!
    const now = place < 0 ? null : after[place]!
    const what = now === null ? 'removed' : alteration(entry, now, { before, after, formerPage, range })
    // the current title that gave way unlisted is told as that
    const unlisted = now === null && former?.title !== current.title && sameWording(entry.title, former?.title ?? '')
    if (what !== null && !unlisted) yield remark(what, entry, now)
    else if (place >= 0 && place < last && isInOrder(before) && what === null) yield remark('reordered', entry, now)
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

interface Sections {
  readonly before: readonly ChangesEntry[]
  readonly after: readonly ChangesEntry[]
  readonly formerPage: FormerPage
  readonly range: JudgedRange
}

/** What was done to an entry that it should not have been; null where it says the same, or was mended. */
function alteration(entry: ChangesEntry, now: ChangesEntry, sections: Sections): string | null {
  const { before, after, formerPage, range } = sections
  if (entry.title !== now.title) return 'reworded'
  const wrong = !isInOrder(before) || (entry.until ?? 0) > range.at
  if (entry.until !== null && entry.until !== now.until && !wrong) return 'retimed'
  if (entry.label !== now.label && entry.label !== null) {
    const gaveWay = entry.label === 'Current version' && now.label !== null
    const right = rightLabel(after, now) && !rightLabel(before, entry)
    if (!gaveWay && !right) return 'relabelled'
  }
  if (entry.target === now.target) return null
  const paths = entryPaths(entry.target, formerPage.path, formerPage.state.mount)
  return paths.some((path) => range.exists(path, 'after')) ? 'given another link' : null
}

function rightLabel(entries: readonly ChangesEntry[], entry: ChangesEntry): boolean {
  const index = entries.indexOf(entry)
  if (index === entries.length - 1) return entry.label === 'Current version'
  return entry.label === (index === 0 ? 'First version' : 'Update')
}
