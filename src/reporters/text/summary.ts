import type { Finding } from '../../model/finding.ts'
import { type FoldKind, foldKinds, type Summary } from '../../model/report.ts'
import type { Look, Reporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { plain, type Span, type Style } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { withoutPassword } from '../wording/address.ts'
import { duration } from '../wording/moment.ts'
import { count, figure, size } from '../wording/quantity.ts'
import { rejudgedText } from './rejudged.ts'

interface View {
  readonly verb: 'import' | 'ingest' | 'reindex'
  readonly dryRun: boolean
}

const findingsShown = 5

/** What differed, of a save that made no version. */
export const foldNames: Readonly<Record<FoldKind, string>> = {
  related: 'related links only',
  changes: 'the Changes section only',
  formats: 'the formats line only',
  covers: 'cover images only',
  layout: 'layout only',
  moved: 'moved only',
  superseded: 'pages left behind by a new title',
  list: 'lists of events',
}

/** What a recording did: every revision accounted for, what was folded away, and the first findings. */
export function summaryText(view: View): Reporter<Summary> {
  return (summary, look) =>
    [
      headline(summary, view, look),
      ...(view.verb === 'reindex' ? [] : accounts(summary, view.dryRun, look)),
      gains(summary, view, look),
      foldedAway(summary, look),
      rejudgedText(summary, look),
      notesText(summary.notes, look),
    ].join('') + findingsText(summary.findings, look)
}

function notesText(notes: readonly string[], look: Look): string {
  if (notes.length === 0) return ''
  const shown = look.verbose ? notes : notes.slice(0, findingsShown)
  const more = notes.length - shown.length
  return [
    '\n',
    ...shown.map((note) => block([['editorial', '! '], plain(oneLine(note))], look, [0, 2])),
    more > 0 ? block([['quiet', `and ${figure(more)} more: -v shows them all`]], look, 2) : '',
  ].join('')
}

function headline({ revisions, source, seconds }: Summary, view: View, look: Look): string {
  const unit = view.verb === 'reindex' ? 'snapshot' : 'revision'
  const spans: Span[] = [
    ['good', view.dryRun ? '' : '✓ '],
    ['strong', count(revisions, unit)],
    plain(` read from ${oneLine(withoutPassword(source))} in ${time(seconds)}`),
    plain(view.dryRun ? '. Dry run: nothing was written.' : ''),
  ]
  return block(spans, look, [0, 2])
}

function accounts(summary: Summary, dryRun: boolean, look: Look): string[] {
  const { stored, removed, unchanged, known, skipped, contents, bytes } = summary
  const kept = dryRun ? 'would be kept' : 'kept'
  const sentences: [number, string][] = [
    [stored, `${kept} as snapshots, with ${count(contents, 'new content')} of ${size(bytes)}`],
    [removed, `${kept} as removals of a page`],
    [unchanged, 'said what stood already'],
    [known, 'known from an earlier run'],
    [skipped, 'left alone: files that are no pages'],
  ]
  const wide = Math.max(...sentences.map(([number]) => figure(number).length))
  return sentences
    .filter(([number]) => number > 0)
    .map(([number, text]) => block([plain(`${figure(number).padStart(wide)}  ${text}`)], look, [2, 4 + wide]))
}

function gains({ events, versions, titleChanges }: Summary, { verb, dryRun }: View, look: Look): string {
  const rebuilt = verb === 'reindex'
  if (versions === 0) return block([plain(rebuilt ? 'There is no version.' : 'No new version.')], look, 2)
  const fresh = rebuilt ? '' : 'new '
  const gained = [...(events > 0 ? [count(events, `${fresh}event`)] : []), count(versions, `${fresh}version`)].join(
    ', ',
  )
  const titles = titleChanges === 0 ? '' : `, ${figure(titleChanges)} of them with another title`
  const told = rebuilt ? (dryRun ? 'The index would have ' : 'The index has ') : dryRun ? 'It would add ' : 'Added '
  return block([plain(told), ['strong', gained], plain(`${titles}.`)], look, 2)
}

function foldedAway({ folded }: Summary, look: Look): string {
  const kinds = foldKinds.filter((kind) => folded[kind] > 0)
  if (kinds.length === 0) return ''
  const total = kinds.reduce((sum, kind) => sum + folded[kind], 0)
  const list = kinds.map((kind) => `${foldNames[kind]} ${figure(folded[kind])}`).join(', ')
  return block([plain(`${count(total, 'snapshot')} made no version: `), ['quiet', list]], look, [2, 4])
}

const styles: Readonly<Record<Finding['severity'], Style>> = { error: 'factual', warning: 'editorial', info: 'quiet' }

function findingsText(findings: readonly Finding[], look: Look): string {
  if (findings.length === 0) return ''
  const shown = look.verbose ? findings : findings.slice(0, findingsShown)
  const more = findings.length - shown.length
  return [
    `\n${block(
      [
        ['strong', count(findings.length, 'finding')],
        ['quiet', `  ${byRule(findings)}`],
      ],
      look,
    )}`,
    ...shown.map((finding) => findingText(finding, look)),
    more > 0 ? block([['quiet', `and ${figure(more)} more: -v shows them all`]], look, 2) : '',
  ].join('')
}

function byRule(findings: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { name } of findings) counts.set(name, (counts.get(name) ?? 0) + 1)
  const rows = Array.from(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return rows.map(([name, number]) => `${name} ${figure(number)}`).join(' · ')
}

function findingText({ rule, name, severity, message, path, line }: Finding, look: Look): string {
  const place = `${oneLine(path ?? '')}${line === null ? '' : `:${line}`}`
  const head: Span[] = [
    [styles[severity], `${severity} ${rule} ${name}`],
    ['quiet', '  '],
    ['path', place],
  ]
  return block(head, look, [2, 4]) + block([plain(oneLine(message))], look, 4)
}

function time(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s` : duration(seconds * 1000)
}
