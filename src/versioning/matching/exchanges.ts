import { scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageRevision, PageState, Slot } from '../index/event-index.ts'
import { type Item, isSingleEventPage, type PageFacts } from '../index/page-facts.ts'

/** A page of one event before and after a moment. */
interface PageUpdate {
  readonly path: PagePath
  readonly before: Slot | null
  readonly after: Item | null
}

/** A title so long that two pages have it by chance no more. */
const maxAmbiguousTitleChars = 20

/**
 * Pages that tell word for word what another page told until that moment and does not tell any more: two that were
 * exchanged, or many that were numbered anew. A page that was merely reworded, and whose former words were kept elsewhere,
 * gave nothing away.
 * @returns the page that tells it -> the page that told it, each at most once
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
  // each that is given up may leave another one unexplained
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const [to, from] of found) if (!found.has(from) && isReworded(from)) found.delete(to)
  }
  return new Map([...found].map(([to, from]) => [to.path, from.path]))
}

/** Null for a page that tells what it told, and for one of many events. */
function pageUpdateOf(path: PagePath, state: PageState | undefined, facts: PageFacts | null): PageUpdate | null {
  if ((state?.items.length ?? 0) > 1 || (facts && (!isSingleEventPage(facts) || facts.items.length > 1))) return null
  const [before = null] = state?.items ?? []
  const [after = null] = facts?.items ?? []
  if (before?.event.single === false || before?.item.title === after?.title) return null
  return { path, before, after }
}

/** Those of which there is one only, by a key. */
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

/** Whether the words alone went from page to page; a page that went while another came has merely moved. */
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
