import { splitLines } from './lines.ts'
import { opensRawBlock, type RawBlockEnd } from './raw-block.ts'

/** A remark that a page allows, in place and with a reason: `<!-- variorum-allow VAR121: agreed with the desk -->`. */
export interface Allowance {
  /** A rule's code or name. */
  readonly rule: string
  readonly reason: string
  /** 1-based. */
  readonly line: number
}

const word = 'variorum-allow'
const form = /(?:<!--|#)[ \t]{0,9}variorum-allow[ \t]{1,9}([\w-]+(?:[ \t]{0,9},[ \t]{0,9}[\w-]+){0,20})[ \t]{0,9}:(.*)$/

/**
 * Every allowance of a page, in a comment of its Markdown, its wikitext or its front matter. One without a reason is none,
 * and neither is one that a fence of code shows.
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

/** True for a line that holds an allowance in a comment and nothing else: it is no part of what a page says. */
export function isAllowance(line: string): boolean {
  return line.includes(word) && /^\s{0,99}<!--(?:(?!-->).)*-->\s*$/.test(line) && allowancesOf(line, 0).length > 0
}

function allowancesOf(line: string, number: number): Allowance[] {
  const [, rules = '', rest = ''] = form.exec(line) ?? []
  const reason = rest.split('-->', 1)[0]?.trim() ?? ''
  if (!/[\p{L}\p{N}]/u.test(reason)) return []
  return rules.split(',').map((rule) => ({ rule: rule.trim(), reason, line: number }))
}
