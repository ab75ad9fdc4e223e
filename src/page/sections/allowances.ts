import { splitLines } from '../text/lines.ts'
import { type RawBlockEndTest, rawBlockEndOf } from './raw-block.ts'

/** A remark that a page allows, in place and with a reason: `<!-- variorum-allow VAR121: agreed with the desk -->`. */
export interface Allowance {
  /** A rule's code or name. */
  readonly rule: string
  /** Null where none is given: it does not count. */
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
 * Every allowance of a page, in a comment of its Markdown, its wikitext or its front matter: several rules may share one, and
 * one line may have several. What a fence of code shows is none.
 */
export function readAllowances(text: string): Allowance[] {
  if (!text.includes(keyword)) return []
  const found: Allowance[] = []
  let openBlockEnd: RawBlockEndTest | null = null
  for (const [index, { start, end }] of splitLines(text).entries()) {
    const line = text.slice(start, end)
    if (openBlockEnd !== null) {
      if (openBlockEnd(line)) openBlockEnd = null
      continue
    }
    const blockEnd = /^ {0,3}(?:`{3}|~{3})/.test(line) ? rawBlockEndOf(line.trimStart()) : null
    if (blockEnd !== null && blockEnd !== 'closed') openBlockEnd = blockEnd
    else if (line.includes(keyword)) found.push(...allowancesOf(line, index + 1))
  }
  return found
}

/** True for a line that holds allowances in comments and nothing else: it is no part of what a page says. */
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
