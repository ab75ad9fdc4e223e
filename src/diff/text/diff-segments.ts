import type { DiffSegment, DiffSegmentKind, TextDiff } from '../../model/change.ts'
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

  addSame(text: string): void {
    if (text === '') return
    this.#closeChange()
    this.#same += text
  }

  addReplacement(removed: string, added: string): void {
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
    const lead = sharedLeadingSpace(removed, added)
    const trail = sharedTrailingSpace(removed, added, Math.min(removed.length, added.length) - lead)
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

function sharedLeadingSpace(left: string, right: string): number {
  let length = 0
  while (length < left.length && isWhitespace(left, length) && left.charCodeAt(length) === right.charCodeAt(length))
    length++
  while (length > 0 && (cutsCharacter(left, length) || cutsCharacter(right, length))) length--
  return length
}

function sharedTrailingSpace(left: string, right: string, limit: number): number {
  let length = 0
  const same = () => left.charCodeAt(left.length - 1 - length) === right.charCodeAt(right.length - 1 - length)
  while (length < limit && isWhitespace(left, left.length - 1 - length) && same()) length++
  const cuts = (text: string) => cutsCharacter(text, text.length - length)
  while (length > 0 && (cuts(left) || cuts(right))) length--
  return length
}

/** Whether white space and what stands behind it are one character to a reader. */
function cutsCharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit === 10) return text.charCodeAt(at - 1) === 13
  return (
    unit >= 0x300 &&
    /^(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|\u0e33|\u0eb3|\uff9e|\uff9f)/u.test(text.slice(at, at + 2))
  )
}

function isWhitespace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit === 32 || (unit >= 9 && unit <= 13)
}

/** How many words a diff adds and removes. A number is a word, and so is each character of an unspaced script. */
export function countChangedWords(diff: TextDiff): { added: number; removed: number } {
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
