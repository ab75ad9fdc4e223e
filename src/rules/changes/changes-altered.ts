import { sameWording } from '../../identity/scoring/wording-key.ts'
import type { ChangesEntry } from '../../model/page.ts'
import { formatChangesEntry } from '../../page/sections/changes-section.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { isChronological } from '../../versioning/changes-section/changes-entries.ts'
import { matchEntries } from '../../versioning/changes-section/match-entries.ts'
import { type CurrentEvent, currentEvents } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { EventPage, RuleInput } from '../rule-input.ts'

export function* changesAltered(input: RuleInput): Iterable<Remark> {
  for (const event of currentEvents(input.events)) {
    const { formerPage, page } = event
    if (formerPage === null) continue
    // an old page that still exists keeps its own section
    if (formerPage.path !== page.path && input.exists(formerPage.path, 'after')) continue
    yield* alterationRemarks(event, formerPage, input)
  }
}

function* alterationRemarks(event: CurrentEvent, formerPage: EventPage, input: RuleInput): Iterable<Remark> {
  const { page, id, former, current } = event
  const before = formerPage.state.page.changes
  const after = page.after.page.changes
  const matches = matchEntries(before, after)
  const keptKeys = new Set(before.flatMap((entry, index) => (matches[index] === -1 ? [] : [changesEntryKey(entry)])))
  const wasOutOfOrder = !isChronological(before)
  let highestIndex = -1
  for (const [index, entry] of before.entries()) {
    const matchIndex = matches[index]!
    const now = matchIndex < 0 ? null : after[matchIndex]!
    // other rules report a replaced title that is overwritten or not listed
    const isReplacedTitle = former?.title !== current.title && sameWording(entry.title, former?.title ?? '')
    if (now === null) {
      // one of two equal entries may go while the other stays
      if (!keptKeys.has(changesEntryKey(entry)) && !isReplacedTitle) yield remark('removed', entry, null)
      continue
    }
    if (isReplacedTitle && entry.until === null && now.title === current.title) continue
    const expectedLabel = labelAt(matchIndex, after.length)
    const alterationKind = findAlteration(entry, now, { wasOutOfOrder, expectedLabel, formerPage, input })
    if (alterationKind !== null) yield remark(alterationKind, entry, now)
    else if (matchIndex < highestIndex && !wasOutOfOrder) yield remark('reordered', entry, now)
    highestIndex = Math.max(highestIndex, matchIndex)
  }

  function remark(alterationKind: string, entry: ChangesEntry, now: ChangesEntry | null): Remark {
    return {
      path: page.path,
      line: now?.line ?? after[0]?.line ?? null,
      event: id,
      message: `An entry of the Changes section was ${alterationKind}. Published entries must stay as they are.`,
      expected: formatChangesEntry(entry),
      actual: now === null ? null : formatChangesEntry(now),
      key: `${alterationKind}\0${entry.title}\0${entry.until}`,
    }
  }
}

interface AlterationContext {
  /** The times of the former section were not in ascending order. */
  readonly wasOutOfOrder: boolean
  /** The label that fits the entry's position now. */
  readonly expectedLabel: string
  readonly formerPage: EventPage
  readonly input: RuleInput
}

/** @returns how an entry was altered; null where it is unchanged or was corrected */
function findAlteration(entry: ChangesEntry, now: ChangesEntry, context: AlterationContext): string | null {
  const { wasOutOfOrder, expectedLabel, formerPage, input } = context
  if (entry.title !== now.title) return 'reworded'
  const impossible = wasOutOfOrder || (entry.until ?? 0) > input.at
  if (entry.until !== null && entry.until !== now.until && !impossible) return 'retimed'
  if (entry.label !== null && entry.label !== now.label && now.label !== expectedLabel) return 'relabelled'
  if (entry.target === now.target) return null
  const paths = entryPaths(entry.target, formerPage.path, formerPage.state.mount)
  return paths.some((path) => input.exists(path, 'after')) ? 'given another link' : null
}

function labelAt(index: number, length: number): string {
  if (index === length - 1) return 'Current version'
  return index === 0 ? 'First version' : 'Update'
}

function changesEntryKey({ title, target, until, label }: ChangesEntry): string {
  return [title, target, until, label].join('\0')
}
