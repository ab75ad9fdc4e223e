import { addToList } from '../../model/multimap.ts'
import type { DraftTerm, PhraseKind, PhraseReading } from './language.ts'

/**
 * The phrases of each kind. Each line is a group of phrases with the same meaning: a name, a colon, then the phrases
 * between bars. In a line without a colon, each word is a group of its own. `#` requires a number, which is not part of
 * the phrase; `!` behind a word requires a capital.
 */
export type PhraseLists = Readonly<Record<PhraseKind, string>>

interface Phrase extends Pick<PhraseReading, 'kind' | 'group'> {
  readonly tokens: readonly string[]
}

/** Finds fixed phrases by their first word. */
export class PhraseTable {
  readonly #phrasesByFirstWord = new Map<string, Phrase[]>()
  readonly #words = new Set<string>()

  constructor(lists: PhraseLists, splitPhrase: (phrase: string) => string[]) {
    for (const [kind, lines] of Object.entries(lists) as [PhraseKind, string][]) {
      for (const line of lines.trim().split('\n')) {
        const [name = '', phrases] = line.split(':')
        for (const phrase of phrases?.split('|') ?? line.split(' '))
          this.#add({ kind, group: phrases === undefined ? phrase : name.trim(), tokens: splitPhrase(phrase.trim()) })
      }
    }
    // The longest phrase at a place wins.
    for (const phrases of this.#phrasesByFirstWord.values())
      phrases.sort((one, other) => other.tokens.length - one.tokens.length)
  }

  #add(phrase: Phrase): void {
    for (const token of phrase.tokens) this.#words.add(withoutCapitalMark(token))
    addToList(this.#phrasesByFirstWord, withoutCapitalMark(phrase.tokens[0] ?? ''), phrase)
  }

  /** Whether any phrase contains a word. */
  hasWord(word: string): boolean {
    return this.#words.has(word)
  }

  /** Whether a phrase begins with a word. */
  startsPhrase(word: string): boolean {
    return this.#phrasesByFirstWord.has(word)
  }

  /** The longest phrase at a place. */
  findAt(drafts: readonly DraftTerm[], at: number, isNumber: (at: number) => boolean): PhraseReading | null {
    for (const phrase of this.#phrasesByFirstWord.get(drafts[at]?.lower ?? '') ?? []) {
      const length = lengthAt(phrase, drafts, at, isNumber)
      if (length > 0) return { kind: phrase.kind, group: phrase.group, length }
    }
    return null
  }
}

/** The length in words of a phrase at a place; 0 where another text is there. */
function lengthAt(phrase: Phrase, drafts: readonly DraftTerm[], at: number, isNumber: (at: number) => boolean): number {
  let length = 0
  for (const [step, token] of phrase.tokens.entries()) {
    if (token === '#') {
      if (!isNumber(at + step)) return 0
      continue
    }
    const draft = drafts[at + step]
    if (draft === undefined || draft.lower !== withoutCapitalMark(token)) return 0
    if (token.endsWith('!') && draft.text.charAt(0) === draft.lower.charAt(0)) return 0
    // A phrase can contain hyphens, but no commas or full stops.
    if (step > 0 && draft.marks !== '' && draft.marks !== '-') return 0
    length++
  }
  return length
}

function withoutCapitalMark(token: string): string {
  return token.endsWith('!') ? token.slice(0, -1) : token
}
