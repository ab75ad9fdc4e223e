import { judge, Profile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageRevision, PageState, Slot } from '../index/event-index.ts'
import { type Item, isSingle, type PageFacts } from '../index/page-facts.ts'

/** A page of one event before and after a moment. */
interface Turn {
  readonly path: PagePath
  readonly before: Slot | null
  readonly after: Item | null
}

/** A title so long that two pages have it by chance no more. */
const telling = 20

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
  const turns = group.flatMap(({ path, facts }) => turnOf(path, pages.get(path), facts) ?? [])
  const leaving = onlyOnes(turns, ({ before }) => before?.item.title)
  const coming = leaving.size === 0 ? leaving : onlyOnes(turns, ({ after }) => after?.title)
  const found = new Map<Turn, Turn>()
  for (const [title, to] of coming) {
    const from = leaving.get(title)
    if (from && isCarried(from, to)) found.set(to, from)
  }
  // each that is given up may leave another one unexplained
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const [to, from] of found) if (!found.has(from) && isReworded(from)) found.delete(to)
  }
  return new Map([...found].map(([to, from]) => [to.path, from.path]))
}

/** Null for a page that tells what it told, and for one of many events. */
function turnOf(path: PagePath, state: PageState | undefined, facts: PageFacts | null): Turn | null {
  if ((state?.items.length ?? 0) > 1 || (facts && (!isSingle(facts) || facts.items.length > 1))) return null
  const [before = null] = state?.items ?? []
  const [after = null] = facts?.items ?? []
  if (before?.event.single === false || before?.item.title === after?.title) return null
  return { path, before, after }
}

/** Those of which there is one only, by a key. */
function onlyOnes(turns: readonly Turn[], key: (turn: Turn) => string | undefined): Map<string, Turn> {
  const groups = Map.groupBy(turns, key)
  return new Map(
    [...groups].flatMap(([name, [turn, ...others]]) => (name && turn && others.length === 0 ? [[name, turn]] : [])),
  )
}

/** Whether the words alone went from page to page; a page that went while another came has merely moved. */
function isCarried({ before: told, after: next }: Turn, { before: former, after: item }: Turn): boolean {
  if (told === null || item === null || told.event === former?.event) return false
  if (next === null && former === null) return false
  return told.item.body === item.body || item.title.length > telling
}

function isReworded({ before, after }: Turn): boolean {
  if (before === null || after === null) return false
  return judge(new Profile(before.item, before.item.body), new Profile(after, after.body)).same
}
