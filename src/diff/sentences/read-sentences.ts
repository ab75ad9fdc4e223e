import type { BlockKind } from '../../model/change.ts'
import { defaultLanguage } from '../language/choose-language.ts'
import { countWhile } from '../text/common-ends.ts'
import { isBlank } from '../text/tokens.ts'
import { readBlocks } from './blocks.ts'

/** A sentence of a body, or a block that is never cut: a heading, a table row, code. */
export interface Sentence {
  readonly block: BlockKind
  /** The exact text, with its list or quote marker, without the white space around it. */
  readonly text: string
  /** Equal for sentences that differ only in white space, bullets and item numbers. */
  readonly key: string
}

/** A body cut into sentences without loss. */
export interface SplitText {
  readonly sentences: readonly Sentence[]
  /** The white space before each sentence, and last the white space after all. */
  readonly gaps: readonly string[]
}

/** The sentences of blocks by kind and text. Two bodies have most blocks in common. */
export type BlockCache = Map<string, SplitText>

/** Cuts a body into sentences. Code, headings, table rows, links and URLs are never cut. */
export function readSentences(text: string, blockCache: BlockCache = new Map()): SplitText {
  const sentences: Sentence[] = []
  const gaps: string[] = []
  let at = 0
  for (const { kind, start, end } of readBlocks(text)) {
    const own = text.slice(start, end)
    const blockKey = `${kind} ${own}`
    let splitBlock = blockCache.get(blockKey)
    if (splitBlock === undefined) {
      splitBlock = splitIntoSentences(kind, own)
      blockCache.set(blockKey, splitBlock)
    }
    const between = text.slice(at, start)
    for (const [place, sentence] of splitBlock.sentences.entries()) {
      gaps.push(place === 0 ? between + splitBlock.gaps[0]! : splitBlock.gaps[place]!)
      sentences.push(sentence)
    }
    at = end
  }
  gaps.push(text.slice(at))
  // White space alone becomes a sentence, so that no text is lost.
  if (sentences.length === 0 && text !== '') {
    return { sentences: [{ block: 'paragraph', text, key: '' }], gaps: ['', ''] }
  }
  return { sentences, gaps }
}

/** Cuts one block, which has no white space at its end. */
function splitIntoSentences(kind: BlockKind, text: string): SplitText {
  if (kind === 'heading' || kind === 'table' || kind === 'code') {
    return { sentences: [{ block: kind, text, key: keyOf(kind, text, true) }], gaps: [''] }
  }
  const sentences: Sentence[] = []
  const gaps: string[] = []
  let at = 0
  for (const end of sentenceEnds(text, kind)) {
    const start = at + countBlanks(text, at, end)
    if (start === end) continue
    const own = text.slice(start, end)
    sentences.push({ block: kind, text: own, key: keyOf(kind, own, at === 0) })
    gaps.push(text.slice(at, start))
    at = end
  }
  return { sentences, gaps }
}

const bullet = /^\s*[-*+](?=\s|$)/
const ordinal = /^\s*[0-9]{1,9}[.)](?=\s|$)/

function keyOf(block: BlockKind, text: string, first: boolean): string {
  if (block === 'code') return text
  let key = text
  if (block === 'list' && first) key = text.replace(bullet, '-').replace(ordinal, '1.')
  else if (block === 'quote') key = `> ${key.replace(/^\s*>/gm, '')}`
  return hasUnevenSpace(key) ? key.replace(/\s+/g, ' ').trim() : key
}

function hasUnevenSpace(text: string): boolean {
  return text.includes('  ') || text.includes('\n') || text.includes('\t') || text.includes('\u00a0')
}

