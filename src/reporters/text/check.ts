import type { CheckFinding, CheckReport, FixedPage } from '../../model/check.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import {
  checkOutcome,
  findingFacts,
  findingLocation,
  findingMarks,
  findingStyles,
  knownCountsText,
  newFindings,
} from '../terminal/findings.ts'
import { joinSpans, plainSpan, type Span, type Style } from '../terminal/spans.ts'
import { oneLine, pathSpan, titleDiffSpans } from '../terminal/word-diff.ts'

const fieldGap: Span = plainSpan('  ')

const fixTexts: Readonly<Record<FixedPage['state'], readonly [sign: Span, text: string]>> = {
  written: [['good', '✓ '], 'Changes section written'],
  planned: [['editorial', '→ '], 'Changes section would be written'],
  left: [['factual', '! '], 'Changes section not written'],
}

/** A check: on a terminal by page, in a pipe one line for each finding; a summary line at the end. */
export const checkText: Reporter<CheckReport> = (report, options) => {
  const isTerminal = Number.isFinite(options.width)
  const fixed = (report.fixed ?? []).map((page) => fixText(page, options)).join('')
  return [
    checkFindingsText(report, options),
    fixed,
    isTerminal && fixed !== '' ? '\n' : '',
    checkSummaryText(report, options),
    isTerminal ? explainHint(report, options) : '',
  ].join('')
}

/** The findings without a summary. */
export const checkFindingsText: Reporter<CheckReport> = (report, options) => {
  const shown = options.verbose ? report.findings : newFindings(report.findings)
  return Number.isFinite(options.width)
    ? findingsByPage(shown, options)
    : shown.map((finding) => findingLine(finding, options)).join('')
}

function findingsByPage(findings: readonly CheckFinding[], options: RenderOptions): string {
  const groups = Map.groupBy(findings, ({ path }) => path)
  return Array.from(groups, ([path, pageFindings]) => {
    const head: Span = path === null ? ['strong', 'the archive as a whole'] : pathSpan(path)
    const entries = pageFindings.map((finding, at) => findingEntry(finding, options, pageFindings[at - 1]))
    return `${renderBlock([head], options)}${entries.join('')}\n`
  }).join('')
}

function findingEntry(finding: CheckFinding, options: RenderOptions, above: CheckFinding | undefined): string {
  const { severity, rule, name, message, diff, event, fingerprint } = finding
  // Several rules may report one change of a title: its diff is printed once.
  const isDiffShown = JSON.stringify(above?.diff) === JSON.stringify(diff)
  const style: Style = finding.standing === 'new' ? findingStyles[severity] : 'quiet'
  const head: Span[] = [
    ['quiet', [finding.line, finding.column].filter((number) => number !== null).join(':')],
    [style, `${findingMarks[severity]} ${severity}`],
    [style, `${rule} ${name}`],
    ['quiet', statusText(finding)],
  ]
  const line = (text: string, indent = 4) => renderBlock([plainSpan(oneLine(text))], options, indent)
  const facts = findingFacts(finding).flatMap(([label, [only = '', ...others]]) =>
    others.length === 0
      ? renderBlock([['quiet', `${label}: `], plainSpan(oneLine(only))], options, 4)
      : [renderBlock([['quiet', `${label}:`]], options, 4), ...[only, ...others].map((text) => line(text, 6))],
  )
  const evidence = `fingerprint ${fingerprint}${event === null ? '' : `, event ${oneLine(event)}`}`
  return [
    renderBlock(joinSpans(head, fieldGap), options, [2, 4]),
    line(message),
    diff === null || isDiffShown ? '' : renderBlock(titleDiffSpans(diff, options), options, 4),
    ...facts,
    options.verbose ? renderBlock([['quiet', evidence]], options, 4) : '',
  ].join('')
}

/** For a pipe: the place, which editors turn into a link, then the finding. */
function findingLine(finding: CheckFinding, options: RenderOptions): string {
  const { severity, rule, name, message, diff } = finding
  const status = statusText(finding)
  const head = `${findingLocation(finding)}: ${severity} ${rule} ${name}${status === '' ? '' : ` (${status})`}: ${oneLine(message)}`
  const facts = findingFacts(finding).flatMap(([label, lines]) => {
    return lines.map((text) => plainSpan(`${label}: ${oneLine(text)}`))
  })
  const spans = joinSpans([plainSpan(head), diff === null ? [] : titleDiffSpans(diff, options), ...facts], fieldGap)
  return renderBlock(spans, options)
}

function statusText({ standing, reason }: CheckFinding): string {
  if (standing === 'new') return ''
  if (standing === 'allowed') return `allowed${reason === null ? '' : `: ${oneLine(reason)}`}`
  return standing === 'base' ? 'known from before' : 'known from the baseline'
}

function fixText({ path, state, note }: FixedPage, options: RenderOptions): string {
  const [sign, text] = fixTexts[state]
  const why: Span = ['quiet', note === null ? '' : `: ${oneLine(note)}`]
  const spans: Span[] = [pathSpan(path), plainSpan(`: ${text}`), why]
  return Number.isFinite(options.width) ? renderBlock([sign, ...spans], options, [0, 2]) : renderBlock(spans, options)
}

/** The result of a check in one line. */
export const checkSummaryText: Reporter<CheckReport> = ({ range, totals }, options) => {
  const { worst, text } = checkOutcome(totals)
  const known = knownCountsText(totals)
  const more = known === '' ? '' : ` ${known}${options.verbose ? '.' : ' (-v shows them).'}`
  const source = oneLine(range.source)
  const spans: Span[] =
    worst === null
      ? [['good', '✓ '], plainSpan(`${source}: ${text}.${more}`)]
      : [[findingStyles[worst], `${findingMarks[worst]} ${text}`], plainSpan(` (${source})${more && `.${more}`}`)]
  // It is never wrapped: a check without findings is one line on every terminal.
  return renderBlock(spans, { ...options, width: Number.POSITIVE_INFINITY })
}

function explainHint({ findings }: CheckReport, options: RenderOptions): string {
  const fresh = newFindings(findings)
  const first = fresh.find(({ severity }) => severity === 'error') ?? fresh[0]
  return first === undefined ? '' : renderBlock([['quiet', `Details: variorum explain ${first.rule}`]], options)
}
