import type { ClassReason, TitleChange } from '../../model/audit.ts'
import type { ChangeClass } from '../../model/change.ts'
import type { EventId, MatchEvidence } from '../../model/event.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { reasonText } from '../terminal/evidence.ts'
import { stoodText, undoneAfterText } from '../wording/audit-figures.ts'
import { formatCount, keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { changeAnchor, eventAnchor } from './anchors.ts'
import { type Html, html, type Part } from './escape.ts'
import { languageOf } from './language.ts'
import { titleDiffHtml } from './segments.ts'

/** What a change is told with that it does not know of itself. */
export interface ChangeContext {
  readonly timeZone: string
  /** Of events whose titles stand together elsewhere in the page, how many those are. */
  readonly titleCounts: ReadonlyMap<EventId, number>
  /** Anchors of all changes of the page. */
  readonly listedAnchors: ReadonlySet<string>
  /** Whether it was made by itself; what the changes of a group have in common is told of the group. */
  readonly isMadeSingly: boolean
}

/**
 * One title giving way to another, as an item of a list: when and how grave, the words, and what is known of it. Thousands of
 * them stand in a page, so that each has few elements; its day, its classes and its topic are read from its text.
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

/** A moment with its zone, or that it is not known. */
export function timeElement(at: Instant | null, timeZone: string): Html {
  if (at === null) return html`time not known`
  return html`<time datetime="${toRfc3339(at)}">${formatTime(at, timeZone)}</time>`
}

function changeFacts(change: TitleChange, { listedAnchors: listed, isMadeSingly: singly }: ChangeContext): Part[] {
  const { classes, reasons, silent, bodyChanged, minutesStood, reverted } = change
  return [
    ...classes.map((kind) => classPart(kind, singly ? reasons : [])),
    silent ? html`<strong>silent</strong>` : 'noted in the page',
    bodyChanged ? 'text changed too' : null,
    minutesStood === null ? null : keepUnitsTogether(`the former title stood ${stoodText(minutesStood)}`),
    reverted === null
      ? null
      : linkIfListed(keepUnitsTogether(undoneAfterText(change)), changeAnchor({ ...change, to: reverted }), listed),
  ]
}

function linkIfListed(words: string, anchor: string, listed: ReadonlySet<string>): Part {
  return listed.has(anchor) ? html`<a href="#${anchor}">${words}</a>` : words
}

/** A class, and what of the titles makes it so where that is known. */
function classPart(kind: ChangeClass, reasons: readonly ClassReason[]): Part {
  const reason = reasons.find((one) => one.kind === kind)
  const [went, came] = [reason?.removed.join(', ') ?? '', reason?.added.join(', ') ?? '']
  if (went === '' && came === '') return html`<b>${kind}</b>`
  const quoted = (text: string) => (text === '' ? 'nothing' : html`<q><bdi>${text}</bdi></q>`)
  return html`<b>${kind}</b> ${quoted(went)} <span aria-hidden="true">→</span> ${quoted(came)}`
}

function locationFacts(
  { topic, from, to, origin, event }: TitleChange,
  { titleCounts: titles, isMadeSingly: singly }: ChangeContext,
): Part[] {
  const titleCount = titles.get(event)
  const former = from.path === to.path ? null : html`, was <bdi class="address">${from.path}</bdi>`
  return [
    topic === null
      ? null
      : html`<bdi class="topic"${languageOf(topic) === '' ? null : html` lang="${languageOf(topic)}"`}>${topic}</bdi>`,
    html`<bdi class="address">${to.path}</bdi>${former}`,
    singly ? html`<bdi>${originText(origin)}</bdi>` : null,
    titleCount !== undefined
      ? html`<a href="#${eventAnchor(event)}">all ${formatCount(titleCount, 'title')} of the event</a>`
      : html`event <bdi class="address">${event}</bdi>`,
  ]
}

/** Why both titles are one event's, where they stood in two places. */
function evidencePart({ from, to, link }: TitleChange): Html | null {
  if (link === null || from.path === to.path) return null
  return html`<details class="evidence"><summary>why one event: ${Math.round(link.score * 100)} %</summary>${reasonList(link)}</details>
`
}

function reasonList({ reasons }: MatchEvidence): Html {
  return html`<ul>${reasons.map((reason) => html`<li><bdi>${reasonText(reason)}</bdi></li>`)}</ul>`
}

/** Facts in a line, with a dot between them. */
function joinWithDots(facts: readonly Part[]): Part[] {
  return facts.filter((fact) => fact !== null).flatMap((fact, at) => (at === 0 ? [fact] : [' · ', fact]))
}
