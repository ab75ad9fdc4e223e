import type { DiffSegment, LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import { displayWidth } from './display-width.ts'

/** Marks a paragraph break that was added or removed. */
const pilcrow = '¶'
const blockMarkers = /^(?:(?:#{1,6}|[-*+]|\d{1,9}[.)]|>) +)+(?=\S)/

/**
 * A step's diff as a reader sees it: with blanks collapsed, and without the targets of changed links, which are listed
 * below it. A moved sentence is given as it is now, with the words that changed when it moved.
 */
export function readableDiff(step: SentenceStep): TextDiff {
  const { action, block, diff, edits, links } = step
  if (action === 'moved') {
    const words = edits ?? diffSide(diff, 'added').map(([, text]) => ['same', text] as const)
    return mergeAdjacent(readableSegments(withoutLinkTargets(words, links), block, false))
  }
  const isWhole = action === 'added' || action === 'deleted'
  const read = mergeAdjacent(readableSegments(withoutLinkTargets(diff, links), block, !isWhole))
  return isWhole ? separateMarker(read, block) : read
}

/** The mark at the beginning of a block is no part of an added or deleted sentence. */
function separateMarker(diff: TextDiff, block: SentenceStep['block']): TextDiff {
  const [kind, text = ''] = diff[0] ?? []
  const marker = block === 'paragraph' ? undefined : blockMarkers.exec(text)?.[0]
  if (kind === undefined || kind === 'same' || marker === undefined) return diff
  return [['same', marker], [kind, text.slice(marker.length)], ...diff.slice(1)]
}

/** One side of a diff: the unchanged segments, and the changed segments of that side. */
export function diffSide(diff: TextDiff, side: 'removed' | 'added'): TextDiff {
  return diff.filter(([kind]) => kind === 'same' || kind === side)
}

/** The sources in a diff, one on each line: unchanged, removed or added. */
export function sourceLines(diff: TextDiff): DiffSegment[] {
  const lines = diff.flatMap(([kind, text]) => text.split('\n').map((line) => [kind, line] as const))
  return lines.filter(([, line]) => line.trim() !== '')
}

/** One side of a diff as text. */
export function diffSideText(diff: TextDiff, side: 'removed' | 'added'): string {
  return diffSide(diff, side)
    .map(([, text]) => text)
    .join('')
}

/** @param breaks whether to mark changed blanks between paragraphs */
function readableSegments(diff: TextDiff, block: SentenceStep['block'], breaks: boolean): TextDiff {
  if (block === 'code') return trimOuterLineFeeds(diff)
  if (block === 'table') return trimEnds(diff.flatMap(tableCells))
  const lines = diff.map(([kind, text]): DiffSegment => {
    return [kind, collapseLineEnds(text, block === 'quote', breaks && kind !== 'same')]
  })
  return trimEnds(mergeRefolds(lines))
}

/** Blanks and dashes only lay out a table. */
function tableCells([kind, text]: DiffSegment): DiffSegment[] {
  const cells = text.replace(/[ \t\n]+/g, ' ').replace(/-{4,}/g, '---')
  return kind !== 'same' && cells.trim() === '' ? [] : [[kind, cells]]
}

/** A line that is wrapped at another place reads the same. */
function mergeRefolds(diff: TextDiff): TextDiff {
  const isRefold = (at: number) =>
    diff[at]?.[0] === 'removed' && diff[at + 1]?.[0] === 'added' && diff[at]?.[1] === ' ' && diff[at + 1]?.[1] === ' '
  return diff.flatMap((segment, at): DiffSegment[] => {
    if (isRefold(at)) return [['same', ' ']]
    return isRefold(at - 1) ? [] : [segment]
  })
}

/** A line end becomes a blank. A paragraph break within a step becomes a pilcrow, and so does a changed one. */
function collapseLineEnds(text: string, quoted: boolean, changed: boolean): string {
  const bare = quoted ? text.replace(/(\n)[ \t]*>[ \t]?/g, '$1') : text
  return bare
    .replace(/\s*\n[ \t]*\n\s*/g, (feeds, at: number) => {
      const outer = at === 0 || at + feeds.length === bare.length
      return outer && !(changed && bare.trim() === '') ? ' ' : ` ${pilcrow} `
    })
    .replace(/[ \t\n]+/g, ' ')
}

/** Removes the blanks at both ends: they separate sentences. */
function trimEnds(diff: TextDiff): TextDiff {
  const segments = [...diff]
  const trim = (from: number, step: 1 | -1, edge: RegExp) => {
    for (let at = from; at >= 0 && at < segments.length; at += step) {
      const [kind, text] = segments[at] ?? ['same', '']
      segments[at] = [kind, text.replace(edge, '')]
      if (segments[at]?.[1] !== '' && kind === 'same') break
    }
  }
  trim(0, 1, /^\s+/)
  trim(segments.length - 1, -1, /\s+$/)
  return segments
}

function trimOuterLineFeeds(diff: TextDiff): TextDiff {
  return diff.map(([kind, text], at): DiffSegment => {
    const begun = at === 0 ? text.replace(/^(?:[ \t]*\n)+/, '') : text
    return [kind, at === diff.length - 1 ? begun.trimEnd() : begun]
  })
}

/** Parts of a text, with adjacent parts of one kind joined and empty parts left out. */
export function mergeAdjacent<Kind>(parts: readonly (readonly [Kind, string])[]): (readonly [Kind, string])[] {
  const merged: [Kind, string][] = []
  for (const [kind, text] of parts) {
    const last = merged.at(-1)
    if (text === '') continue
    if (last?.[0] === kind) last[1] += text
    else merged.push([kind, text])
  }
  return merged
}

/** A segment of a diff; `target`: it is part of the `(target)` of a changed link, which is listed apart. */
export type LinkSegment = readonly [kind: DiffSegment[0], text: string, target: boolean]

/** A diff cut at both ends of the targets of changed links. The joined segments are the diff. */
export function splitLinkTargets(diff: TextDiff, links: readonly LinkChange[]): LinkSegment[] {
  if (links.length === 0) return diff.map(([kind, text]) => [kind, text, false])
  const former = links.map(({ before }) => before)
  const current = links.map(({ after }) => after)
  const targets = {
    removed: targetPositions(diffSideText(diff, 'removed'), former),
    added: targetPositions(diffSideText(diff, 'added'), current),
  }
  const at = { removed: 0, added: 0 }
  const pieces: [DiffSegment[0], string, boolean][] = []
  for (const [kind, text] of diff) {
    const side = kind === 'added' ? 'added' : 'removed'
    for (let index = 0; index < text.length; index++) {
      const target = targets[side].has(at[side] + index)
      const last = pieces.at(-1)
      if (index > 0 && last !== undefined && last[2] === target) last[1] += text[index]
      else pieces.push([kind, text[index] ?? '', target])
    }
    if (kind !== 'added') at.removed += text.length
    if (kind !== 'removed') at.added += text.length
  }
  return pieces
}

function withoutLinkTargets(diff: TextDiff, links: readonly LinkChange[]): TextDiff {
  return splitLinkTargets(diff, links).flatMap(([kind, text, target]) => (target ? [] : [[kind, text] as const]))
}

function targetPositions(text: string, targets: readonly string[]): ReadonlySet<number> {
  const positions = new Set<number>()
  for (const target of targets) {
    const marked = `](${target})`
    for (let from = text.indexOf(marked); from >= 0; from = text.indexOf(marked, from + 1)) {
      for (let index = from + 1; index < from + marked.length; index++) positions.add(index)
    }
  }
  return positions
}

/**
 * Whether two short texts read better one under the other than as one inline diff: little is unchanged, or it is cut into
 * many pieces. A text that only gained or only lost words always reads well inline.
 */
export function isRewrite(diff: TextDiff): boolean {
  const columns = { same: 0, removed: 0, added: 0 }
  let marks = 0
  for (const [kind, text] of diff) {
    columns[kind] += displayWidth(text)
    if (kind !== 'same' && text.trim() !== '') marks++
  }
  const { same, removed, added } = columns
  const smaller = Math.min(removed, added)
  if (smaller === 0) return false
  const kept = same / (same + Math.max(removed, added))
  // The thresholds were found by reading some hundred titles in both forms.
  return (marks >= 6 && kept < 0.8) || (marks >= 4 && (kept < 0.6 || smaller >= 50)) || (kept < 0.6 && smaller >= 20)
}
