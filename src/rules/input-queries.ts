import type { VersionRecord } from '../model/event.ts'
import { memoByObject } from '../model/memo.ts'
import type { PagePath } from '../model/page.ts'
import { entryPaths } from '../page/sections/local-links.ts'
import { splitLines } from '../page/text/lines.ts'
import { describeTitleChangeAfter, FormerWordings } from '../versioning/history/reverts.ts'
import type { Remark } from './rule.ts'
import type { CheckedEvent, CheckedPage, EventPage, PageState, RuleInput } from './rule-input.ts'

/** A position in the text of a page, 1-based; null: not known. */
export interface TextPosition {
  readonly line: number | null
  /** In UTF-16 code units. */
  readonly column: number | null
}

/** The position of an event's title; of the page's first title where no event has this one. */
export function titlePosition(state: PageState, title: string): TextPosition {
  const { events } = state.page
  const line = (events.find((event) => event.title === title) ?? events[0])?.line ?? null
  if (line === null) return { line, column: null }
  const column = textOfLine(state, line).indexOf(title.slice(0, 20))
  return { line, column: column < 0 ? null : column + 1 }
}

/** Where a remark about an event's title is, and which event it is about. */
export function titlePlace({ id, page, current }: CurrentEvent): Pick<Remark, 'path' | 'line' | 'column' | 'event'> {
  return { path: page.path, ...titlePosition(page.after, current.title), event: id }
}

/** @param offset in UTF-16 code units; below 0: not known */
export function positionAt(state: PageState, offset: number): TextPosition {
  if (offset < 0) return { line: null, column: null }
  const pageLines = linesOf(state)
  let [low, high] = [0, pageLines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pageLines[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (pageLines[low]?.start ?? 0) + 1 }
}

/** The text of a line, '' where the page has no such line. @param line 1-based */
export function textOfLine(state: PageState, line: number): string {
  const bounds = linesOf(state)[line - 1]
  return bounds === undefined ? '' : state.text.slice(bounds.start, bounds.end)
}

const linesOf = memoByObject((state: PageState) => splitLines(state.text))

/** A touched page that exists at the head. */
interface CurrentPage extends CheckedPage {
  readonly after: PageState
}

function isCurrentPage(page: CheckedPage | null): page is CurrentPage {
  return page !== null && page.after !== null
}

/** The touched pages that exist at the head. */
export function currentPages(pages: readonly CheckedPage[]): CurrentPage[] {
  return pages.filter(isCurrentPage)
}

/** The folder of a path, with a `/` at its end. */
export function folderOf(path: PagePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1) || './'
}

/** Whether the Changes section of a page links to a path. A site can build a redirect from that. */
export function linksTo({ path: from, state }: EventPage, path: PagePath): boolean {
  return state.page.changes.some(({ target }) => entryPaths(target, from, state.mount).includes(path))
}

/** Whether one of the paths that a link can mean has a page or a redirect at the head. */
export function leadsToPage(paths: readonly PagePath[], { exists, redirects }: RuleInput): boolean {
  return paths.some((path) => exists(path, 'after') || redirects(path, 'after'))
}

/** An event that a touched page reports at the head. */
export interface CurrentEvent extends CheckedEvent {
  readonly page: CurrentPage
}

/** The events that touched pages report at the head. */
export function currentEvents(events: readonly CheckedEvent[]): CurrentEvent[] {
  return events.filter((event): event is CurrentEvent => event.live && isCurrentPage(event.page))
}

/** A current event that had another title at the base. */
export interface RetitledEvent extends CurrentEvent {
  readonly former: VersionRecord
}

/** The current events whose title differs from the title at the base. */
export function retitledEvents(events: readonly CheckedEvent[]): RetitledEvent[] {
  return currentEvents(events).filter(
    (event): event is RetitledEvent => event.former !== null && event.former.title !== event.current.title,
  )
}

/** How the title of an event changed in the range. Several rules ask for it, so it is computed once for each event. */
export const titleChangeOf = memoByObject(({ former, current, versions }: RetitledEvent) =>
  describeTitleChangeAfter(new FormerWordings(versions.slice(0, -1)), former.title, current.title),
)
