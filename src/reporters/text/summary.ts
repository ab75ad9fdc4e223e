import { comparing } from '../../model/compare.ts'
import type { Finding } from '../../model/finding.ts'
import { type FoldKind, foldKinds, type IngestSummary } from '../../model/report.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock, renderList } from '../terminal/block.ts'
import { findingStyles } from '../terminal/findings.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatBytes, formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatDuration } from '../wording/format-time.ts'
import { redactPassword } from '../wording/origin.ts'
import { indexChangesText } from './index-changes.ts'

interface SummaryTextOptions {
  readonly verb: 'import' | 'ingest' | 'reindex'
  readonly dryRun: boolean
}

/** With `-v` all findings are listed. */
const maxListedFindings = 5

/** The difference in a save that made no version. */
export const foldNames: Readonly<Record<FoldKind, string>> = {
  related: 'related links only',
  changes: 'the Changes section only',
  formats: 'the formats line only',
  covers: 'cover images only',
  layout: 'layout only',
  moved: 'moved only',
  superseded: 'pages superseded by a new title',
  list: 'lists of events',
}

/** The result of an import: the number of revisions of each kind, the new versions, the folded snapshots, the first findings. */
export function summaryText(summaryOptions: SummaryTextOptions): Reporter<IngestSummary> {
  return (summary, options) =>
    [
      headline(summary, summaryOptions, options),
      ...(summaryOptions.verb === 'reindex' ? [] : revisionCounts(summary, summaryOptions.dryRun, options)),
      addedText(summary, summaryOptions, options),
      foldedText(summary, options),
      indexChangesText(summary, options),
      summary.notes.length === 0 ? '' : '\n',
      renderList(summary.notes, maxListedFindings, (note) => noteText(note, options), options),
      findingsText(summary.findings, options),
    ].join('')
}

function noteText(note: string, options: RenderOptions): string {
  return renderBlock([['editorial', '! '], plainSpan(oneLine(note))], options, [0, 2])
}

function headline(summary: IngestSummary, { verb, dryRun }: SummaryTextOptions, options: RenderOptions): string {
  const { revisions, source, seconds } = summary
  const spans: Span[] = [
    ['good', dryRun ? '' : '✓ '],
    ['strong', formatCount(revisions, verb === 'reindex' ? 'snapshot' : 'revision')],
    plainSpan(` read from ${oneLine(redactPassword(source))} in ${formatSeconds(seconds)}`),
    plainSpan(dryRun ? '. Dry run: nothing was written.' : ''),
  ]
  return renderBlock(spans, options, [0, 2])
}

function revisionCounts(summary: IngestSummary, dryRun: boolean, options: RenderOptions): string[] {
  const { stored, removed, unchanged, known, skipped, contents, bytes } = summary
  const kept = dryRun ? 'would be kept' : 'kept'
  const sentences: [number, string][] = [
    [stored, `${kept} as snapshots, with ${formatCount(contents, 'new content')} of ${formatBytes(bytes)}`],
    [removed, `${kept} as removals of a page`],
    [unchanged, 'with the same content as before'],
    [known, 'known from an earlier run'],
    [skipped, 'skipped: files that are not pages'],
  ]
  const wide = Math.max(...sentences.map(([number]) => formatNumber(number).length))
  return sentences
    .filter(([number]) => number > 0)
    .map(([number, text]) =>
      renderBlock([plainSpan(`${formatNumber(number).padStart(wide)}  ${text}`)], options, [2, 4 + wide]),
    )
}

function addedText(summary: IngestSummary, { verb, dryRun }: SummaryTextOptions, options: RenderOptions): string {
  const { events, versions, titleChanges } = summary
  const rebuilt = verb === 'reindex'
  if (versions === 0) return renderBlock([plainSpan(rebuilt ? 'There is no version.' : 'No new version.')], options, 2)
  const fresh = rebuilt ? '' : 'new '
  const newEvents = events > 0 ? `${formatCount(events, `${fresh}event`)}, ` : ''
  const gained = newEvents + formatCount(versions, `${fresh}version`)
  const titles = titleChanges === 0 ? '' : `, ${formatNumber(titleChanges)} of them with a new title`
  const intro = rebuilt ? (dryRun ? 'The index would have ' : 'The index has ') : dryRun ? 'It would add ' : 'Added '
  return renderBlock([plainSpan(intro), ['strong', gained], plainSpan(`${titles}.`)], options, 2)
}

function foldedText({ folded }: IngestSummary, options: RenderOptions): string {
  const kinds = foldKinds.filter((kind) => folded[kind] > 0)
  if (kinds.length === 0) return ''
  const total = kinds.reduce((sum, kind) => sum + folded[kind], 0)
  const list = kinds.map((kind) => `${foldNames[kind]} ${formatNumber(folded[kind])}`).join(', ')
  const spans: Span[] = [plainSpan(`${formatCount(total, 'snapshot')} made no version: `), ['quiet', list]]
  return renderBlock(spans, options, [2, 4])
}

function findingsText(findings: readonly Finding[], options: RenderOptions): string {
  if (findings.length === 0) return ''
  const counts = [...Map.groupBy(findings, ({ name }) => name)]
    .sort(comparing(([name]) => name))
    .sort(comparing(([, own]) => -own.length))
    .map(([name, own]) => `${name} ${formatNumber(own.length)}`)
  const head: Span[] = [
    ['strong', formatCount(findings.length, 'finding')],
    ['quiet', `  ${counts.join(' · ')}`],
  ]
  const list = renderList(findings, maxListedFindings, (finding) => findingText(finding, options), options)
  return `\n${renderBlock(head, options)}${list}`
}

function findingText({ rule, name, severity, message, path, line }: Finding, options: RenderOptions): string {
  const head: Span[] = [
    [findingStyles[severity], `${severity} ${rule} ${name}`],
    plainSpan('  '),
    pathSpan(`${path ?? ''}${line === null ? '' : `:${line}`}`),
  ]
  return renderBlock(head, options, [2, 4]) + renderBlock([plainSpan(oneLine(message))], options, 4)
}

function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
  return formatDuration(seconds * 1000)
}
