import type { TitleChange, TitleState } from '../../model/audit.ts'
import type { EventId } from '../../model/event.ts'
import type { Day } from '../../model/time.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { changeAnchor, eventAnchor } from './anchors.ts'
import { type Html, html } from './escape.ts'
import { languageAttributes } from './segments.ts'
import { alignedTitlesTable } from './title-table.ts'

/** The titles of one event in the changes of an audit, oldest first. */
export interface EventTitles {
  readonly event: EventId
  readonly day: Day | null
  readonly titles: readonly TitleState[]
}

/** The titles of every event with two changes or more, in the order of their first changes. */
export function eventTitles(changes: readonly TitleChange[]): EventTitles[] {
  const byEvent = Map.groupBy(changes, ({ event }) => event)
  return [...byEvent.values()].flatMap((own) => {
    const [first] = own
    if (first === undefined || own.length < 2) return []
    const inOrder = own.toSorted((a, b) => a.to.number - b.to.number)
    return [{ event: first.event, day: first.day, titles: titleStates(inOrder) }]
  })
}

/** The titles of consecutive changes. A title that was kept through several versions is listed once. */
function titleStates(changes: readonly TitleChange[]): TitleState[] {
  const titles: TitleState[] = []
  for (const { from, to } of changes) {
    if (titles.at(-1)?.title !== from.title) titles.push(from)
    titles.push(to)
  }
  return titles
}

/** All titles of an event, aligned and folded under the last title. */
export function eventTitlesPart({ event, day, titles }: EventTitles, timeZone: string): Html {
  const title = titles.at(-1)?.title ?? ''
  const anchor = eventAnchor(event)
  const rowLink = ({ number }: TitleState, at: number) => (at === 0 ? null : changeAnchor({ event, to: { number } }))
  return html`<details class="event"><summary><span class="last"${languageAttributes(title, '')}>${title}</span> <span class="aside">${formatCount(titles.length, 'title')}${day === null ? null : `, ${day}`}</span></summary>
<div id="${anchor}" class="titles">
${alignedTitlesTable(titles, timeZone, rowLink)}</div>
</details>
`
}
