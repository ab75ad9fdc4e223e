import type { ReasonKind } from '../../model/event.ts'
import type { ComparedEvent, ComparedPair, WhyReport } from '../../model/why.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { formatWeight, reasonText, renderWeightRow } from '../terminal/evidence.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

/** Why two are one event, or are not: what decides, and all the evidence. */
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
    ruling: ', because somebody said so.',
    record: ' in the record.',
    evidence: ', by what they say: they are not both recorded yet.',
  }
  return [what, plainSpan(how[by])]
}

function sidesText({ a, b }: WhyReport, options: RenderOptions): string {
  const rows = [a, b].map((side, index) => ({ letter: 'AB'[index]!, path: oneLine(side.ref.path), side }))
  return `\n${rows
    .map(({ letter, path, side }) => {
      const label: Span[] = [
        ['strong', `${letter}  `],
        ['path', path],
      ]
      return renderBlock(label, options, [2, 5]) + renderBlock([['quiet', sideText(side)]], options, 5)
    })
    .join('')}`
}

/** Whether a page was named that tells many events, and not one of them. */
function isPageOfManyEvents({ event, wordings }: ComparedEvent): boolean {
  return event === null && wordings > 1
}

function sideText({ event, ref, wordings, stands }: ComparedEvent): string {
  const title = ref.title === null ? '' : `"${oneLine(ref.title)}" · `
  if (event === null)
    return wordings > 1
      ? `${formatCount(wordings, 'event')} ${stands ? 'on one page' : 'that stood on one page'}`
      : 'not recorded yet'
  return `${title}event ${event.id} · ${formatCount(event.versions, 'version')}`
}

function rulingSection(why: WhyReport, options: RenderOptions): string {
  const { ruling } = why
  if (ruling === null) return ''
  const lineNote = ruling.number > 0 ? `, line ${ruling.number}` : ''
  return `\n${headingText(`What people said (variorum.links${lineNote})`, options)}${renderBlock([plainSpan(oneLine(ruling.line))], options, [2, 4])}${unfollowedRulingText(why, options)}`
}

/** A ruling that the record was not judged by yet, or cannot be. */
function unfollowedRulingText({ same, apart, record, a, b }: WhyReport, options: RenderOptions): string {
  const isOne = record !== null
  if (isOne === same || a.event === null || b.event === null) return ''
  const text =
    same && apart !== null
      ? `The record cannot follow: ${oneLine(apart)}.`
      : `The record has ${isOne ? 'one event' : 'two events'} until it is judged anew: variorum reindex`
  return renderBlock([['editorial', '! '], plainSpan(text)], options, [2, 4])
}

function joiningsText({ record }: WhyReport, options: RenderOptions): string {
  if (record === null || record.joinings.length === 0) return ''
  const rows = record.joinings.map(({ number, title, path, link }) => {
    const head: Span[] = [
      ['strong', `@${number}  `],
      plainSpan(oneLine(title)),
      ['quiet', '  '],
      ['path', oneLine(path)],
    ]
    const score: Span =
      link === null
        ? ['quiet', 'stood in its place, with the same title']
        : ['quiet', `joined by a score of ${link.score.toFixed(2)}`]
    const reasons = link?.reasons.map((reason) => renderWeightRow(reason.weight, reasonText(reason), options, 2)) ?? []
    return renderBlock(head, options, [2, 6]) + renderBlock([score], options, 6) + reasons.join('')
  })
  return `\n${headingText('How they came together', options)}${rows.join('')}`
}

/** The likeliest pair in full; of others the score, unless more is asked for. */
function pairText(pair: ComparedPair, why: WhyReport, index: number, options: RenderOptions): string {
  if (index > 0 && !options.verbose) return `\n${titlesText(pair, options)}${scoreText(pair, options)}`
  const name = why.pairs.length === 1 ? 'What they say' : 'What they say, the likeliest of their wordings first'
  const { prior, odds, same, reasons } = pair
  const rows = reasons.toSorted((x, y) => y.weight - x.weight)
  return [
    index === 0 ? `\n${headingText(name, options)}` : '\n',
    titlesText(pair, options),
    renderWeightRow(prior, 'to begin with: two taken at random are two', options, 2, 'quiet'),
    ...rows.map((reason) =>
      renderWeightRow(reason.weight, reasonText(reason), options, 2, reason.weight < 0 ? 'bad' : 'plain'),
    ),
    renderWeightRow(odds, same ? 'together, above nothing: one' : 'together, below nothing: two', options, 2, 'strong'),
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
    plainSpan(same ? ', one event by what they say' : ', two events by what they say'),
    plainSpan(recorded ? (same ? ' and in the record' : '; one event in the record') : ''),
    plainSpan(parted ? '; two events in the record' : ''),
  ]
  return renderBlock(spans, options, [2, 4])
}

function titleRow(letter: string, { title, day }: ComparedPair['a'], options: RenderOptions): string {
  return renderLabelled(
    [['quiet', `  ${letter}  ${(day ?? 'undated').padEnd(10)}  `]],
    [plainSpan(oneLine(title))],
    17,
    options,
  )
}

const wishNames: Partial<Record<ReasonKind, string>> = {
  'shared-source': 'a shared source',
  'same-day': 'the same day',
  'same-topic': 'the same topic',
  'explicit-link': 'a link in the Changes section, or an alias',
}

/** What would make them one event; of further pairs only what they lack. */
function adviceText({ same, odds, wishes, a, b }: ComparedPair, why: WhyReport, index: number): string {
  if (why.apart !== null) return index > 0 ? '' : `Nothing could make them one event: ${oneLine(why.apart)}.`
  const link = `variorum link ${shellArgument(why.a, a)} ${shellArgument(why.b, b)}`
  if (why.by === 'ruling' || same) {
    const missed = why.missed === null ? '' : `The record has two: ${oneLine(why.missed)}. `
    return index > 0 ? '' : `${missed}To make them one event: ${link}`
  }
  const list = wishes.map(({ kind, weight }) => `${wishNames[kind] ?? kind} ${formatWeight(weight)}`).join(', ')
  const lack = Math.abs(odds).toFixed(2)
  const balance = lack === '0.00' ? 'As much speaks against it as for it.' : `They lack ${lack}.`
  return `${balance} ${list === '' ? '' : `It would help: ${list}. `}Or say so: ${link}`
}

/** A name as a shell takes it, where that is plain to see; of a page that tells many, the event that is meant. */
function shellArgument(side: ComparedEvent, { event }: ComparedPair['a']): string {
  if (isPageOfManyEvents(side) && event !== null) return event
  const { name } = side
  return /^[\w./@-]+$/.test(name) ? name : `'${oneLine(name).replaceAll("'", "'\\''")}'`
}

function headingText(text: string, options: RenderOptions): string {
  return renderBlock([['heading', text]], options)
}
