import type { DiffSegment, DiffSegmentKind, TextDiff } from '../model/change.ts'
import { isWord, tokenise } from './tokens.ts'

/**
 * Collects segments in reading order: neighbours of one kind become one, what is removed and added at one place
 * is told in that order, and what a replacement has in common at its ends (white space) is told as same.
 */
export class SegmentBuilder {
  readonly #segments: DiffSegment[] = []
  #removed = ''
  #added = ''
  #same = ''

  same(text: string): void {
    if (text === '') return
    this.#closeChange()
    this.#same += text
  }

  replaced(removed: string, added: string): void {
    this.#removed += removed
    this.#added += added
  }

  append(diff: TextDiff): void {
    for (const [kind, text] of diff) {
      if (kind === 'same') this.same(text)
      else if (kind === 'removed') this.replaced(text, '')
      else this.replaced('', text)
    }
  }

  finish(): TextDiff {
    this.#closeChange()
    this.#push('same', this.#same)
    this.#same = ''
    return this.#segments
  }

  #closeChange(): void {
    if (this.#removed === '' && this.#added === '') return
    const removed = this.#removed
    const added = this.#added
    const lead = sharedSpace(removed, added)
    const limit = Math.min(removed.length, added.length) - lead
    let trail = 0
    while (trail < limit && isBlank(removed, removed.length - 1 - trail) && sameFromEnd(removed, added, trail)) trail++
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

function sharedSpace(left: string, right: string): number {
  let length = 0
  while (length < left.length && isBlank(left, length) && left.charCodeAt(length) === right.charCodeAt(length)) length++
  return length
}

function sameFromEnd(left: string, right: string, at: number): boolean {
  return left.charCodeAt(left.length - 1 - at) === right.charCodeAt(right.length - 1 - at)
}

function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit === 32 || (unit >= 9 && unit <= 13)
}

/** How many words a diff adds and removes. A number is a word, and so is each character of an unspaced script. */
export function summariseDiff(diff: TextDiff): { added: number; removed: number } {
  let added = 0
  let removed = 0
  for (const [kind, text] of diff) {
    if (kind === 'same') continue
    const words = tokenise(text).tokens.reduce((count, token) => count + (isWord(token.text) ? 1 : 0), 0)
    if (kind === 'added') added += words
    else removed += words
  }
  return { added, removed }
}
