import { alignTitles, type TitleAlignment } from '../../diff/text/align-titles.ts'
import { diffText } from '../../diff/text/diff-text.ts'
import type { TitleChange, TitleState } from '../../model/audit.ts'
import type { EventId } from '../../model/event.ts'
import type { Day } from '../../model/time.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { diffSide, isRewrite } from '../wording/readable-diff.ts'
import { changeAnchor, eventAnchor } from './anchors.ts'
import { type Html, html, type Part } from './escape.ts'
import { languageAttributes, screenReaderText } from './segments.ts'

/** In a longer reading, in characters, the new words are marked. */
const minMarkedLength = 30

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
  return html`<details class="event"><summary><span class="last"${languageAttributes(title, '')}>${title}</span> <span class="aside">${formatCount(titles.length, 'title')}${day === null ? null : `, ${day}`}</span></summary>
<div id="${eventAnchor(event)}" class="titles">
${alignedTitlesTable(event, titles, timeZone)}</div>
</details>
`
}

/**
 * The titles of one event as in a critical edition: the shared words with a number at each place where the titles differ,
 * and below them a table of the readings, with titles as rows and places as columns.
 */
function alignedTitlesTable(event: EventId, titles: readonly TitleState[], timeZone: string): Html {
  const apparatus = alignTitles(titles.map(({ title }) => title))
  const text = titles[0]?.title ?? ''
  const sharedAttributes = languageAttributes(text, '')
  const slotHeads = apparatus.slots.map((_, at) => html`<th scope="col">${slotMark(at)}</th>`)
  const rows = titles.map((title, at) => {
    const number = `@${title.number}`
    const linkedNumber = at === 0 ? number : html`<a href="#${changeAnchor({ event, to: title })}">${number}</a>`
    const cells = apparatus.slots.map((readings, slot) => readingCell(readings, slot, at, titles, sharedAttributes))
    const time = title.at === null ? '' : ` ${formatTime(title.at, timeZone)}`
    return html`<tr><th scope="row">${linkedNumber}${time}</th>${cells}</tr>\n`
  })
  return html`<p class="text shared"${sharedAttributes}>${sharedText(apparatus)}</p>
<div class="scroll" role="region" tabindex="0" aria-label="Readings">
<table class="readings"${sharedAttributes}>
<thead><tr><th scope="col">title</th>${slotHeads}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`
}

function slotMark(slot: number): Html {
  return html`<b class="place">[${slot + 1}]</b>`
}

function sharedText({ shared, slots }: TitleAlignment): Part[] {
  return shared.map((text, at) => [text, at < slots.length ? slotMark(at) : null])
}

/**
 * A reading spans the rows of all titles that keep it. It holds the number of its place for small screens, which print the
 * readings of a title one under the other.
 */
function readingCell(
  readings: readonly string[],
  slot: number,
  at: number,
  titles: readonly TitleState[],
  sharedAttributes: Html,
): Html | null {
  const own = readings[at] ?? ''
  if (at > 0 && readings[at - 1] === own) return null
  let end = at + 1
  while (end < readings.length && readings[end] === own) end++
  const rows = html` data-place="${slot + 1}"${end - at === 1 ? null : html` rowspan="${end - at}"`}`
  const first = readings.indexOf(own)
  const again = first < at ? html` <span class="aside">as @${titles[first]?.number ?? null}</span>` : null
  if (own.trim() === '') {
    const what = own === '' ? [html`<span aria-hidden="true">–</span>`, screenReaderText('nothing')] : 'blank'
    return html`<td class="none"${rows}>${what}${again}</td>`
  }
  const attributes = languageAttributes(own, '')
  return html`<td${rows}${attributes.toString() === sharedAttributes.toString() ? null : attributes}>${markNewWords(own, at > 0 && again === null ? (readings[at - 1] ?? '') : '')}${again}</td>`
}

/** A long reading, with the words marked that the reading above it does not have. */
function markNewWords(reading: string, above: string): Part {
  if (reading.length < minMarkedLength || above.trim() === '') return reading.trim()
  const diff = diffText(above.trim(), reading.trim()).diff
  if (isRewrite(diff)) return reading.trim()
  return diffSide(diff, 'added').map(([kind, text]) => {
    const words = text.trimStart()
    return kind === 'same' || words === '' ? text : [text.slice(0, -words.length), html`<mark>${words}</mark>`]
  })
}
