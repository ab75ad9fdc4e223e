import type { ReasonKind } from '../../model/event.ts'
import type { ComparedPair, ComparedSide, Why } from '../../model/why.ts'
import type { Look, Reporter } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { reasonText, weighed, weightText } from '../terminal/evidence.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { count } from '../wording/quantity.ts'

/** Why two are one event, or are not: what decides, and all the evidence. */
export const whyText: Reporter<Why> = (why, look) =>
  [
    block(verdict(why), look),
    sides(why, look),
    ruled(why, look),
    recorded(why, look),
    ...why.pairs.map((pair, index) => pairText(pair, why, index, look)),
  ].join('')

function verdict({ same, by, a, b }: Why): Span[] {
  const alone = same ? 'One event' : 'Two events'
  const shared = same ? 'An event in common' : 'No event in common'
  const what: Span = ['strong', isOfMany(a) || isOfMany(b) ? shared : alone]
  const how = {
    ruling: ', because somebody said so.',
    record: ' in the record.',
    evidence: ', by what they say: they are not both recorded yet.',
  }
  return [what, plain(how[by])]
}

function sides({ a, b }: Why, look: Look): string {
  const rows = [a, b].map((side, index) => ({ letter: 'AB'[index]!, path: oneLine(side.ref.path), side }))
  return `\n${rows
    .map(({ letter, path, side }) => {
      const label: Span[] = [
        ['strong', `${letter}  `],
        ['path', path],
      ]
      return block(label, look, [2, 5]) + block([['quiet', sideText(side)]], look, 5)
    })
    .join('')}`
}

/** Whether a page was named that tells many events, and not one of them. */
function isOfMany({ event, wordings }: ComparedSide): boolean {
  return event === null && wordings > 1
}

function sideText({ event, ref, wordings, stands }: ComparedSide): string {
  const title = ref.title === null ? '' : `"${oneLine(ref.title)}" · `
  if (event === null)
    return wordings > 1
      ? `${count(wordings, 'event')} ${stands ? 'on one page' : 'that stood on one page'}`
      : 'not recorded yet'
  return `${title}event ${event.id} · ${count(event.versions, 'version')}`
}

function ruled(why: Why, look: Look): string {
  const { ruling } = why
  if (ruling === null) return ''
  const place = ruling.number > 0 ? `, line ${ruling.number}` : ''
  return `\n${heading(`What people said (variorum.links${place})`, look)}${block([plain(oneLine(ruling.line))], look, [2, 4])}${notFollowed(why, look)}`
}

/** A ruling that the record was not judged by yet, or cannot be. */
function notFollowed({ same, apart, record, a, b }: Why, look: Look): string {
  const isOne = record !== null
  if (isOne === same || a.event === null || b.event === null) return ''
  const text =
    same && apart !== null
      ? `The record cannot follow: ${oneLine(apart)}.`
      : `The record has ${isOne ? 'one event' : 'two events'} until it is judged anew: variorum reindex`
  return block([['editorial', '! '], plain(text)], look, [2, 4])
}

function recorded({ record }: Why, look: Look): string {
  if (record === null || record.joinings.length === 0) return ''
  const rows = record.joinings.map(({ number, title, path, link }) => {
    const head: Span[] = [['strong', `@${number}  `], plain(oneLine(title)), ['quiet', '  '], ['path', oneLine(path)]]
    const score: Span =
      link === null
        ? ['quiet', 'stood in its place, with the same title']
        : ['quiet', `joined by a score of ${link.score.toFixed(2)}`]
    const reasons = link?.reasons.map((reason) => weighed(reason.weight, reasonText(reason), look, 2)) ?? []
    return block(head, look, [2, 6]) + block([score], look, 6) + reasons.join('')
  })
  return `\n${heading('How they came together', look)}${rows.join('')}`
}

/** The likeliest pair in full; of others the score, unless more is asked for. */
function pairText(pair: ComparedPair, why: Why, index: number, look: Look): string {
  if (index > 0 && !look.verbose) return `\n${titles(pair, look)}${scored(pair, look)}`
  const name = why.pairs.length === 1 ? 'What they say' : 'What they say, the likeliest of their wordings first'
  const { prior, odds, same, reasons } = pair
  const rows = reasons.toSorted((x, y) => y.weight - x.weight)
  return [
    index === 0 ? `\n${heading(name, look)}` : '\n',
    titles(pair, look),
    weighed(prior, 'to begin with: two taken at random are two', look, 2, 'quiet'),
    ...rows.map((reason) => weighed(reason.weight, reasonText(reason), look, 2, reason.weight < 0 ? 'bad' : 'plain')),
    weighed(odds, same ? 'together, above nothing: one' : 'together, below nothing: two', look, 2, 'strong'),
    scored(pair, look),
    why.same ? '' : block([plain(adviceOn(pair, why, index))], look, 2),
  ].join('')
}

function titles({ a, b }: ComparedPair, look: Look): string {
  return titleRow('A', a, look) + titleRow('B', b, look)
}

function scored({ a, b, score, same }: ComparedPair, look: Look): string {
  const recorded = a.event !== null && a.event === b.event
  const parted = same && a.event !== null && b.event !== null && !recorded
  const spans: Span[] = [
    ['strong', `score ${score.toFixed(2)}`],
    plain(same ? ', one event by what they say' : ', two events by what they say'),
    plain(recorded ? (same ? ' and in the record' : '; one event in the record') : ''),
    plain(parted ? '; two events in the record' : ''),
  ]
  return block(spans, look, [2, 4])
}

function titleRow(letter: string, { title, day }: ComparedPair['a'], look: Look): string {
  return hanging([['quiet', `  ${letter}  ${(day ?? 'undated').padEnd(10)}  `]], [plain(oneLine(title))], 17, look)
}

const wishNames: Partial<Record<ReasonKind, string>> = {
  'shared-source': 'a shared source',
  'same-day': 'the same day',
  'same-topic': 'the same topic',
  'explicit-link': 'a link in the Changes section, or an alias',
}

/** What would make them one event; of further pairs only what they lack. */
function adviceOn({ same, odds, wishes, a, b }: ComparedPair, why: Why, index: number): string {
  if (why.apart !== null) return index > 0 ? '' : `Nothing could make them one event: ${oneLine(why.apart)}.`
  const link = `variorum link ${shell(why.a, a)} ${shell(why.b, b)}`
  if (why.by === 'ruling' || same) {
    const missed = why.missed === null ? '' : `The record has two: ${oneLine(why.missed)}. `
    return index > 0 ? '' : `${missed}To make them one event: ${link}`
  }
  const list = wishes.map(({ kind, weight }) => `${wishNames[kind] ?? kind} ${weightText(weight)}`).join(', ')
  const lack = Math.abs(odds).toFixed(2)
  const balance = lack === '0.00' ? 'As much speaks against it as for it.' : `They lack ${lack}.`
  return `${balance} ${list === '' ? '' : `It would help: ${list}. `}Or say so: ${link}`
}

/** A name as a shell takes it, where that is plain to see; of a page that tells many, the event that is meant. */
function shell(side: ComparedSide, { event }: ComparedPair['a']): string {
  if (isOfMany(side) && event !== null) return event
  const { name } = side
  return /^[\w./@-]+$/.test(name) ? name : `'${oneLine(name).replaceAll("'", "'\\''")}'`
}

function heading(text: string, look: Look): string {
  return block([['heading', text]], look)
}
