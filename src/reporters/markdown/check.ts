import type { TextDiff } from '../../model/change.ts'
import type { CheckFinding, CheckReport, FixedPage } from '../../model/check.ts'
import type { Reporter } from '../render-options.ts'
import { checkOutcome, findingFacts, findingMarks, knownCountsText, newFindings } from '../terminal/findings.ts'
import { ByteBudget } from './byte-budget.ts'
import { codeSpan, escapeMarkdown } from './escape.ts'

/** A bot finds its comment by this marker, to replace it. */
const marker = '<!-- variorum-check -->'
/** GitHub allows a job summary of 1 MiB: this leaves room for the text around the findings. */
const maxBytes = 1_040_000
const maxSourceLength = 200

const fixTexts: Readonly<Record<FixedPage['state'], string>> = {
  written: 'written',
  planned: 'would be written',
  left: 'not written',
}

/** A check for a comment on a pull request or a job summary: findings by page, with known and allowed ones folded. */
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
    fixing && `\n#### Changes sections\n\n${fixing}`,
    others && `\n<details>\n<summary>${knownCountsText(totals) || 'known'}</summary>\n${others}\n</details>\n`,
  ].join('')
}

function headline({ range, totals }: CheckReport): string {
  const { worst, text } = checkOutcome(totals)
  const known = knownCountsText(totals)
  const source = range.source.length > maxSourceLength ? `${range.source.slice(0, maxSourceLength)}…` : range.source
  return `${worst === null ? '✓' : findingMarks[worst]} ${text}\n\n${codeSpan(source)}${known && ` · ${known}`}`
}

/** A list item for each finding, with a heading before the first finding of a page. */
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
    `- ${findingMarks[severity]} **${severity}** ${rule} ${name}${locationText(finding)}: ${escapeMarkdown(message)}`,
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

/** A diff as text: removed words struck through, added words in bold. */
function diffText(diff: TextDiff): string {
  const parts = diff.map(diffPart).filter(({ markdown: shown }) => shown !== '')
  return parts.map((part, index) => `${needsSpace(parts[index - 1], part) ? ' ' : ''}${part.markdown}`).join('')
}

type DiffPart = ReturnType<typeof diffPart>

function diffPart([kind, text]: TextDiff[number]) {
  if (kind === 'same' || text === '') return { text, marked: false, markdown: escapeMarkdown(text) }
  const mark = kind === 'removed' ? '~~' : '**'
  // Changed blanks are visible in a code span only.
  return { text, marked: true, markdown: `${mark}${text.trim() === '' ? codeSpan(text) : escapeMarkdown(text)}${mark}` }
}

/** A blank is kept, and added beside marks that are next to each other or to punctuation: else they would not count as marks. */
function needsSpace(before: DiffPart | undefined, { text, marked, markdown: shown }: DiffPart): boolean {
  if (before === undefined) return false
  if (/\s$/.test(before.text) || /^\s/.test(text) || (marked && before.marked)) return true
  return marked ? !/^..[\p{L}\p{N}]/u.test(shown) : before.marked && !/[\p{L}\p{N}]..$/u.test(before.markdown)
}

function fixItem({ path, state, note }: FixedPage): string {
  return `- ${codeSpan(path)} ${fixTexts[state]}${note === null ? '' : `: ${escapeMarkdown(note)}`}\n`
}
