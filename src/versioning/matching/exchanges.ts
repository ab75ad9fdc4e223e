import { scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageRevision, PageState, Slot } from '../index/event-index.ts'
import { type Item, isSingleEventPage, type PageFacts } from '../index/page-facts.ts'

/** A page of one event before and after a group. */
interface PageUpdate {
  readonly path: PagePath
  readonly before: Slot | null
  readonly after: Item | null
}

/** Two pages may have a title up to this length by chance. */
const maxAmbiguousTitleChars = 20

/**
 * Finds pages that exchanged their events: a page has the exact title that another page had until this group, as when two
 * pages are swapped or many are renumbered. A page that was only reworded keeps its event.
 * @returns new path -> former path of an event, each at most once
 */
export function findExchanges(
  group: readonly PageRevision[],
  pages: ReadonlyMap<PagePath, PageState>,
): Map<PagePath, PagePath> {
  const updates = group.flatMap(({ path, facts }) => pageUpdateOf(path, pages.get(path), facts) ?? [])
  const removedTitles = uniqueBy(updates, ({ before }) => before?.item.title)
  const addedTitles = removedTitles.size === 0 ? removedTitles : uniqueBy(updates, ({ after }) => after?.title)
  const found = new Map<PageUpdate, PageUpdate>()
  for (const [title, to] of addedTitles) {
    const from = removedTitles.get(title)
    if (from && isExchanged(from, to)) found.set(to, from)
  }
  // An exchange is dropped where the former page was only reworded; that may invalidate another exchange.
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const [to, from] of found) if (!found.has(from) && isReworded(from)) found.delete(to)
  }
  return new Map([...found].map(([to, from]) => [to.path, from.path]))
}

/** Null for a page with the same title as before, and for one with several events. */
function pageUpdateOf(path: PagePath, state: PageState | undefined, facts: PageFacts | null): PageUpdate | null {
  if ((state?.items.length ?? 0) > 1 || (facts && (!isSingleEventPage(facts) || facts.items.length > 1))) return null
  const [before = null] = state?.items ?? []
  const [after = null] = facts?.items ?? []
  if (before?.event.single === false || before?.item.title === after?.title) return null
  return { path, before, after }
}

/** The updates whose key no other update has, by their keys. */
function uniqueBy(
  updates: readonly PageUpdate[],
  key: (update: PageUpdate) => string | undefined,
): Map<string, PageUpdate> {
  const groups = Map.groupBy(updates, key)
  return new Map(
    [...groups].flatMap(([name, [update, ...others]]) =>
      name && update && others.length === 0 ? [[name, update]] : [],
    ),
  )
}

/** Whether an event changed pages while both paths stayed; a removed page with a new page is a move. */
function isExchanged(
  { before: fromBefore, after: fromAfter }: PageUpdate,
  { before: toBefore, after: toAfter }: PageUpdate,
): boolean {
  if (fromBefore === null || toAfter === null || fromBefore.event === toBefore?.event) return false
  if (fromAfter === null && toBefore === null) return false
  return fromBefore.item.body === toAfter.body || toAfter.title.length > maxAmbiguousTitleChars
}

function isReworded({ before, after }: PageUpdate): boolean {
  if (before === null || after === null) return false
  return scoreSameEvent(new WordingProfile(before.item, before.item.body), new WordingProfile(after, after.body)).same
}
