import { splitLines } from '../text/lines.ts'
import { opensRawBlock, type RawBlockEnd } from './raw-block.ts'

/** A remark that a page allows, in place and with a reason: `<!-- variorum-allow VAR121: agreed with the desk -->`. */
export interface Allowance {
  /** A rule's code or name. */
  readonly rule: string
  /** Null where none is given: it does not count. */
  readonly reason: string | null
  /** 1-based. */
  readonly line: number
}

const word = 'variorum-allow'
const rules = String.raw`[\w-]+(?:[ \t]{0,9},[ \t]{0,9}[\w-]+){0,20}`
const opener = String.raw`(?:<!--|#)[ \t]{0,9}variorum-allow[ \t]{1,9}`
const form = new RegExp(String.raw`${opener}(${rules})(?:[ \t]{0,9}:((?:(?!-->|${opener}).)*))?`, 'g')

/**
 * Every allowance of a page, in a comment of its Markdown, its wikitext or its front matter: several rules may share one, and
 * one line may have several. What a fence of code shows is none.
 */
export function readAllowances(text: string): Allowance[] {
  if (!text.includes(word)) return []
  const found: Allowance[] = []
  let fence: RawBlockEnd | null = null
  for (const [index, { start, end }] of splitLines(text).entries()) {
    const line = text.slice(start, end)
    if (fence !== null) {
      if (fence(line)) fence = null
      continue
    }
    const opens = /^ {0,3}(?:`{3}|~{3})/.test(line) ? opensRawBlock(line.trimStart()) : null
    if (opens !== null && opens !== 'closed') fence = opens
    else if (line.includes(word)) found.push(...allowancesOf(line, index + 1))
  }
  return found
}

/** True for a line that holds allowances in comments and nothing else: it is no part of what a page says. */
export function isAllowance(line: string): boolean {
  if (!line.includes(word) || !/^\s{0,99}(?:<!--(?:(?!-->).)*-->\s*)+$/.test(line)) return false
  return allowancesOf(line, 0).some(({ reason }) => reason !== null)
}

function allowancesOf(line: string, number: number): Allowance[] {
  return [...line.matchAll(form)].flatMap(([, rules = '', rest = '']) => {
    const reason = /[\p{L}\p{N}]/u.test(rest) ? rest.trim() : null
    return rules.split(',').map((rule) => ({ rule: rule.trim(), reason, line: number }))
  })
}
