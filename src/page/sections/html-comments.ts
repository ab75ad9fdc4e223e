import { type RawBlockEndTest, rawBlockEndOf } from './raw-block.ts'

const commentOpen = '<!--'
const commentClose = '-->'

/** Markdown without its comments, which no reader sees. Inside of code they are text, and so is one that nothing closes. */
export function withoutComments(text: string): string {
  if (!text.includes(commentOpen)) return text
  const last = text.lastIndexOf(commentClose)
  let kept = ''
  let openBlockEnd: RawBlockEndTest | null = null
  let afterBlank = true
  let isIndented = false
  for (let at = 0, end = 0; at < text.length; ) {
    // a line of many comments is gone through in pieces, and its end is looked for once
    if (at >= end) end = text.indexOf('\n', at) + 1 || text.length
    const line = text.slice(at, end)
    isIndented = /^(?: {4}|\t)/.test(line) && (afterBlank || isIndented)
    afterBlank = line.trim() === ''
    const blockEnd = /^ {0,3}(?:`{3}|~{3})/.test(line) ? rawBlockEndOf(line.trim()) : null
    if (openBlockEnd !== null || isIndented || typeof blockEnd === 'function') {
      openBlockEnd =
        openBlockEnd === null
          ? typeof blockEnd === 'function'
            ? blockEnd
            : null
          : openBlockEnd(line.trimEnd())
            ? null
            : openBlockEnd
      kept += line
      at = end
      continue
    }
    const from = commentStart(line)
    const to = from < 0 || at + from > last ? -1 : text.indexOf(commentClose, at + from + commentOpen.length)
    kept += to < 0 ? line : line.slice(0, from)
    // what follows a comment is looked at like another line
    at = to < 0 ? end : to + commentClose.length
  }
  return kept
}

/** Where in a line a comment begins, outside of code; -1 where none does. */
function commentStart(line: string): number {
  for (let at = 0; at < line.length; ) {
    const [run] = /^`+/.exec(line.slice(at)) ?? []
    if (run === undefined) {
      if (line.startsWith(commentOpen, at)) return at
      at++
      continue
    }
    // a run that no other of its length answers is text
    const closing = new RegExp(`(?<!\`)${run}(?!\`)`).exec(line.slice(at + run.length))
    at += run.length + (closing === null ? 0 : closing.index + run.length)
  }
  return -1
}
