import { opensRawBlock, type RawBlockEnd } from './raw-block.ts'

const open = '<!--'
const close = '-->'

/** Markdown without its comments, which no reader sees. Inside of code they are text, and so is one that nothing closes. */
export function withoutComments(text: string): string {
  if (!text.includes(open)) return text
  const last = text.lastIndexOf(close)
  let kept = ''
  let code: RawBlockEnd | null = null
  let afterBlank = true
  let isIndented = false
  for (let at = 0, end = 0; at < text.length; ) {
    // a line of many comments is gone through in pieces, and its end is looked for once
    if (at >= end) end = text.indexOf('\n', at) + 1 || text.length
    const line = text.slice(at, end)
    isIndented = /^(?: {4}|\t)/.test(line) && (afterBlank || isIndented)
    afterBlank = line.trim() === ''
    const fence = /^ {0,3}(?:`{3}|~{3})/.test(line) ? opensRawBlock(line.trim()) : null
    if (code !== null || isIndented || typeof fence === 'function') {
      code = code === null ? (typeof fence === 'function' ? fence : null) : code(line.trimEnd()) ? null : code
      kept += line
      at = end
      continue
    }
    const from = commentIn(line)
    const to = from < 0 || at + from > last ? -1 : text.indexOf(close, at + from + open.length)
    kept += to < 0 ? line : line.slice(0, from)
    // what follows a comment is looked at like another line
    at = to < 0 ? end : to + close.length
  }
  return kept
}

/** Where in a line a comment begins, outside of code; -1 where none does. */
function commentIn(line: string): number {
  for (let at = 0; at < line.length; ) {
    const [run] = /^`+/.exec(line.slice(at)) ?? []
    if (run === undefined) {
      if (line.startsWith(open, at)) return at
      at++
      continue
    }
    // a run that no other of its length answers is text
    const answer = new RegExp(`(?<!\`)${run}(?!\`)`).exec(line.slice(at + run.length))
    at += run.length + (answer === null ? 0 : answer.index + run.length)
  }
  return -1
}
