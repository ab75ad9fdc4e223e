import { RawBlockReader } from './raw-block.ts'

const commentOpen = '<!--'
const commentClose = '-->'

/** Removes the comments of Markdown. Inside code, and without an end, a comment is text. */
export function withoutComments(text: string): string {
  if (!text.includes(commentOpen)) return text
  const last = text.lastIndexOf(commentClose)
  let kept = ''
  const fences = new RawBlockReader('fences')
  let afterBlank = true
  let isIndented = false
  for (let at = 0, end = 0; at < text.length; ) {
    // A line with comments is read in pieces; its end is searched once, so that the time stays linear.
    if (at >= end) end = text.indexOf('\n', at) + 1 || text.length
    const line = text.slice(at, end)
    isIndented = /^(?: {4}|\t)/.test(line) && (afterBlank || isIndented)
    afterBlank = line.trim() === ''
    if (fences.read(line) || isIndented) {
      kept += line
      at = end
      continue
    }
    const from = commentStart(line)
    const to = from < 0 || at + from > last ? -1 : text.indexOf(commentClose, at + from + commentOpen.length)
    kept += to < 0 ? line : line.slice(0, from)
    // The text after a comment is read like another line.
    at = to < 0 ? end : to + commentClose.length
  }
  return kept
}

/** Index in a line where a comment starts outside code; -1 without one. */
function commentStart(line: string): number {
  for (let at = 0; at < line.length; ) {
    const [run] = /^`+/.exec(line.slice(at)) ?? []
    if (run === undefined) {
      if (line.startsWith(commentOpen, at)) return at
      at++
      continue
    }
    // Backticks without a closing run of the same length are text.
    const closing = new RegExp(`(?<!\`)${run}(?!\`)`).exec(line.slice(at + run.length))
    at += run.length + (closing === null ? 0 : closing.index + run.length)
  }
  return -1
}
