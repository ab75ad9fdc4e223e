import type { ReasonKind } from '../../model/event.ts'
import type { ComparedEvent, ComparedPair, WhyReport } from '../../model/why.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { formatWeight, reasonText, renderWeightRow } from '../terminal/evidence.ts'
import { plainSpan, type Span, type Style } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

/** Why two pages are one event or two: the deciding fact, and all evidence. */
export const whyText: Reporter<WhyReport> = (why, options) =>
  [
    renderBlock(outcomeSpans(why), options),
    sidesText(why, options),
    rulingSection(why, options),
    joiningsText(why, options),
    ...why.pairs.map((pair, index) => pairText(pair, why, index, options)),
  ].join('')

function outcomeSpans({ same, by, a, b }: WhyReport): Span[] {
  const alone = same ? 'One event' : 'Two events'
  const shared = same ? 'An event in common' : 'No event in common'
  const what: Span = ['strong', isPageOfManyEvents(a) || isPageOfManyEvents(b) ? shared : alone]
  const how = {
    ruling: ', by a ruling.',
    record: ' in the index.',
    evidence: ', by the evidence: they are not both recorded yet.',
  }
  return [what, plainSpan(how[by])]
}

function sidesText({ a, b }: WhyReport, options: RenderOptions): string {
  const row = (letter: string, side: ComparedEvent) =>
    renderBlock([['strong', `${letter}  `], pathSpan(side.ref.path)], options, [2, 5]) +
    renderBlock([['quiet', sideText(side)]], options, 5)
  return `\n${row('A', a)}${row('B', b)}`
}

/** Whether the side is a page of many events, without the title of one of them. */
function isPageOfManyEvents({ event, wordings }: ComparedEvent): boolean {
  return event === null && wordings > 1
}

function sideText({ event, ref, wordings, stands }: ComparedEvent): string {
  const title = ref.title === null ? '' : `"${oneLine(ref.title)}" · `
  if (event === null && wordings > 1) return `${formatCount(wordings, 'event')} ${stands ? '' : 'formerly '}on one page`
  if (event === null) return 'not recorded yet'
  return `${title}event ${event.id} · ${formatCount(event.versions, 'version')}`
}

function rulingSection(why: WhyReport, options: RenderOptions): string {
  const { ruling } = why
  if (ruling === null) return ''
  const heading = headingText(`Ruling (variorum.links${ruling.number > 0 ? `, line ${ruling.number}` : ''})`, options)
  const line = renderBlock([plainSpan(oneLine(ruling.line))], options, [2, 4])
  return `\n${heading}${line}${unfollowedRulingText(why, options)}`
}

/** A warning for a ruling that the index does not follow. */
function unfollowedRulingText({ same, apart, record, a, b }: WhyReport, options: RenderOptions): string {
  const isOne = record !== null
  if (isOne === same || a.event === null || b.event === null) return ''
  const current = `The index has ${isOne ? 'one event' : 'two events'} until it is rebuilt: variorum reindex`
  const text = same && apart !== null ? `The index cannot follow the ruling: ${oneLine(apart)}.` : current
  return renderBlock([['editorial', '! '], plainSpan(text)], options, [2, 4])
}

function joiningsText({ record }: WhyReport, options: RenderOptions): string {
  if (record === null || record.joinings.length === 0) return ''
  const rows = record.joinings.map(({ number, title, path, link }) => {
    const head: Span[] = [['strong', `@${number}  `], plainSpan(oneLine(title)), plainSpan('  '), pathSpan(path)]
    const score: Span = ['quiet', link === null ? 'the same path and title' : `score ${link.score.toFixed(2)}`]
    const reasons = link?.reasons.map((reason) => renderWeightRow(reason.weight, reasonText(reason), options, 2)) ?? []
    return renderBlock(head, options, [2, 6]) + renderBlock([score], options, 6) + reasons.join('')
  })
  return `\n${headingText('How the versions were matched', options)}${rows.join('')}`
}

