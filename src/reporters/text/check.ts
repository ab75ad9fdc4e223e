import type { CheckFinding, CheckReport, FixedPage } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Look, Reporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { asides, factsOf, newOnes, verdict } from '../terminal/findings.ts'
import { joined, plain, type Span, type Style } from '../terminal/spans.ts'
import { oneLine, titleDiff } from '../terminal/word-diff.ts'
import { count } from '../wording/quantity.ts'

const gap: Span = plain('  ')

/** A mark beside the colour. */
const marks: Readonly<Record<Finding['severity'], readonly [style: Style, mark: string]>> = {
  error: ['factual', '✗'],
  warning: ['editorial', '!'],
  info: ['quiet', '·'],
}

const fixes: Readonly<Record<FixedPage['state'], readonly [sign: Span, text: string]>> = {
  written: [['good', '✓ '], 'Changes section written'],
  planned: [['editorial', '→ '], 'Changes section would be written'],
  left: [['factual', '! '], 'Changes section left as it is'],
}

/** A check: on a terminal by page, in a pipe one line a finding; one line in all where there is nothing to remark. */
export const checkText: Reporter<CheckReport> = (report, look) => {
  const terminal = Number.isFinite(look.width)
  const fixed = (report.fixed ?? []).map((page) => fixText(page, look)).join('')
  const blank = terminal && fixed !== '' ? '\n' : ''
  return [
    checkFindings(report, look),
    fixed,
    blank,
    checkSummary(report, look),
    terminal ? hint(report, look) : '',
  ].join('')
}

/** The findings alone: nothing where there are none. */
export const checkFindings: Reporter<CheckReport> = (report, look) => {
  const shown = look.verbose ? report.findings : newOnes(report.findings)
  return Number.isFinite(look.width) ? pages(shown, look) : shown.map((finding) => record(finding, look)).join('')
}

function pages(findings: readonly CheckFinding[], look: Look): string {
  const groups = Map.groupBy(findings, ({ path }) => path)
  return Array.from(groups, ([path, own]) => {
    const head: Span = path === null ? ['strong', 'the archive as a whole'] : ['path', oneLine(path)]
    // several rules may speak of one change of a title, which is then shown once
    const entries = own.map((finding, index) => entry(finding, look, sameDiff(finding, own[index - 1])))
    return `${block([head], look)}${entries.join('')}\n`
  }).join('')
}

function sameDiff({ diff }: CheckFinding, before: CheckFinding | undefined): boolean {
  return diff !== null && JSON.stringify(before?.diff) === JSON.stringify(diff)
}

function entry(finding: CheckFinding, look: Look, isShown: boolean): string {
  const { line, column, severity, rule, name, message, diff, event, fingerprint } = finding
  const [style, mark] = marks[severity]
  const own: Style = finding.standing === 'new' ? style : 'quiet'
  const head = joined(
    [
      ['quiet', [line, column].filter((number) => number !== null).join(':')],
      [own, `${mark} ${severity}`],
      [own, `${rule} ${name}`],
      ['quiet', standingText(finding)],
    ],
    gap,
  )
  const evidence = `fingerprint ${fingerprint}${event === null ? '' : `, event ${oneLine(event)}`}`
  return [
    block(head, look, [2, 4]),
    block([plain(oneLine(message))], look, 4),
    diff === null || isShown ? '' : block(titleDiff(diff, look), look, 4),
    ...factsOf(finding).map((fact) => factText(fact, look)),
    look.verbose ? block([['quiet', evidence]], look, 4) : '',
  ].join('')
}

/** On one line with its label, or below it line by line. */
function factText([label, lines]: [label: string, lines: string[]], look: Look): string {
  const [only = ''] = lines
  if (lines.length === 1) return block([['quiet', `${label}: `], plain(oneLine(only))], look, 4)
  return block([['quiet', `${label}:`]], look, 4) + lines.map((line) => block([plain(oneLine(line))], look, 6)).join('')
}

/** For a pipe: what an editor or a search makes a link of, then what is the matter. */
function record(finding: CheckFinding, look: Look): string {
  const { path, line, column, severity, rule, name, message, diff } = finding
  const place = [oneLine(path ?? '-'), line, line === null ? null : column].filter((part) => part !== null).join(':')
  const standing = standingText(finding)
  const head = `${place}: ${severity} ${rule} ${name}${standing === '' ? '' : ` (${standing})`}: ${oneLine(message)}`
  const facts = factsOf(finding).flatMap(([label, lines]) => lines.map((line) => plain(`${label}: ${oneLine(line)}`)))
  return block(joined([plain(head), diff === null ? [] : titleDiff(diff, look), ...facts], gap), look)
}

function standingText({ standing, reason }: CheckFinding): string {
  if (standing === 'new') return ''
  if (standing === 'allowed') return `allowed${reason === null ? '' : `: ${oneLine(reason)}`}`
  return standing === 'base' ? 'known from before' : 'known from the baseline'
}

function fixText({ path, state, note }: FixedPage, look: Look): string {
  const [sign, text] = fixes[state]
  const why: Span = ['quiet', note === null ? '' : `: ${oneLine(note)}`]
  const spans: Span[] = [['path', oneLine(path)], plain(`: ${text}`), why]
  return Number.isFinite(look.width) ? block([sign, ...spans], look, [0, 2]) : block(spans, look)
}

/** What it comes to, in one line. */
export const checkSummary: Reporter<CheckReport> = ({ range, totals }, look) => {
  const found = verdict(totals)
  const others = asides(totals)
  const more = others === '' ? '' : ` ${others}${look.verbose ? '.' : ' (-v shows them).'}`
  const pages = count(totals.pages, 'page')
  const source = oneLine(range.source)
  const [style, mark] = totals.errors > 0 ? marks.error : totals.warnings > 0 ? marks.warning : marks.info
  const spans: Span[] =
    found === ''
      ? [['good', '✓ '], plain(`${source}: ${pages}, nothing to remark.${more}`)]
      : [[style, `${mark} ${found}`], plain(` in ${pages} (${source})${more === '' ? '' : `.${more}`}`)]
  // one line however narrow the terminal is: where all is well there is nothing else to see
  return block(spans, { ...look, width: Number.POSITIVE_INFINITY })
}

function hint({ findings }: CheckReport, look: Look): string {
  const fresh = newOnes(findings)
  const first = fresh.find(({ severity }) => severity === 'error') ?? fresh[0]
  return first === undefined ? '' : block([['quiet', `More about it: variorum explain ${first.rule}`]], look)
}
