import type { CheckFinding, CheckReport, FixedPage } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { findingFacts, knownCountsText, newCountsText, newFindings } from '../terminal/findings.ts'
import { joinSpans, plainSpan, type Span, type Style } from '../terminal/spans.ts'
import { oneLine, titleDiffSpans } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

const fieldGap: Span = plainSpan('  ')

/** A mark beside the colour. */
const severityMarks: Readonly<Record<Finding['severity'], readonly [style: Style, mark: string]>> = {
  error: ['factual', '✗'],
  warning: ['editorial', '!'],
  info: ['quiet', '·'],
}

const fixTexts: Readonly<Record<FixedPage['state'], readonly [sign: Span, text: string]>> = {
  written: [['good', '✓ '], 'Changes section written'],
  planned: [['editorial', '→ '], 'Changes section would be written'],
  left: [['factual', '! '], 'Changes section left as it is'],
}

/** A check: on a terminal by page, in a pipe one line a finding; one line in all where there is nothing to remark. */
export const checkText: Reporter<CheckReport> = (report, options) => {
  const terminal = Number.isFinite(options.width)
  const fixed = (report.fixed ?? []).map((page) => fixText(page, options)).join('')
  const blank = terminal && fixed !== '' ? '\n' : ''
  return [
    checkFindingsText(report, options),
    fixed,
    blank,
    checkSummaryText(report, options),
    terminal ? explainHint(report, options) : '',
  ].join('')
}

/** The findings alone: nothing where there are none. */
export const checkFindingsText: Reporter<CheckReport> = (report, options) => {
  const shown = options.verbose ? report.findings : newFindings(report.findings)
  return Number.isFinite(options.width)
    ? findingsByPage(shown, options)
    : shown.map((finding) => findingLine(finding, options)).join('')
}

function findingsByPage(findings: readonly CheckFinding[], options: RenderOptions): string {
  const groups = Map.groupBy(findings, ({ path }) => path)
  return Array.from(groups, ([path, pageFindings]) => {
    const head: Span = path === null ? ['strong', 'the archive as a whole'] : ['path', oneLine(path)]
    // several rules may speak of one change of a title, which is then shown once
    const entries = pageFindings.map((finding, index) =>
      findingEntry(finding, options, sameDiff(finding, pageFindings[index - 1])),
    )
    return `${renderBlock([head], options)}${entries.join('')}\n`
  }).join('')
}

function sameDiff({ diff }: CheckFinding, before: CheckFinding | undefined): boolean {
  return diff !== null && JSON.stringify(before?.diff) === JSON.stringify(diff)
}

function findingEntry(finding: CheckFinding, options: RenderOptions, isDiffShown: boolean): string {
  const { line, column, severity, rule, name, message, diff, event, fingerprint } = finding
  const [style, mark] = severityMarks[severity]
  const own: Style = finding.standing === 'new' ? style : 'quiet'
  const head = joinSpans(
    [
      ['quiet', [line, column].filter((number) => number !== null).join(':')],
      [own, `${mark} ${severity}`],
      [own, `${rule} ${name}`],
      ['quiet', standingText(finding)],
    ],
    fieldGap,
  )
  const evidence = `fingerprint ${fingerprint}${event === null ? '' : `, event ${oneLine(event)}`}`
  return [
    renderBlock(head, options, [2, 4]),
    renderBlock([plainSpan(oneLine(message))], options, 4),
    diff === null || isDiffShown ? '' : renderBlock(titleDiffSpans(diff, options), options, 4),
    ...findingFacts(finding).map((fact) => factText(fact, options)),
    options.verbose ? renderBlock([['quiet', evidence]], options, 4) : '',
  ].join('')
}

/** On one line with its label, or below it line by line. */
function factText([label, lines]: [label: string, lines: string[]], options: RenderOptions): string {
  const [only = ''] = lines
  if (lines.length === 1) return renderBlock([['quiet', `${label}: `], plainSpan(oneLine(only))], options, 4)
  return (
    renderBlock([['quiet', `${label}:`]], options, 4) +
    lines.map((line) => renderBlock([plainSpan(oneLine(line))], options, 6)).join('')
  )
}

/** For a pipe: what an editor or a search makes a link of, then what is the matter. */
function findingLine(finding: CheckFinding, options: RenderOptions): string {
  const { path, line, column, severity, rule, name, message, diff } = finding
  const location = [oneLine(path ?? '-'), line, line === null ? null : column].filter((part) => part !== null).join(':')
  const standing = standingText(finding)
  const head = `${location}: ${severity} ${rule} ${name}${standing === '' ? '' : ` (${standing})`}: ${oneLine(message)}`
  const facts = findingFacts(finding).flatMap(([label, lines]) =>
    lines.map((line) => plainSpan(`${label}: ${oneLine(line)}`)),
  )
  return renderBlock(
    joinSpans([plainSpan(head), diff === null ? [] : titleDiffSpans(diff, options), ...facts], fieldGap),
    options,
  )
}

function standingText({ standing, reason }: CheckFinding): string {
  if (standing === 'new') return ''
  if (standing === 'allowed') return `allowed${reason === null ? '' : `: ${oneLine(reason)}`}`
  return standing === 'base' ? 'known from before' : 'known from the baseline'
}

function fixText({ path, state, note }: FixedPage, options: RenderOptions): string {
  const [sign, text] = fixTexts[state]
  const why: Span = ['quiet', note === null ? '' : `: ${oneLine(note)}`]
  const spans: Span[] = [['path', oneLine(path)], plainSpan(`: ${text}`), why]
  return Number.isFinite(options.width) ? renderBlock([sign, ...spans], options, [0, 2]) : renderBlock(spans, options)
}

/** What it comes to, in one line. */
export const checkSummaryText: Reporter<CheckReport> = ({ range, totals }, options) => {
  const found = newCountsText(totals)
  const others = knownCountsText(totals)
  const more = others === '' ? '' : ` ${others}${options.verbose ? '.' : ' (-v shows them).'}`
  const pages = formatCount(totals.pages, 'page')
  const source = oneLine(range.source)
  const [style, mark] =
    totals.errors > 0 ? severityMarks.error : totals.warnings > 0 ? severityMarks.warning : severityMarks.info
  const spans: Span[] =
    found === ''
      ? [['good', '✓ '], plainSpan(`${source}: ${pages}, nothing to remark.${more}`)]
      : [[style, `${mark} ${found}`], plainSpan(` in ${pages} (${source})${more === '' ? '' : `.${more}`}`)]
  // one line however narrow the terminal is: where all is well there is nothing else to see
  return renderBlock(spans, { ...options, width: Number.POSITIVE_INFINITY })
}

function explainHint({ findings }: CheckReport, options: RenderOptions): string {
  const fresh = newFindings(findings)
  const first = fresh.find(({ severity }) => severity === 'error') ?? fresh[0]
  return first === undefined ? '' : renderBlock([['quiet', `More about it: variorum explain ${first.rule}`]], options)
}
