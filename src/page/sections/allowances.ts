import { splitLines } from '../text/lines.ts'
import { RawBlockReader } from './raw-block.ts'

/** A comment in a page that allows a rule there: `<!-- variorum-allow VAR121: agreed with the desk -->`. */
export interface Allowance {
  /** A rule's code or name. */
  readonly rule: string
  /** Null without a reason; then the allowance does not count. */
  readonly reason: string | null
  /** 1-based. */
  readonly line: number
}

const keyword = 'variorum-allow'
const ruleList = String.raw`[\w-]+(?:[ \t]{0,9},[ \t]{0,9}[\w-]+){0,20}`
const commentOpener = String.raw`(?:<!--|#)[ \t]{0,9}variorum-allow[ \t]{1,9}`
const allowancePattern = new RegExp(
  String.raw`${commentOpener}(${ruleList})(?:[ \t]{0,9}:((?:(?!-->|${commentOpener}).)*))?`,
  'g',
)

/**
 * Reads the allowances in the comments of a page's Markdown, wikitext or front matter. One comment may name several rules,
 * and one line may have several comments. Code fences are skipped.
 */
export function readAllowances(text: string): Allowance[] {
  if (!text.includes(keyword)) return []
  const fences = new RawBlockReader('fences')
  return splitLines(text).flatMap(({ start, end }, index) => {
    const line = text.slice(start, end)
    return fences.read(line) || !line.includes(keyword) ? [] : allowancesOf(line, index + 1)
  })
}

/** Whether a line has only comments, and an allowance with a reason among them. Such a line is not part of the body. */
export function isAllowanceLine(line: string): boolean {
  if (!line.includes(keyword) || !/^\s{0,99}(?:<!--(?:(?!-->).)*-->\s*)+$/.test(line)) return false
  return allowancesOf(line, 0).some(({ reason }) => reason !== null)
}

function allowancesOf(line: string, number: number): Allowance[] {
  return [...line.matchAll(allowancePattern)].flatMap(([, rules = '', rest = '']) => {
    const reason = /[\p{L}\p{N}]/u.test(rest) ? rest.trim() : null
    return rules.split(',').map((rule) => ({ rule: rule.trim(), reason, line: number }))
  })
}
