import type { DiffSegment, LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'

/** A paragraph that begins or ends where only blanks changed. */
const pilcrow = '¶'
const blockMarkers = /^(?:(?:#{1,6}|[-*+]|\d{1,9}[.)]|>) +)+(?=\S)/

/**
 * What is read at a step: its diff with blanks as a reader sees them, and without the targets of links whose change is told
 * apart. A sentence that moved is given as it stands now, with the words that changed on the way.
 */
export function readableDiff(step: SentenceStep): TextDiff {
  const { action, block, diff, edits, links } = step
  if (action === 'moved') {
    const words = edits ?? diffSide(diff, 'added').map(([, text]) => ['same', text] as const)
    return mergeAdjacent(readableSegments(withoutLinkTargets(words, links), block, false))
  }
  const read = mergeAdjacent(
    readableSegments(withoutLinkTargets(diff, links), block, action !== 'added' && action !== 'deleted'),
  )
  return action === 'added' || action === 'deleted' ? separateMarker(read, block) : read
}

/** What a block begins with is no word of the sentence that came or went. */
function separateMarker(diff: TextDiff, block: SentenceStep['block']): TextDiff {
  const [kind, text = ''] = diff[0] ?? []
  const marker = block === 'paragraph' ? undefined : blockMarkers.exec(text)?.[0]
  if (kind === undefined || kind === 'same' || marker === undefined) return diff
  return [['same', marker], [kind, text.slice(marker.length)], ...diff.slice(1)]
}

/** One side of a diff, its changes marked: what a reader of that side alone sees. */
export function diffSide(diff: TextDiff, side: 'removed' | 'added'): TextDiff {
  return diff.filter(([kind]) => kind === 'same' || kind === side)
}

/** One side of a diff as text. */
export function diffSideText(diff: TextDiff, side: 'removed' | 'added'): string {
  return diffSide(diff, side)
    .map(([, text]) => text)
    .join('')
}

/** @param breaks show where only the blanks between paragraphs changed */
function readableSegments(diff: TextDiff, block: SentenceStep['block'], breaks: boolean): TextDiff {
  if (block === 'code') return trimOuterLineFeeds(diff)
  if (block === 'table') return trimEnds(diff.flatMap(tableCells))
  const lines = diff.map(
    ([kind, text]) => [kind, collapseLineEnds(text, block === 'quote', breaks && kind !== 'same')] as const,
  )
  return trimEnds(mergeRefolds(lines))
}

/** A table is laid out with blanks and dashes, which say nothing. */
function tableCells([kind, text]: DiffSegment): DiffSegment[] {
  const cells = text.replace(/[ \t\n]+/g, ' ').replace(/-{4,}/g, '---')
  return kind !== 'same' && cells.trim() === '' ? [] : [[kind, cells]]
}

/** A line that is folded elsewhere reads the same. */
function mergeRefolds(diff: TextDiff): TextDiff {
  const isRefold = (at: number) =>
    diff[at]?.[0] === 'removed' && diff[at + 1]?.[0] === 'added' && diff[at]?.[1] === ' ' && diff[at + 1]?.[1] === ' '
  return diff.flatMap((segment, at): DiffSegment[] => {
    if (isRefold(at)) return [['same', ' ']]
    return isRefold(at - 1) ? [] : [segment]
  })
}

/** Line ends are blanks to a reader; between two paragraphs of one step, and where one came or went, they are a sign. */
function collapseLineEnds(text: string, quoted: boolean, changed: boolean): string {
  const bare = quoted ? text.replace(/(\n)[ \t]*>[ \t]?/g, '$1') : text
  return bare
    .replace(/\s*\n[ \t]*\n\s*/g, (feeds, at: number) => {
      const outer = at === 0 || at + feeds.length === bare.length
      return outer && !(changed && bare.trim() === '') ? ' ' : ` ${pilcrow} `
    })
    .replace(/[ \t\n]+/g, ' ')
}

/** Without blanks at both ends, which stand between sentences. */
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

function mergeAdjacent(diff: TextDiff): TextDiff {
  const segments: [DiffSegment[0], string][] = []
  for (const [kind, text] of diff) {
    const last = segments.at(-1)
    if (text === '') continue
    if (last?.[0] === kind) last[1] += text
    else segments.push([kind, text])
  }
  return segments
}

/** A piece of a diff; `target`: it is, or is a part of, the `(target)` of a link whose change is told apart. */
export type LinkSegment = readonly [kind: DiffSegment[0], text: string, target: boolean]

/** A diff cut where the targets of changed links begin and end. Its pieces, joined, are the diff. */
export function splitLinkTargets(diff: TextDiff, links: readonly LinkChange[]): LinkSegment[] {
  if (links.length === 0) return diff.map(([kind, text]) => [kind, text, false])
  const targets = {
    removed: targetPositions(diffSideText(diff, 'removed'), links, ({ before }) => before),
    added: targetPositions(diffSideText(diff, 'added'), links, ({ after }) => after),
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

function targetPositions(
  text: string,
  links: readonly LinkChange[],
  target: (link: LinkChange) => string,
): ReadonlySet<number> {
  const positions = new Set<number>()
  for (const link of links) {
    const marked = `](${target(link)})`
    for (let from = text.indexOf(marked); from >= 0; from = text.indexOf(marked, from + 1)) {
      for (let index = from + 1; index < from + marked.length; index++) positions.add(index)
    }
  }
  return positions
}
