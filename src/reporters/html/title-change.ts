import type { BulkChange, ClassReason, TitleChange } from '../../model/audit.ts'
import type { ChangeClass } from '../../model/change.ts'
import type { EventId } from '../../model/event.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { reasonText } from '../terminal/evidence.ts'
import { minutesText, undoneAfterText } from '../wording/audit-figures.ts'
import { formatCount, keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { changeAnchor, eventAnchor } from './anchors.ts'
import { type Html, html, type Part } from './escape.ts'
import { languageOf } from './language.ts'
import { titleDiffHtml } from './segments.ts'

/** The data of the page that a change is printed with. */
export interface ChangeContext {
  readonly timeZone: string
  /** The number of titles of each event whose titles are listed in the page. */
  readonly titleCounts: ReadonlyMap<EventId, number>
  /** Anchors of all changes in the page. */
  readonly listedAnchors: ReadonlySet<string>
  /** False in a bulk change: its members do not repeat its origin and evidence. */
  readonly isMadeSingly: boolean
}

/**
 * A title change as a list item: time, severity, diff and facts. A page may hold thousands, so each has few elements.
 * The browser script reads the day, the classes and the topic from the text.
 */
export function titleChange(change: TitleChange, context: ChangeContext): Html {
  const { timeZone } = context
  const { to, severity, silent, bodyChanged, reverted, diff } = change
  const anchor = changeAnchor(change)
  const flags = [silent ? ' silent' : '', bodyChanged ? ' body' : '', reverted ? ' undone' : ''].join('')
  return html`<li class="change ${severity}${flags}" id="${anchor}">
<h3><a href="#${anchor}">${timeElement(to.at, timeZone)}</a> <span class="gravity">${severity}</span></h3>
${titleDiffHtml(diff)}
<p class="facts">${joinWithDots(changeFacts(change, context))}</p>
<p class="facts">${joinWithDots(locationFacts(change, context))}</p>
${context.isMadeSingly ? evidencePart(change) : null}</li>
`
}

/** Changes that were made to many titles at once: one list item for each, with its changes folded in it. */
export function bulkChangeList(bulk: readonly BulkChange[], context: Omit<ChangeContext, 'isMadeSingly'>): Html {
  const items = bulk.map(
    ({ what, at, origin, changes, events, members }) => html`<li class="group">
<h3>${timeElement(at, context.timeZone)}</h3>
<p><bdi>${what}</bdi></p>
<p class="facts">${formatCount(changes, 'title change')} on ${formatCount(events, 'event')} · <bdi>${originText(origin)}</bdi></p>
${members.length === 0 ? null : html`<details><summary>the changes</summary><ol class="changes">\n${members.map((change) => titleChange(change, { ...context, isMadeSingly: false }))}</ol></details>`}</li>
`,
  )
  return html`<ol class="bulk" id="bulk">
${items}</ol>
`
}

/** A time with its zone, or `time unknown`. */
function timeElement(at: Instant | null, timeZone: string): Html {
  if (at === null) return html`time unknown`
  return html`<time datetime="${toRfc3339(at)}">${formatTime(at, timeZone)}</time>`
}

function changeFacts(change: TitleChange, { listedAnchors, isMadeSingly }: ChangeContext): Part[] {
  const { classes, reasons, silent, bodyChanged, minutesStood, reverted } = change
  const undone = keepUnitsTogether(undoneAfterText(change))
  const undoneAnchor = reverted && changeAnchor({ ...change, to: reverted })
  return [
    ...classes.map((kind) => classPart(kind, isMadeSingly ? reasons : [])),
    silent ? html`<strong>silent</strong>` : 'noted in the page',
    bodyChanged ? 'text changed too' : null,
    minutesStood === null ? null : keepUnitsTogether(`the former title was current for ${minutesText(minutesStood)}`),
    undoneAnchor && (listedAnchors.has(undoneAnchor) ? html`<a href="#${undoneAnchor}">${undone}</a>` : undone),
  ]
}

/** A class, with the words of the titles that are its reason. */
function classPart(kind: ChangeClass, reasons: readonly ClassReason[]): Part {
  const reason = reasons.find((one) => one.kind === kind)
  const [before, after] = [reason?.removed.join(', ') ?? '', reason?.added.join(', ') ?? '']
  if (before === '' && after === '') return html`<b>${kind}</b>`
  const quoted = (text: string) => (text === '' ? 'nothing' : html`<q><bdi>${text}</bdi></q>`)
  return html`<b>${kind}</b> ${quoted(before)} <span aria-hidden="true">→</span> ${quoted(after)}`
}

function locationFacts(change: TitleChange, { titleCounts, isMadeSingly }: ChangeContext): Part[] {
  const { topic, from, to, origin, event } = change
  const titleCount = titleCounts.get(event)
  const language = languageOf(topic ?? '')
  const former = from.path === to.path ? null : html`, was <bdi class="address">${from.path}</bdi>`
  return [
    topic === null ? null : html`<bdi class="topic"${language && html` lang="${language}"`}>${topic}</bdi>`,
    html`<bdi class="address">${to.path}</bdi>${former}`,
    isMadeSingly ? html`<bdi>${originText(origin)}</bdi>` : null,
    titleCount !== undefined
      ? html`<a href="#${eventAnchor(event)}">all ${formatCount(titleCount, 'title')} of the event</a>`
      : html`event <bdi class="address">${event}</bdi>`,
  ]
}

/** The evidence that both titles belong to one event; null if the path did not change. */
function evidencePart({ from, to, link }: TitleChange): Html | null {
  if (link === null || from.path === to.path) return null
  const reasons = link.reasons.map((reason) => html`<li><bdi>${reasonText(reason)}</bdi></li>`)
  return html`<details class="evidence"><summary>why one event: ${Math.round(link.score * 100)} %</summary><ul>${reasons}</ul></details>
`
}

/** Facts with a dot between them. */
function joinWithDots(facts: readonly Part[]): Part[] {
  return facts.filter((fact) => fact !== null).flatMap((fact, at) => (at === 0 ? [fact] : [' · ', fact]))
}
