import type { TextDiff } from '../../model/change.ts'
import type { CheckFinding, CheckReport, FixedPage } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Reporter } from '../render-options.ts'
import { findingFacts, knownCountsText, newCountsText, newFindings } from '../terminal/findings.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { ByteBudget } from './byte-budget.ts'
import { codeSpan, escapeMarkdown } from './escape.ts'

/** By this a comment is found again, to be replaced. */
const marker = '<!-- variorum-check -->'
/** A job summary may be of 1 MiB; what is around the findings is in what is left. */
const maxBytes = 1_040_000
const maxSourceLength = 200

const severitySigns: Readonly<Record<Finding['severity'], string>> = { error: '✗', warning: '!', info: '·' }
const fixTexts: Readonly<Record<FixedPage['state'], string>> = {
  written: 'written',
  planned: 'would be written',
  left: 'left as it is',
}

/** A check for a comment on a pull request or a job's summary: by page, what does not count folded away. */
export const checkMarkdown: Reporter<CheckReport> = (report) => {
  const { findings, fixed, totals } = report
  const budget = new ByteBudget(maxBytes)
  const known = findings.filter(({ standing }) => standing !== 'new')
  const newItems = budget.fill(pageItems(newFindings(findings)), 'finding')
  const fixing = budget.fill((fixed ?? []).map(fixItem), 'page')
  const others = budget.fill(pageItems(known), 'finding')
  return [
    `${marker}\n### ${headline(report)}\n`,
    newItems,
    fixing === '' ? '' : `\n#### Changes sections\n\n${fixing}`,
    others === ''
      ? ''
      : `\n<details>\n<summary>${knownCountsText(totals) || 'known'}</summary>\n${others}\n</details>\n`,
  ].join('')
}

function headline({ range, totals }: CheckReport): string {
  const found = newCountsText(totals)
  const sign =
    totals.errors > 0 ? severitySigns.error : totals.warnings > 0 ? severitySigns.warning : severitySigns.info
  const pages = formatCount(totals.pages, 'page')
  const others = knownCountsText(totals)
  const text = found === '' ? `✓ ${pages}, nothing to remark` : `${sign} ${found} in ${pages}`
  const source = range.source.length > maxSourceLength ? `${range.source.slice(0, maxSourceLength)}…` : range.source
  return `${text}\n\n${codeSpan(source)}${others === '' ? '' : ` · ${others}`}`
}

/** Each finding, the first of a page with the page's heading before it. */
function pageItems(findings: readonly CheckFinding[]): string[] {
  return findings.map((finding, index) => {
    const { path } = finding
    const heading = path === null ? 'The archive as a whole' : codeSpan(path)
    return `${index > 0 && findings[index - 1]?.path === path ? '' : `\n#### ${heading}\n\n`}${findingItem(finding)}`
  })
}

function findingItem(finding: CheckFinding): string {
  const { rule, name, severity, message, diff, standing, reason } = finding
  const lines = [
    `- ${severitySigns[severity]} **${severity}** ${rule} ${name}${locationText(finding)}: ${escapeMarkdown(message)}`,
    ...(diff === null ? [] : [`  - title: ${diffText(diff)}`]),
    ...findingFacts(finding).flatMap(([label, lines]) => lines.map((line) => `  - ${label}: ${escapeMarkdown(line)}`)),
    ...(standing === 'allowed' ? [`  - allowed: ${escapeMarkdown(reason ?? '')}`] : []),
  ]
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function locationText({ line, column }: CheckFinding): string {
  if (line === null) return ''
  return `, line ${line}${column === null ? '' : `, column ${column}`}`
}

/** A diff as text, with what went struck through and what came in bold. */
function diffText(diff: TextDiff): string {
  const parts = diff.map(diffPart).filter(({ markdown: shown }) => shown !== '')
  return parts.map((part, index) => `${needsSpace(parts[index - 1], part) ? ' ' : ''}${part.markdown}`).join('')
}

interface DiffPart {
  readonly text: string
  readonly marked: boolean
  readonly markdown: string
}

function diffPart([kind, text]: TextDiff[number]): DiffPart {
  if (kind === 'same' || text === '') return { text, marked: false, markdown: escapeMarkdown(text) }
  const mark = kind === 'removed' ? '~~' : '**'
  // blanks that came or went are seen in a code span only
  return { text, marked: true, markdown: `${mark}${text.trim() === '' ? codeSpan(text) : escapeMarkdown(text)}${mark}` }
}

/** Between two parts goes a blank where one was, and where marks would not count as such: they need a letter or a blank. */
function needsSpace(before: DiffPart | undefined, { text, marked, markdown: shown }: DiffPart): boolean {
  if (before === undefined) return false
  if (/\s$/.test(before.text) || /^\s/.test(text) || (marked && before.marked)) return true
  return marked ? !/^..[\p{L}\p{N}]/u.test(shown) : before.marked && !/[\p{L}\p{N}]..$/u.test(before.markdown)
}

function fixItem({ path, state, note }: FixedPage): string {
  return `- ${codeSpan(path)} ${fixTexts[state]}${note === null ? '' : `: ${escapeMarkdown(note)}`}\n`
}
