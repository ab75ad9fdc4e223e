import type { VersionRecord } from '../model/event.ts'
import { type Line, splitLines } from '../page/text/lines.ts'
import type { JudgedEvent, JudgedPage, PageState } from './judged-range.ts'

/** Where on a page a remark belongs, 1-based. */
export interface Place {
  readonly line: number | null
  readonly column: number | null
}

/** The place of a title: its line, and the column of its first character. */
export function titlePlace(state: PageState, title: string): Place {
  const { events } = state.page
  const line = (events.find((event) => event.title === title) ?? events[0])?.line ?? null
  if (line === null) return { line, column: null }
  const column = lineOf(state, line).indexOf(title.slice(0, 20))
  return { line, column: column < 0 ? null : column + 1 }
}

/** The place of an offset in a page's text; none for an offset below 0. */
export function placeAt(state: PageState, offset: number): Place {
  if (offset < 0) return { line: null, column: null }
  const lines = linesOf(state)
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lines[low]?.start ?? 0) + 1 }
}

/** The text of a line, '' where there is none. @param line 1-based */
export function lineOf(state: PageState, line: number): string {
  const place = linesOf(state)[line - 1]
  return place === undefined ? '' : state.text.slice(place.start, place.end)
}

/** A page may be remarked on many times: its lines are found once. */
function linesOf(state: PageState): readonly Line[] {
  const known = lines.get(state)
  if (known !== undefined) return known
  const found = splitLines(state.text)
  lines.set(state, found)
  return found
}

const lines = new WeakMap<PageState, readonly Line[]>()

/** Pages as they are now. */
export function* pagesNow(pages: readonly JudgedPage[]): Iterable<ToldPage> {
  for (const page of pages) if (isToldPage(page)) yield page
}

interface ToldPage extends JudgedPage {
  readonly after: PageState
}

function isToldPage(page: JudgedPage): page is ToldPage {
  return page.after !== null
}

/** An event on the page that tells it now. */
export interface ToldEvent extends JudgedEvent {
  readonly page: ToldPage
}

function isToldEvent(event: JudgedEvent): event is ToldEvent {
  return event.live && event.page !== null && isToldPage(event.page)
}

/** Events that a touched page tells now. */
export function* eventsNow(events: readonly JudgedEvent[]): Iterable<ToldEvent> {
  for (const event of events) if (isToldEvent(event)) yield event
}

export interface RetitledEvent extends ToldEvent {
  readonly former: VersionRecord
}

function isRetitled(event: ToldEvent): event is RetitledEvent {
  return event.former !== null && event.former.title !== event.current.title
}

/** Events whose title is another one than before the range. */
export function* retitled(events: readonly JudgedEvent[]): Iterable<RetitledEvent> {
  for (const event of eventsNow(events)) if (isRetitled(event)) yield event
}
