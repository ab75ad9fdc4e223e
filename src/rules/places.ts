import type { VersionRecord } from '../model/event.ts'
import type { JudgedEvent, JudgedPage, PageState } from './range.ts'

/** Where on a page a remark belongs, 1-based. */
export interface Place {
  readonly line: number | null
  readonly column: number | null
}

/** The place of a title: its line, and the column of its first character. */
export function titlePlace({ page, text }: PageState, title: string): Place {
  const line = page.events.find((event) => event.title === title)?.line ?? page.events[0]?.line ?? null
  if (line === null) return { line, column: null }
  const column = (lineOf(text, line) ?? '').indexOf(title.slice(0, 20))
  return { line, column: column < 0 ? null : column + 1 }
}

/** The place at which a text first stands, on or below a line. */
export function placeOf(text: string, wanted: string, from = 0): Place & { readonly offset: number } {
  const offset = wanted === '' ? -1 : text.indexOf(wanted, from)
  if (offset < 0) return { line: null, column: null, offset }
  const before = text.slice(0, offset)
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  return { line: before.split(/\r\n?|\n/).length, column: offset - start + 1, offset }
}

/** @param line 1-based */
export function lineOf(text: string, line: number): string | undefined {
  return text.split(/\r\n?|\n/, line)[line - 1]
}

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

interface RetitledEvent extends ToldEvent {
  readonly former: VersionRecord
}

function isRetitled(event: ToldEvent): event is RetitledEvent {
  return event.former !== null && event.former.title !== event.current.title
}

/** Events whose title is another one than before the range. */
export function* retitled(events: readonly JudgedEvent[]): Iterable<RetitledEvent> {
  for (const event of eventsNow(events)) if (isRetitled(event)) yield event
}