const narrowStops = '.!?…؟۔।॥։።။។'
const wideStops = '。！？｡'
const closers = '"\'”’»›）)\\]】」』〉》*_~'
// Code, links and URLs come first, because they are never cut. A footnote mark may follow a stop.
const stopPattern = new RegExp(
  [
    '(?<whole>`[^`\\n]*`|!?\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*\\]\\((?:[^()\\n]|\\([^()\\n]*\\))*\\)|<[^<>\\s]+>|:\\/\\/\\S+)',
    `[${wideStops}][${wideStops}${narrowStops}]*[${closers}]*`,
    // The lookbehind makes a match start at the first of several stops; else this takes quadratic time.
    `(?<![${narrowStops}])[${narrowStops}]+[${closers}]*(?:\\[[^\\s\\[\\]]{1,4}\\])*(?=\\s)`,
  ].join('|'),
  'g',
)

/** The offsets where the sentences of a block end. The last is the end of the block. */
function sentenceEnds(text: string, kind: BlockKind): number[] {
  const ends: number[] = []
  const first = kind === 'list' ? (ordinal.exec(text)?.[0].length ?? 0) : 0
  stopPattern.lastIndex = first
  for (let found = stopPattern.exec(text); found !== null; found = stopPattern.exec(text)) {
    const end = stopPattern.lastIndex
    const whole = found.groups?.whole
    // A URL includes the stop after it.
    if (whole === undefined ? isStop(text, found.index, end) : /[.!?]$/.test(whole) && startsNewSentence(text, end))
      ends.push(end)
  }
  const endsAfterWords = ends.filter((end, at) => wordCharacter.test(text.slice(ends[at - 1] ?? first, end)))
  // Text without a word at the end belongs to the sentence before it.
  if (endsAfterWords.length > 0 && !wordCharacter.test(text.slice(endsAfterWords.at(-1)))) endsAfterWords.pop()
  return [...endsAfterWords, text.length]
}

const wordCharacter = /[\p{L}\p{N}]/u
const maxOpeners = 20
const openingMark = /[\s.…"'“‘«‹(（[【「『〈《*_~>¿¡]/

// A body is too long for a choice of language.
const { personTitles, numberAbbreviations, sentenceAbbreviations, sentenceOpeners } = defaultLanguage

/** Whether a stop and its closing marks end a sentence. */
function isStop(text: string, at: number, end: number): boolean {
  if (!startsNewSentence(text, end)) return wideStops.includes(text.charAt(at)) && !continuesWithMark(text, end)
  if (text.charCodeAt(at) !== 46 || text.charCodeAt(at + 1) === 46) return true
  const following = textAfterOpeners(text, end)
  const before = lastWord(text, at)
  if (/^\p{N}/u.test(following) && numberAbbreviations.has(before.toLowerCase())) return false
  if (personTitles.has(before.toLowerCase())) return false
  const abbreviated = initials.test(before) || sentenceAbbreviations.has(before.toLowerCase())
  return !abbreviated || sentenceOpeners.has(/^\p{L}+/u.exec(following)?.[0] ?? '')
}

/** Whether the following text starts neither with a small letter nor with a combining mark. */
function startsNewSentence(text: string, end: number): boolean {
  return !continuesWithMark(text, end) && !/^\p{Ll}/u.test(textAfterOpeners(text, end))
}

/** The first characters after opening marks, such as quotes. */
function textAfterOpeners(text: string, end: number): string {
  const next = end + countWhile(maxOpeners, (ahead) => openingMark.test(text.charAt(end + ahead)))
  return text.slice(next, next + 12)
}

/** Whether a mark follows that forms one character with the white space before it. */
function continuesWithMark(text: string, end: number): boolean {
  const next = end + countBlanks(text, end, text.length)
  return /^[\p{M}\u200c\u200d]/u.test(text.slice(next, next + 2))
}

/** The word before a full stop, with the stops inside it: `U.S`. */
function lastWord(text: string, at: number): string {
  const length = countWhile(Math.min(at, 12), (back) => /[\p{L}.]/u.test(text.charAt(at - 1 - back)))
  return text.slice(at - length, at)
}

function countBlanks(text: string, from: number, until: number): number {
  return countWhile(until - from, (ahead) => isBlank(text.charCodeAt(from + ahead)))
}

// One letter, or letters with stops between them, such as `U.S`.
const initials = /^\p{L}(?:\.\p{L})*$/u
