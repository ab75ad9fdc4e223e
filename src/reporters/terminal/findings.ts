import type { TextDiff } from '../../model/change.ts'
import type { CheckFinding, CheckTotals } from '../../model/check.ts'
import { plainRendering } from '../render-options.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { renderBlock } from './block.ts'
import { plainSpan, type Span } from './spans.ts'
import { oneLine, titleDiffSpans } from './word-diff.ts'

/** Where services want a file and the archive as a whole is meant. */
export const wholeArchivePath = '.'

/** The findings that count. */
export function newFindings(findings: readonly CheckFinding[]): CheckFinding[] {
  return findings.filter(({ standing }) => standing === 'new')
}

/** `2 errors, 1 warning`; empty where nothing is new. */
export function newCountsText({ errors, warnings, infos }: CheckTotals): string {
  return joinCounts([
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
  ])
}

/** Findings that do not count: `3 known from before, 1 allowed`; empty where there are none. */
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

/** What was expected and what was met, line by line, as far as neither the message nor the diff says it already. */
export function findingFacts({ message, diff, expected, actual }: CheckFinding): [label: string, lines: string[]][] {
  const diffTexts = diff === null ? [] : [sideText(diff, 'removed'), sideText(diff, 'added')]
  const facts: [string, string | null][] = [
    ['expected', expected],
    ['found', actual],
  ]
  return facts.flatMap(([label, text]) =>
    text === null || text === '' || mentions(message, text) || diffTexts.includes(text)
      ? []
      : [[label, text.split('\n')]],
  )
}

/** Whether a text is in a message, and not just as a part of a word or a number. */
function mentions(message: string, text: string): boolean {
  const at = message.indexOf(text)
  if (at < 0) return false
  const neighbours = [message.slice(0, at).at(-1) ?? '', message.at(at + text.length) ?? '']
  return !neighbours.some((character) => /[\p{L}\p{N}]/u.test(character))
}

function sideText(diff: TextDiff, wanted: 'removed' | 'added'): string {
  return diff.map(([kind, text]) => (kind === 'same' || kind === wanted ? text : '')).join('')
}

/** A finding as lines without colour that are safe to print: its message, how the title changed, the facts. */
export function findingLines(finding: CheckFinding): string[] {
  return [...messageLines(finding), ...factLines(finding)]
}

export function messageLines({ message, diff }: CheckFinding): string[] {
  return [
    printableLine([plainSpan(oneLine(message))]),
    ...(diff === null ? [] : [printableLine(titleDiffSpans(diff, plainRendering))]),
  ]
}

/** @param formatText how what a page says is marked as such */
export function factLines(finding: CheckFinding, formatText: (text: string) => string = (text) => text): string[] {
  return findingFacts(finding).flatMap(([label, lines]) => {
    const texts = lines.map((line) => formatText(printableLine([plainSpan(oneLine(line))])))
    return texts.length === 1 ? [`${label}: ${texts[0]}`] : [`${label}:`, ...texts.map((text) => `  ${text}`)]
  })
}

/** One line, without the line feed that ends it. */
function printableLine(spans: readonly Span[]): string {
  return renderBlock(spans, plainRendering).replace(/\n$/, '')
}
