import type { TextDiff } from '../../model/change.ts'
import type { CheckFinding, CheckTotals } from '../../model/check.ts'
import { plainLook } from '../look.ts'
import { count } from '../wording/quantity.ts'
import { block } from './block.ts'
import { plain, type Span } from './spans.ts'
import { oneLine, titleDiff } from './word-diff.ts'

/** Where services want a file and the archive as a whole is meant. */
export const wholeArchive = '.'

/** The findings that count. */
export function newOnes(findings: readonly CheckFinding[]): CheckFinding[] {
  return findings.filter(({ standing }) => standing === 'new')
}

/** `2 errors, 1 warning`; empty where nothing is new. */
export function verdict({ errors, warnings, infos }: CheckTotals): string {
  return listed([
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
  ])
}

/** Findings that do not count: `3 known from before, 1 allowed`; empty where there are none. */
export function asides({ known, allowed }: CheckTotals): string {
  return listed([
    [known, 'known from before', 'known from before'],
    [allowed, 'allowed', 'allowed'],
  ])
}

function listed(counts: readonly [value: number, one: string, many?: string][]): string {
  const parts = counts.filter(([value]) => value > 0).map(([value, one, many]) => count(value, one, many))
  return parts.join(', ')
}

/** What was expected and what was met, line by line, as far as neither the message nor the diff says it already. */
export function factsOf({ message, diff, expected, actual }: CheckFinding): [label: string, lines: string[]][] {
  const told = diff === null ? [] : [side(diff, 'removed'), side(diff, 'added')]
  const facts: [string, string | null][] = [
    ['expected', expected],
    ['found', actual],
  ]
  return facts.flatMap(([label, text]) =>
    text === null || text === '' || says(message, text) || told.includes(text) ? [] : [[label, text.split('\n')]],
  )
}

/** Whether a text is in a message, and not just as a part of a word or a number. */
function says(message: string, text: string): boolean {
  const at = message.indexOf(text)
  if (at < 0) return false
  const around = [message.slice(0, at).at(-1) ?? '', message.at(at + text.length) ?? '']
  return !around.some((character) => /[\p{L}\p{N}]/u.test(character))
}

function side(diff: TextDiff, wanted: 'removed' | 'added'): string {
  return diff.map(([kind, text]) => (kind === 'same' || kind === wanted ? text : '')).join('')
}

/** A finding as lines without colour that are safe to print: its message, how the title changed, the facts. */
export function plainLines(finding: CheckFinding): string[] {
  return [...messageLines(finding), ...factLines(finding)]
}

export function messageLines({ message, diff }: CheckFinding): string[] {
  return [safeLine([plain(oneLine(message))]), ...(diff === null ? [] : [safeLine(titleDiff(diff, plainLook))])]
}

/** @param shown how what a page says is marked as such */
export function factLines(finding: CheckFinding, shown: (text: string) => string = (text) => text): string[] {
  return factsOf(finding).flatMap(([label, lines]) => {
    const texts = lines.map((line) => shown(safeLine([plain(oneLine(line))])))
    return texts.length === 1 ? [`${label}: ${texts[0]}`] : [`${label}:`, ...texts.map((text) => `  ${text}`)]
  })
}

/** One line, without the line feed that ends it. */
function safeLine(spans: readonly Span[]): string {
  return block(spans, plainLook).replace(/\n$/, '')
}
