import type { TextDiff } from '../../model/change.ts'
import type { CheckFinding, CheckReport, FixedPage } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Reporter } from '../look.ts'
import { asides, factsOf, newOnes, verdict } from '../terminal/findings.ts'
import { count } from '../wording/quantity.ts'
import { asCode, asText } from './escape.ts'
import { Room } from './room.ts'

/** By this a comment is found again, to be replaced. */
const marker = '<!-- variorum-check -->'
/** A job summary may be of 1 MiB; what is around the findings is in what is left. */
const mostBytes = 1_040_000
const longestSource = 200

const signs: Readonly<Record<Finding['severity'], string>> = { error: '✗', warning: '!', info: '·' }
const fixes: Readonly<Record<FixedPage['state'], string>> = {
  written: 'written',
  planned: 'would be written',
  left: 'left as it is',
}

/** A check for a comment on a pull request or a job's summary: by page, what does not count folded away. */
export const checkMarkdown: Reporter<CheckReport> = (report) => {
  const { findings, fixed, totals } = report
  const room = new Room(mostBytes)
  const known = findings.filter(({ standing }) => standing !== 'new')
  const fresh = room.fill(pageItems(newOnes(findings)), 'finding')
  const fixing = room.fill((fixed ?? []).map(fixItem), 'page')
  const others = room.fill(pageItems(known), 'finding')
  return [
    `${marker}\n### ${headline(report)}\n`,
    fresh,
    fixing === '' ? '' : `\n#### Changes sections\n\n${fixing}`,
    others === '' ? '' : `\n<details>\n<summary>${asides(totals) || 'known'}</summary>\n${others}\n</details>\n`,
  ].join('')
}

function headline({ range, totals }: CheckReport): string {
  const found = verdict(totals)
  const sign = totals.errors > 0 ? signs.error : totals.warnings > 0 ? signs.warning : signs.info
  const pages = count(totals.pages, 'page')
  const others = asides(totals)
  const text = found === '' ? `✓ ${pages}, nothing to remark` : `${sign} ${found} in ${pages}`
  const source = range.source.length > longestSource ? `${range.source.slice(0, longestSource)}…` : range.source
  return `${text}\n\n${asCode(source)}${others === '' ? '' : ` · ${others}`}`
}

/** Each finding, the first of a page with the page's heading before it. */
function pageItems(findings: readonly CheckFinding[]): string[] {
  return findings.map((finding, index) => {
    const { path } = finding
    const heading = path === null ? 'The archive as a whole' : asCode(path)
    return `${index > 0 && findings[index - 1]?.path === path ? '' : `\n#### ${heading}\n\n`}${findingItem(finding)}`
  })
}

function findingItem(finding: CheckFinding): string {
  const { rule, name, severity, message, diff, standing, reason } = finding
  const lines = [
    `- ${signs[severity]} **${severity}** ${rule} ${name}${placeText(finding)}: ${asText(message)}`,
    ...(diff === null ? [] : [`  - title: ${diffText(diff)}`]),
    ...factsOf(finding).flatMap(([label, lines]) => lines.map((line) => `  - ${label}: ${asText(line)}`)),
    ...(standing === 'allowed' ? [`  - allowed: ${asText(reason ?? '')}`] : []),
  ]
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function placeText({ line, column }: CheckFinding): string {
  if (line === null) return ''
  return `, line ${line}${column === null ? '' : `, column ${column}`}`
}

/** A diff as text, with what went struck through and what came in bold. */
function diffText(diff: TextDiff): string {
  const parts = diff.map(partOf).filter(({ shown }) => shown !== '')
  return parts.map((part, index) => `${isApart(parts[index - 1], part) ? ' ' : ''}${part.shown}`).join('')
}

interface Part {
  readonly text: string
  readonly marked: boolean
  readonly shown: string
}

function partOf([kind, text]: TextDiff[number]): Part {
  if (kind === 'same' || text === '') return { text, marked: false, shown: asText(text) }
  const mark = kind === 'removed' ? '~~' : '**'
  // blanks that came or went are seen in a code span only
  return { text, marked: true, shown: `${mark}${text.trim() === '' ? asCode(text) : asText(text)}${mark}` }
}

/** Between two parts goes a blank where one was, and where marks would not count as such: they need a letter or a blank. */
function isApart(before: Part | undefined, { text, marked, shown }: Part): boolean {
  if (before === undefined) return false
  if (/\s$/.test(before.text) || /^\s/.test(text) || (marked && before.marked)) return true
  return marked ? !/^..[\p{L}\p{N}]/u.test(shown) : before.marked && !/[\p{L}\p{N}]..$/u.test(before.shown)
}

function fixItem({ path, state, note }: FixedPage): string {
  return `- ${asCode(path)} ${fixes[state]}${note === null ? '' : `: ${asText(note)}`}\n`
}
