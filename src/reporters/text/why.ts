import type { ReasonKind } from '../../model/event.ts'
import type { ComparedPair, ComparedSide, Why } from '../../model/why.ts'
import type { Look, Reporter } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { reasonText, weighed, weightText } from '../terminal/evidence.ts'
import { count } from '../terminal/quantity.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'

/** Why two are one event, or are not: what decides, and all the evidence. */
export const whyText: Reporter<Why> = (why, look) =>
  [
    block(verdict(why), look),
    sides(why, look),
    ruled(why, look),
    recorded(why, look),
    ...why.pairs.map((pair, index) => pairText(pair, why, index, look)),
  ].join('')

function verdict({ same, by }: Why): Span[] {
  const what: Span = ['strong', same ? 'One event' : 'Two events']
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

function sideText({ event, ref, wordings }: ComparedSide): string {
  const title = ref.title === null ? '' : `"${oneLine(ref.title)}" · `
  if (event === null) return wordings > 1 ? `${count(wordings, 'event')} on one page` : 'not recorded yet'
  return `${title}event ${event.id} · ${count(event.versions, 'version')}`
}

function ruled({ ruling }: Why, look: Look): string {
  if (ruling === null) return ''
  const place = ruling.number > 0 ? `, line ${ruling.number}` : ''
  return `\n${heading(`What people said (variorum.links${place})`, look)}${block([plain(oneLine(ruling.line))], look, [2, 4])}`
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
  const { prior, odds, same, reasons, wishes } = pair
  const rows = reasons.toSorted((x, y) => y.weight - x.weight)
  return [
    index === 0 ? `\n${heading(name, look)}` : '\n',
    titles(pair, look),
    weighed(prior, 'to begin with: two taken at random are two', look, 2, 'quiet'),
    ...rows.map((reason) => weighed(reason.weight, reasonText(reason), look, 2, reason.weight < 0 ? 'bad' : 'plain')),
    weighed(odds, same ? 'together, above nothing: one' : 'together, below nothing: two', look, 2, 'strong'),
    scored(pair, look),
    wishes.length === 0 || why.same ? '' : block([plain(wishText(pair, why))], look, 2),
  ].join('')
}

function titles({ a, b }: ComparedPair, look: Look): string {
  return titleRow('A', a, look) + titleRow('B', b, look)
}

function scored({ a, b, score, same }: ComparedPair, look: Look): string {
  const recorded = a.event !== null && a.event === b.event
  const spans: Span[] = [
    ['strong', `score ${score.toFixed(2)}`],
    plain(same ? ', one event by what they say' : ', two events by what they say'),
    plain(recorded ? (same ? ' and in the record' : '; one event in the record') : ''),
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

function wishText({ odds, wishes }: ComparedPair, why: Why): string {
  const list = wishes.map(({ kind, weight }) => `${wishNames[kind] ?? kind} ${weightText(weight)}`).join(', ')
  return `They lack ${Math.abs(odds).toFixed(2)}. It would help: ${list}. Or say so: variorum link ${shell(why.a)} ${shell(why.b)}`
}

/** A name as a shell takes it, where that is plain to see. */
function shell({ name }: ComparedSide): string {
  return /^[\w./@-]+$/.test(name) ? name : `'${oneLine(name).replaceAll("'", "'\\''")}'`
}

function heading(text: string, look: Look): string {
  return block([['heading', text]], look)
}
