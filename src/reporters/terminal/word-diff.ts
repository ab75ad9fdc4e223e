import type { DiffSegment, TextDiff } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { withNoBreakSpaces } from './block.ts'
import type { Span } from './spans.ts'

/**
 * A diff as running text: struck through and underlined in colour, git's `[-old-]{+new+}` without.
 * A change that reaches over several lines is marked on each of them.
 */
export function wordDiffSpans(diff: TextDiff, options: RenderOptions): Span[] {
  return diff.flatMap((segment) => segmentSpans(segment, options))
}

function segmentSpans([kind, text]: DiffSegment, options: RenderOptions): Span[] {
  if (kind === 'same') return [['plain', text]]
  return text.split(/(\r?\n)/).flatMap((part, index): Span[] => {
    if (index % 2 === 1) return [['plain', '\n']]
    if (part === '') return []
    if (options.color) return [[kind, part]]
    // no line ends between a mark and what it marks
    const kept = part.replace(/^ +| +$/g, (blanks) => withNoBreakSpaces(blanks, options))
    return [[kind, kind === 'removed' ? `[-${kept}-]` : `{+${kept}+}`]]
  })
}

/** A title's diff: always one line, whatever the titles hold. */
export function titleDiffSpans(diff: TextDiff, options: RenderOptions): Span[] {
  return wordDiffSpans(
    diff.map(([kind, text]) => [kind, oneLine(text)] as const),
    options,
  )
}

/** A text that must stay on one line. */
export function oneLine(text: string): string {
  return text.replace(/\r\n|\n/g, (feed) => (feed === '\n' ? '\\u{a}' : '\\u{d}\\u{a}'))
}

/** How many unchanged lines to keep beside a change. */
const contextLines = 1

/**
 * A diff of a long text with the unchanged lines far from any change folded into one line that counts them.
 */
export function foldUnchangedLines(diff: TextDiff): TextDiff {
  return diff.map(([kind, text], index): DiffSegment => {
    if (kind !== 'same') return [kind, text]
    const lines = text.split('\n')
    const before = index === 0 ? 0 : contextLines + 1
    const after = index === diff.length - 1 ? 0 : contextLines + 1
    const left = lines.slice(before, lines.length - after).filter((line) => line.trim() !== '').length
    if (lines.length <= before + after || left < 3) return [kind, text]
    const note = `⋮ ${left} lines unchanged`
    return [kind, [...lines.slice(0, before), note, ...lines.slice(lines.length - after)].join('\n')]
  })
}

/** How many words a diff takes away and adds. */
export function countWords(diff: TextDiff): { removed: number; added: number } {
  const words = (wanted: DiffSegment[0]) =>
    diff.reduce((sum, [kind, text]) => (kind === wanted ? sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) : sum), 0)
  return { removed: words('removed'), added: words('added') }
}
