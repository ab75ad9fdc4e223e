import type { DiffSegment, DiffSegmentKind, TextDiff } from '../../model/change.ts'
import { countWhile } from './common-ends.ts'
import { isBlank, isWord, tokenise } from './tokens.ts'

/**
 * Collects the segments of a diff in reading order. Neighbours of one kind are joined; at one place the removed text
 * comes before the added text. White space that both sides of a replacement share at its ends becomes `same`.
 */
export class SegmentBuilder {
  readonly #segments: DiffSegment[] = []
  #removed = ''
  #added = ''
  #same = ''

  addSame(text: string): void {
    if (text === '') return
    this.#closeChange()
    this.#same += text
  }

  /** Adds removed and added text, either of which may be empty. Equal texts are added as `same`. */
  addReplacement(removed: string, added: string): void {
    if (removed === added) {
      this.addSame(removed)
      return
    }
    this.#removed += removed
    this.#added += added
  }

  addDiff(diff: TextDiff): void {
    for (const [kind, text] of diff) {
      if (kind === 'same') this.addSame(text)
      else if (kind === 'removed') this.addReplacement(text, '')
      else this.addReplacement('', text)
    }
  }

  /** @returns the whole diff; nothing may be added after it */
  finish(): TextDiff {
    this.#closeChange()
    this.#push('same', this.#same)
    return this.#segments
  }

  #closeChange(): void {
    if (this.#removed === '' && this.#added === '') return
    const [removed, added] = [this.#removed, this.#added]
    const limit = Math.min(removed.length, added.length)
    const lead = sharedLeadingSpace(removed, added, limit)
    const trail = sharedTrailingSpace(removed, added, limit - lead)
    this.#push('same', this.#same + removed.slice(0, lead))
    this.#push('removed', removed.slice(lead, removed.length - trail))
    this.#push('added', added.slice(lead, added.length - trail))
    this.#same = removed.slice(removed.length - trail)
    this.#removed = ''
    this.#added = ''
  }

  #push(kind: DiffSegmentKind, text: string): void {
    const last = this.#segments.at(-1)
    if (text === '') return
    if (last !== undefined && last[0] === kind) this.#segments[this.#segments.length - 1] = [kind, last[1] + text]
    else this.#segments.push([kind, text])
  }
}

/** Joins diffs of consecutive texts to one. */
export function joinDiffs(diffs: Iterable<TextDiff>): TextDiff {
  const segments = new SegmentBuilder()
  for (const diff of diffs) segments.addDiff(diff)
  return segments.finish()
}

function sharedLeadingSpace(left: string, right: string, limit: number): number {
  let length = countWhile(limit, (at) => isBlank(left.charCodeAt(at)) && left.charCodeAt(at) === right.charCodeAt(at))
  while (length > 0 && (cutsCharacter(left, length) || cutsCharacter(right, length))) length--
  return length
}

function sharedTrailingSpace(left: string, right: string, limit: number): number {
  let length = countWhile(limit, (back) => {
    const unit = left.charCodeAt(left.length - 1 - back)
    return isBlank(unit) && unit === right.charCodeAt(right.length - 1 - back)
  })
  const cuts = (text: string) => cutsCharacter(text, text.length - length)
  while (length > 0 && (cuts(left) || cuts(right))) length--
  return length
}

/** Whether a cut at an index would separate white space from a mark that a reader sees with it as one character. */
function cutsCharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit === 10) return text.charCodeAt(at - 1) === 13
  return (
    unit >= 0x300 &&
    /^(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|\u0e33|\u0eb3|\uff9e|\uff9f)/u.test(text.slice(at, at + 2))
  )
}

/** Counts the words that a diff adds and removes. A number is a word, and so is each character of an unspaced script. */
export function countChangedWords(diff: TextDiff): { added: number; removed: number } {
  const counts = { added: 0, removed: 0 }
  for (const [kind, text] of diff)
    if (kind !== 'same') counts[kind] += tokenise(text).tokens.filter((token) => isWord(token.text)).length
  return counts
}
