import type { CheckFinding, CheckTotals } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import { plainRendering } from '../render-options.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { diffSideText } from '../wording/readable-diff.ts'
import { renderBlock } from './block.ts'
import { type Line, plainSpan, type Style } from './spans.ts'
import { oneLine, titleDiffSpans } from './word-diff.ts'

/** The file of a finding about the whole archive, for services that require a file. */
export const wholeArchivePath = '.'

/** A word or a sign for each severity. */
export type SeverityWords = Readonly<Record<Finding['severity'], string>>

/** A mark beside the colour. */
export const findingMarks: SeverityWords = { error: '✗', warning: '!', info: '·' }

export const findingStyles: Readonly<Record<Finding['severity'] | 'off', Style>> = {
  error: 'factual',
  warning: 'editorial',
  info: 'quiet',
  off: 'quiet',
}

/** The new findings: those that are neither known nor allowed. */
export function newFindings(findings: readonly CheckFinding[]): CheckFinding[] {
  return findings.filter(({ standing }) => standing === 'new')
}

/** The result of a check: `1 error, 2 warnings; 2 pages checked`, with the worst new severity, or null without new findings. */
export function checkOutcome({ pages, errors, warnings, infos }: CheckTotals): {
  readonly worst: Finding['severity'] | null
  readonly text: string
} {
  const checked = `${formatCount(pages, 'page')} checked`
  const found = joinCounts([
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
  ])
  if (found === '') return { worst: null, text: `${checked}, no findings` }
  return { worst: errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'info', text: `${found}; ${checked}` }
}

/** The findings that are not new: `3 known from before, 1 allowed`; '' if there are none. */
export function knownCountsText({ known, allowed }: CheckTotals): string {
  return joinCounts([
    [known, 'known from before', 'known from before'],
    [allowed, 'allowed', 'allowed'],
  ])
}

function joinCounts(counts: readonly [value: number, one: string, many?: string][]): string {
  const parts = counts.filter(([value]) => value > 0).map(([value, one, many]) => formatCount(value, one, many))
  return parts.join(', ')
}

/** The expected and the found text, line by line, unless the message or the diff has it already. */
export function findingFacts({ message, diff, expected, actual }: CheckFinding): [label: string, lines: string[]][] {
  const diffTexts = diff === null ? [] : [diffSideText(diff, 'removed'), diffSideText(diff, 'added')]
  return Object.entries({ expected, found: actual }).flatMap(([label, text]) => {
    const isKnown = !text || mentions(message, text) || diffTexts.includes(text)
    return isKnown ? [] : [[label, text.split('\n')]]
  })
}

/** Whether a message contains a text, not only as a part of a word or a number. */
function mentions(message: string, text: string): boolean {
  const at = message.indexOf(text)
  if (at < 0) return false
  const neighbours = [message.slice(0, at).at(-1) ?? '', message.at(at + text.length) ?? '']
  return !neighbours.some((character) => /[\p{L}\p{N}]/u.test(character))
}

/** A finding as lines without colour that are safe to print: its message, the title's diff, the facts. */
export function findingLines(finding: CheckFinding): string[] {
  return [...messageLines(finding), ...factLines(finding)]
}

/** `path:line:column` of a finding on one line, which editors turn into a link; `-` for the whole archive. */
export function findingLocation({ path, line, column }: CheckFinding): string {
  return [oneLine(path ?? '-'), line, line === null ? null : column].filter((part) => part !== null).join(':')
}

export function messageLines({ message, diff }: CheckFinding): string[] {
  const lines = [printableLine([plainSpan(oneLine(message))])]
  return diff === null ? lines : [...lines, printableLine(titleDiffSpans(diff, plainRendering))]
}

/** @param formatText marks a text of a page as such */
export function factLines(finding: CheckFinding, formatText: (text: string) => string = (text) => text): string[] {
  return findingFacts(finding).flatMap(([label, lines]) => {
    const texts = lines.map((line) => formatText(printableLine([plainSpan(oneLine(line))])))
    return texts.length === 1 ? [`${label}: ${texts[0]}`] : [`${label}:`, ...texts.map((text) => `  ${text}`)]
  })
}

/** One line, without a line feed at its end. */
function printableLine(spans: Line): string {
  return renderBlock(spans, plainRendering).replace(/\n$/, '')
}
