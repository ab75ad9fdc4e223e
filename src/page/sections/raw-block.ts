/** Tells whether a line ends the block that it stands in. */
export type RawBlockEndTest = (line: string) => boolean

/**
 * The blocks whose lines are not read as Markdown: code fences, comments, scripts and the like, as CommonMark 0.31 has
 * them (sections 4.5 and, conditions 1 to 5, 4.6).
 * @param line a line without its indentation
 * @returns how the block ends, 'closed' where it ends in the same line, null where the line opens none
 */
export function rawBlockEndOf(line: string): RawBlockEndTest | 'closed' | null {
  const fence = /^(`{3,}|~{3,})(.*)$/s.exec(line)
  if (fence?.[1]) return fence[1][0] === '`' && fence[2]?.includes('`') ? null : fenceEndTest(fence[1])
  const end = htmlBlockEnds.find(([opens]) => opens.test(line))?.[1]
  if (!end) return null
  return end.test(line) ? 'closed' : (later) => end.test(later)
}

function fenceEndTest(fence: string): RawBlockEndTest {
  const mark = fence[0] ?? '`'
  return (line) => {
    const inner = line.replace(/^ {1,3}/, '').trimEnd()
    return inner.length >= fence.length && inner === mark.repeat(inner.length)
  }
}

const htmlBlockEnds: readonly (readonly [opens: RegExp, ends: RegExp])[] = [
  [/^<!--/, /-->/],
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
]