/** The most likely pair with all evidence; other pairs with their score only, unless `-v` is given. */
function pairText(pair: ComparedPair, why: WhyReport, index: number, options: RenderOptions): string {
  if (index > 0 && !options.verbose) return `\n${titlesText(pair, options)}${scoreText(pair, options)}`
  const name = why.pairs.length === 1 ? 'Evidence' : 'Evidence, the most likely pair of wordings first'
  const { prior, odds, same, reasons } = pair
  const row = (weight: number, text: string, style: Style) => renderWeightRow(weight, text, options, 2, style)
  return [
    index === 0 ? `\n${headingText(name, options)}` : '\n',
    titlesText(pair, options),
    row(prior, 'prior: two random wordings are two events', 'quiet'),
    ...reasons
      .toSorted((x, y) => y.weight - x.weight)
      .map((reason) => row(reason.weight, reasonText(reason), reason.weight < 0 ? 'bad' : 'plain')),
    row(odds, same ? 'total above 0: one event' : 'total below 0: two events', 'strong'),
    scoreText(pair, options),
    why.same ? '' : renderBlock([plainSpan(adviceText(pair, why, index))], options, 2),
  ].join('')
}

function titlesText({ a, b }: ComparedPair, options: RenderOptions): string {
  return titleRow('A', a, options) + titleRow('B', b, options)
}

function scoreText({ a, b, score, same }: ComparedPair, options: RenderOptions): string {
  const recorded = a.event !== null && a.event === b.event
  const parted = same && a.event !== null && b.event !== null && !recorded
  const spans: Span[] = [
    ['strong', `score ${score.toFixed(2)}`],
    plainSpan(same ? ': one event by the evidence' : ': two events by the evidence'),
    plainSpan(recorded ? (same ? ' and in the index' : '; one event in the index') : ''),
    plainSpan(parted ? '; two events in the index' : ''),
  ]
  return renderBlock(spans, options, [2, 4])
}

function titleRow(letter: string, { title, day }: ComparedPair['a'], options: RenderOptions): string {
  const label = `  ${letter}  ${(day ?? 'undated').padEnd(10)}  `
  return renderLabelled([['quiet', label]], [plainSpan(oneLine(title))], 17, options)
}

const wishNames: Partial<Record<ReasonKind, string>> = {
  'shared-source': 'a shared source',
  'same-day': 'the same day',
  'same-topic': 'the same topic',
  'explicit-link': 'a link in the Changes section, or an alias',
}

/** How to make the two one event; for further pairs only the missing weight. */
function adviceText({ same, odds, wishes, a, b }: ComparedPair, why: WhyReport, index: number): string {
  if (why.apart !== null) return index > 0 ? '' : `They cannot be one event: ${oneLine(why.apart)}.`
  const link = `variorum link ${shellArgument(why.a, a)} ${shellArgument(why.b, b)}`
  if (why.by === 'ruling' || same) {
    const missed = why.missed === null ? '' : `The index has two events: ${oneLine(why.missed)}. `
    return index > 0 ? '' : `${missed}To make them one event: ${link}`
  }
  const list = wishes.map(({ kind, weight }) => `${wishNames[kind] ?? kind} ${formatWeight(weight)}`).join(', ')
  const lack = Math.abs(odds).toFixed(2)
  const balance = lack === '0.00' ? 'The evidence for and against is equal.' : `The total lacks ${lack}.`
  return `${balance} ${list === '' ? '' : `More evidence would be: ${list}. `}Or rule: ${link}`
}

/** A name quoted for a shell; for a page of many events the event's id. */
function shellArgument(side: ComparedEvent, { event }: ComparedPair['a']): string {
  if (isPageOfManyEvents(side) && event !== null) return event
  const { name } = side
  return /^[\w./@-]+$/.test(name) ? name : `'${oneLine(name).replaceAll("'", "'\\''")}'`
}

function headingText(text: string, options: RenderOptions): string {
  return renderBlock([['heading', text]], options)
}
