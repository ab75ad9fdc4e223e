import type { Finding } from '../../model/finding.ts'
import { type FoldKind, foldKinds, type IngestSummary } from '../../model/report.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { plainSpan, type Span, type Style } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { formatBytes, formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatDuration } from '../wording/format-time.ts'
import { redactPassword } from '../wording/redact-password.ts'
import { indexChangesText } from './index-changes.ts'

interface SummaryTextOptions {
  readonly verb: 'import' | 'ingest' | 'reindex'
  readonly dryRun: boolean
}

const maxListedFindings = 5

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
export function summaryText(summaryOptions: SummaryTextOptions): Reporter<IngestSummary> {
  return (summary, options) =>
    [
      headline(summary, summaryOptions, options),
      ...(summaryOptions.verb === 'reindex' ? [] : revisionCounts(summary, summaryOptions.dryRun, options)),
      addedText(summary, summaryOptions, options),
      foldedText(summary, options),
      indexChangesText(summary, options),
      notesText(summary.notes, options),
    ].join('') + findingsText(summary.findings, options)
}

function notesText(notes: readonly string[], options: RenderOptions): string {
  if (notes.length === 0) return ''
  const shown = options.verbose ? notes : notes.slice(0, maxListedFindings)
  const more = notes.length - shown.length
  return [
    '\n',
    ...shown.map((note) => renderBlock([['editorial', '! '], plainSpan(oneLine(note))], options, [0, 2])),
    more > 0 ? renderBlock([['quiet', `and ${formatNumber(more)} more: -v shows them all`]], options, 2) : '',
  ].join('')
}

function headline(
  { revisions, source, seconds }: IngestSummary,
  summaryOptions: SummaryTextOptions,
  options: RenderOptions,
): string {
  const unit = summaryOptions.verb === 'reindex' ? 'snapshot' : 'revision'
  const spans: Span[] = [
    ['good', summaryOptions.dryRun ? '' : '✓ '],
    ['strong', formatCount(revisions, unit)],
    plainSpan(` read from ${oneLine(redactPassword(source))} in ${formatSeconds(seconds)}`),
    plainSpan(summaryOptions.dryRun ? '. Dry run: nothing was written.' : ''),
  ]
  return renderBlock(spans, options, [0, 2])
}

function revisionCounts(summary: IngestSummary, dryRun: boolean, options: RenderOptions): string[] {
  const { stored, removed, unchanged, known, skipped, contents, bytes } = summary
  const kept = dryRun ? 'would be kept' : 'kept'
  const sentences: [number, string][] = [
    [stored, `${kept} as snapshots, with ${formatCount(contents, 'new content')} of ${formatBytes(bytes)}`],
    [removed, `${kept} as removals of a page`],
    [unchanged, 'said what stood already'],
    [known, 'known from an earlier run'],
    [skipped, 'left alone: files that are no pages'],
  ]
  const wide = Math.max(...sentences.map(([number]) => formatNumber(number).length))
  return sentences
    .filter(([number]) => number > 0)
    .map(([number, text]) =>
      renderBlock([plainSpan(`${formatNumber(number).padStart(wide)}  ${text}`)], options, [2, 4 + wide]),
    )
}

function addedText(
  { events, versions, titleChanges }: IngestSummary,
  { verb, dryRun }: SummaryTextOptions,
  options: RenderOptions,
): string {
  const rebuilt = verb === 'reindex'
  if (versions === 0) return renderBlock([plainSpan(rebuilt ? 'There is no version.' : 'No new version.')], options, 2)
  const fresh = rebuilt ? '' : 'new '
  const gained = [
    ...(events > 0 ? [formatCount(events, `${fresh}event`)] : []),
    formatCount(versions, `${fresh}version`),
  ].join(', ')
  const titles = titleChanges === 0 ? '' : `, ${formatNumber(titleChanges)} of them with another title`
  const intro = rebuilt ? (dryRun ? 'The index would have ' : 'The index has ') : dryRun ? 'It would add ' : 'Added '
  return renderBlock([plainSpan(intro), ['strong', gained], plainSpan(`${titles}.`)], options, 2)
}

function foldedText({ folded }: IngestSummary, options: RenderOptions): string {
  const kinds = foldKinds.filter((kind) => folded[kind] > 0)
  if (kinds.length === 0) return ''
  const total = kinds.reduce((sum, kind) => sum + folded[kind], 0)
  const list = kinds.map((kind) => `${foldNames[kind]} ${formatNumber(folded[kind])}`).join(', ')
  return renderBlock(
    [plainSpan(`${formatCount(total, 'snapshot')} made no version: `), ['quiet', list]],
    options,
    [2, 4],
  )
}

const severityStyles: Readonly<Record<Finding['severity'], Style>> = {
  error: 'factual',
  warning: 'editorial',
  info: 'quiet',
}

function findingsText(findings: readonly Finding[], options: RenderOptions): string {
  if (findings.length === 0) return ''
  const shown = options.verbose ? findings : findings.slice(0, maxListedFindings)
  const more = findings.length - shown.length
  return [
    `\n${renderBlock(
      [
        ['strong', formatCount(findings.length, 'finding')],
        ['quiet', `  ${countsByRule(findings)}`],
      ],
      options,
    )}`,
    ...shown.map((finding) => findingText(finding, options)),
    more > 0 ? renderBlock([['quiet', `and ${formatNumber(more)} more: -v shows them all`]], options, 2) : '',
  ].join('')
}

function countsByRule(findings: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { name } of findings) counts.set(name, (counts.get(name) ?? 0) + 1)
  const rows = Array.from(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return rows.map(([name, number]) => `${name} ${formatNumber(number)}`).join(' · ')
}

function findingText({ rule, name, severity, message, path, line }: Finding, options: RenderOptions): string {
  const location = `${oneLine(path ?? '')}${line === null ? '' : `:${line}`}`
  const head: Span[] = [
    [severityStyles[severity], `${severity} ${rule} ${name}`],
    ['quiet', '  '],
    ['path', location],
  ]
  return renderBlock(head, options, [2, 4]) + renderBlock([plainSpan(oneLine(message))], options, 4)
}

function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
    : formatDuration(seconds * 1000)
}
