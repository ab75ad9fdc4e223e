import { isCapital, readDrafts } from './drafts.ts'
import { isUnspaced } from './tokens.ts'
import type { Draft, Language, Sense } from './words/language.ts'

export type TermKind = 'word' | 'name' | 'number' | 'date' | 'hedge' | 'attribution' | 'negation' | 'function'

/** A word or fixed phrase of a title, and what it does there. */
export interface Term {
  readonly kind: TermKind
  /** Equal for terms that say the same: inflections, spellings, ways to write a number. */
  readonly key: string
  /** As it stands in the text. */
  readonly surface: string
  /** Marks between the term before and this one, without white space. */
  readonly marks: string
  /** Whether it opens a sentence, where a capital says nothing. */
  readonly opening: boolean
  /** The number of its sentence, from 0. */
  readonly sentence: number
  /** Where it stands among the terms of its title. */
  readonly at: number
  /** Whether the key is that of a group of phrases and not of one word. */
  readonly grouped: boolean
  /** For amounts without a value: dozens. */
  readonly vague: boolean
  /** For a one that is nearly an article. */
  readonly faint: boolean
  readonly sense: Sense
}

/** A title as terms, and the marks behind the last. */
export interface TermList {
  readonly terms: readonly Term[]
  readonly tail: string
}

/** Cuts a title into terms. Expects a text out of `foldTypography`. */
export function readTerms(text: string, language: Language): TermList {
  const { drafts, tail } = readDrafts(text, language)
  const terms: Term[] = []
  for (let at = 0; at < drafts.length; ) {
    const { term, length } = readTerm(drafts, at, terms.length, language)
    terms.push(term)
    at += length
  }
  for (const [at, term] of terms.entries()) {
    if (term.opening) terms[at] = nameAtOpening(term, terms[at + 1])
  }
  return { terms, tail }
}

interface Reading {
  readonly term: Term
  readonly length: number
}

function readTerm(drafts: readonly Draft[], at: number, place: number, language: Language): Reading {
  const draft = drafts[at]
  if (draft === undefined) throw new RangeError(`no word at ${at}`)
  const { sense } = draft
  const { opens } = sense
  const make = (kind: TermKind, key: string, length: number, more: Partial<Term> = {}): Reading => {
    const surface = length === 1 ? draft.text : joined(drafts.slice(at, at + length))
    const { marks, opening, sentence } = draft
    return {
      term: {
        kind,
        key,
        surface,
        marks,
        opening,
        sentence,
        at: place,
        grouped: false,
        vague: false,
        faint: false,
        sense,
        ...more,
      },
      length,
    }
  }
  const date = opens.date ? language.dateAt(drafts, at) : null
  if (date !== null) return make('date', date.key, date.length)
  const phrase = opens.phrase ? language.phraseAt(drafts, at) : null
  if (phrase?.kind === 'plain') return make('word', `plain:${phrase.group}`, phrase.length)
  const number = opens.number ? language.numberAt(drafts, at) : null
  if (number !== null) {
    return make('number', number.key, number.length, { vague: number.vague, faint: number.faint })
  }
  if (phrase?.kind === 'alias') {
    const kind = isCapital(draft.text) || /\p{Lo}/u.test(draft.text) ? 'name' : 'word'
    return make(kind, `alias:${phrase.group}`, phrase.length, { grouped: true })
  }
  if (phrase !== null) {
    return make(phrase.kind as TermKind, `${phrase.kind}:${phrase.group}`, phrase.length, {
      grouped: phrase.kind !== 'function',
    })
  }
  if (sense.measure !== null) return make('word', `unit:${sense.measure}`, 1)
  return make(isName(draft, sense) ? 'name' : 'word', sense.key, 1)
}

function joined(drafts: readonly Draft[]): string {
  return drafts.map((draft) => draft.text).join(isUnspaced(drafts[0]?.text ?? '') ? '' : ' ')
}

// One direction is never another, so they count as names in whatever case.
const direction = /^(?:north|south|east|west)(?:east|west)?(?:ern)?$/

function isName(draft: Draft, sense: Sense): boolean {
  if (direction.test(draft.lower)) return true
  if (sense.role) return false
  if (/^[0-9]/.test(draft.text)) return !draft.opening
  if (!isCapital(draft.text)) return false
  // At the opening every word has a capital; one with more of them, or with a possessive ending, is a name all the same.
  return !draft.opening || /^\p{L}.*(?:\p{Lu}|'s$)/u.test(draft.text)
}

/** A capital at the opening says something after all where the next word has one too. */
function nameAtOpening(term: Term, next: Term | undefined): Term {
  const isNamed = term.kind === 'word' && term.opening && next?.kind === 'name' && next.marks === ''
  return isNamed && isCapital(term.surface) && isCapital(next.surface) && !term.sense.role
    ? { ...term, kind: 'name' }
    : term
}

/** Whether a term carries content, and neither grammar nor a fact with a class of its own. */
export function isContent(term: Term): boolean {
  return term.kind === 'word' || term.kind === 'name'
}

const han = /^\p{Script=Han}$/u

/** How much a term says, in words; a name counts half, since it mostly describes, and so does a Han character. */
export function weightOf(term: Term): number {
  if (!isContent(term)) return 0
  return term.kind === 'name' || term.sense.role || han.test(term.surface) ? 0.5 : 1
}

export function weigh(terms: readonly Term[]): number {
  return terms.reduce((weight, term) => weight + weightOf(term), 0)
}
