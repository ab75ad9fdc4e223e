import type { VersionRecord } from '../model/event.ts'
import { type LineOffsets, splitLines } from '../page/text/lines.ts'
import type { CheckedEvent, CheckedPage, PageState } from './rule-input.ts'

/** Where on a page a remark belongs, 1-based. */
export interface TextPosition {
  readonly line: number | null
  readonly column: number | null
}

/** The place of a title: its line, and the column of its first character. */
export function titlePosition(state: PageState, title: string): TextPosition {
  const { events } = state.page
  const line = (events.find((event) => event.title === title) ?? events[0])?.line ?? null
  if (line === null) return { line, column: null }
  const column = textOfLine(state, line).indexOf(title.slice(0, 20))
  return { line, column: column < 0 ? null : column + 1 }
}

/** The place of an offset in a page's text; none for an offset below 0. */
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

/** The text of a line, '' where there is none. @param line 1-based */
export function textOfLine(state: PageState, line: number): string {
  const bounds = linesOf(state)[line - 1]
  return bounds === undefined ? '' : state.text.slice(bounds.start, bounds.end)
}

/** A page may be remarked on many times: its lines are found once. */
function linesOf(state: PageState): readonly LineOffsets[] {
  const cached = lineCache.get(state)
  if (cached !== undefined) return cached
  const split = splitLines(state.text)
  lineCache.set(state, split)
  return split
}

const lineCache = new WeakMap<PageState, readonly LineOffsets[]>()

/** Pages as they are now. */
export function* currentPages(pages: readonly CheckedPage[]): Iterable<CurrentPage> {
  for (const page of pages) if (isCurrentPage(page)) yield page
}

interface CurrentPage extends CheckedPage {
  readonly after: PageState
}

function isCurrentPage(page: CheckedPage): page is CurrentPage {
  return page.after !== null
}

/** An event on the page that tells it now. */
export interface CurrentEvent extends CheckedEvent {
  readonly page: CurrentPage
}

function isCurrentEvent(event: CheckedEvent): event is CurrentEvent {
  return event.live && event.page !== null && isCurrentPage(event.page)
}

/** Events that a touched page tells now. */
export function* currentEvents(events: readonly CheckedEvent[]): Iterable<CurrentEvent> {
  for (const event of events) if (isCurrentEvent(event)) yield event
}

export interface RetitledEvent extends CurrentEvent {
  readonly former: VersionRecord
}

function isRetitled(event: CurrentEvent): event is RetitledEvent {
  return event.former !== null && event.former.title !== event.current.title
}

/** Events whose title is another one than before the range. */
export function* retitledEvents(events: readonly CheckedEvent[]): Iterable<RetitledEvent> {
  for (const event of currentEvents(events)) if (isRetitled(event)) yield event
}
