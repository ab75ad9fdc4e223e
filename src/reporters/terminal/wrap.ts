import { displayWidth } from '../wording/display-width.ts'
import { mergeAdjacent } from '../wording/readable-diff.ts'
import type { Line, Style } from './spans.ts'

/** A part of a text that is cut only if it is wider than a whole line. */
interface Chunk {
  readonly pieces: readonly Piece[]
  readonly width: number
  readonly blank: boolean
}

interface Piece {
  readonly style: Style
  readonly text: string
  readonly width: number
  /** One character of two columns: a line may be wrapped beside it. */
  readonly wide: boolean
}

/** Punctuation, and marks of a diff, that must not begin a line, or end one. */
const noLineStart = /^(?:[\p{Pe}\p{Pf}\p{Po}ー々]|-\]|\+\})/u
const noLineEnd = /(?:[\p{Ps}\p{Pi}]|\[-|\{\+)$/u

let graphemeSegmenter: Intl.Segmenter | undefined

/**
 * Wraps one line to a width: at blanks, and between wide characters unless their punctuation forbids it. A word that is
 * wider than the line is cut between graphemes. Blanks at a line end are dropped.
 * @param spans one line, without line feeds or escape codes
 * @param width columns, at least 2
 */
export function wrapLine(spans: Line, width: number): Line[] {
  if (!Number.isFinite(width)) return [spans]
  const lines: Piece[][] = []
  let line: Piece[] = []
  let used = 0
  const fold = () => {
    lines.push(line)
    line = []
    used = 0
  }
  for (const chunk of chunksOf(spans)) {
    if (used + chunk.width > width) {
      if (chunk.blank || used > 0) fold()
      if (chunk.blank) continue
    }
    for (const piece of chunk.width > width ? splitGraphemes(chunk.pieces) : chunk.pieces) {
      if (used + piece.width > width && used > 0) fold()
      line.push(piece)
      used += piece.width
    }
  }
  if (line.length > 0 || lines.length === 0) lines.push(line)
  return lines.map((pieces, index) => {
    const kept = index < lines.length - 1 ? trimEndBlanks(pieces) : pieces
    return mergeAdjacent(kept.map(({ style, text }) => [style, text]))
  })
}

function* chunksOf(spans: Line): Iterable<Chunk> {
  let pieces: Piece[] = []
  let isGlued = true
  const takeChunk = (): Chunk => {
    const chunk = { pieces, width: pieces.reduce((sum, piece) => sum + piece.width, 0), blank: false }
    pieces = []
    return chunk
  }
  for (const [style, text] of spans) {
    for (const part of text.split(/( +)/)) {
      if (part === '') continue
      if (part.startsWith(' ')) {
        if (pieces.length > 0) yield takeChunk()
        yield { pieces: [{ style, text: part, width: part.length, wide: false }], width: part.length, blank: true }
        isGlued = true
        continue
      }
      for (const piece of piecesOf(style, part)) {
        if (!isGlued && (piece.wide || pieces.at(-1)?.wide) && !noLineStart.test(piece.text)) yield takeChunk()
        isGlued = noLineEnd.test(piece.text)
        pieces.push(piece)
      }
    }
  }
  if (pieces.length > 0) yield takeChunk()
}

/** Runs of narrow letters stay whole; the rest is cut into graphemes. The last letter of a run may carry a combining mark. */
function* piecesOf(style: Style, word: string): Iterable<Piece> {
  let from = 0
  for (const { 0: run, index } of word.matchAll(/(?<!\u{200d})[!-~\u{a1}-\u{2ff}]+(?=[!-~\u{a1}-\u{2ff}]|$)/gu)) {
    yield* graphemesOf(style, word.slice(from, index))
    yield { style, text: run, width: displayWidth(run), wide: false }
    from = index + run.length
  }
  yield* graphemesOf(style, word.slice(from))
}

function* graphemesOf(style: Style, text: string): Iterable<Piece> {
  if (text === '') return
  // Created on first use: text for a pipe is never wrapped.
  graphemeSegmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of graphemeSegmenter.segment(text)) {
    const width = displayWidth(segment)
    yield { style, text: segment, width, wide: width === 2 }
  }
}

function splitGraphemes(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => [...graphemesOf(piece.style, piece.text)])
}

function trimEndBlanks(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex((piece) => !/^ *$/.test(piece.text))
  return pieces.slice(0, last + 1)
}
