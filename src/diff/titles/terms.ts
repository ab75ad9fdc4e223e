import { memo, memoByObject } from '../../model/memo.ts'
import { readDraftTerms, startsWithCapital } from '../language/draft-terms.ts'
import type { DraftTerm, Language, PhraseReading } from '../language/language.ts'
import { isUnspacedScript } from '../text/tokens.ts'

export type TermKind = 'word' | 'name' | 'number' | 'date' | 'hedge' | 'attribution' | 'negation' | 'function'

/** A word or fixed phrase of a title, with its role. */
export interface Term extends Pick<DraftTerm, 'marks' | 'opening' | 'sentence' | 'sense'> {
  readonly kind: TermKind
  /** Equal for terms with the same meaning: inflections, spellings, ways to write a number. */
  readonly key: string
  /** As it is written in the text. */
  readonly surface: string
  /** Its index among the terms of its title. */
  readonly at: number
  /** Whether the key is the key of a group of phrases. */
  readonly grouped: boolean
  /** Whether it is an amount without a value: dozens. */
  readonly vague: boolean
  /** Whether it is a number that is nearly an article. */
  readonly faint: boolean
}

/** A title as terms. */
export interface TermList {
  readonly terms: readonly Term[]
  /** The marks behind the last term. */
  readonly tail: string
  readonly language: Language
}

/**
 * Cuts a title into terms.
 * @param text from `foldTypography`
 */
export function readTerms(text: string, language: Language): TermList {
  return termReaderOf(language)(text)
}

// In a history, the title after one change is the title before the next change.
const termReaderOf = memoByObject((language: Language) => memo((text: string) => splitIntoTerms(text, language), 1))

function splitIntoTerms(text: string, language: Language): TermList {
  const { drafts, tail } = readDraftTerms(text, language)
  const terms: Term[] = []
  let next = 0
  for (const [from, draft] of drafts.entries()) {
    if (from < next) continue
    const reading = readTermAt(drafts, from, draft, language)
    next = from + reading.length
    terms.push(makeTerm(drafts.slice(from, next), draft, terms.length, reading))
  }
  for (const [at, term] of terms.entries()) {
    if (term.opening) terms[at] = nameAtOpening(term, terms[at + 1])
  }
  return { terms, tail, language }
}

type Reading = Pick<Term, 'kind' | 'key'> & Partial<Pick<Term, 'grouped' | 'vague' | 'faint'>> & { length: number }

/** @param words the words of the term, of which `draft` is the first */
function makeTerm(words: readonly DraftTerm[], draft: DraftTerm, at: number, reading: Reading): Term {
  const { kind, key, grouped = false, vague = false, faint = false } = reading
  const { marks, opening, sentence, sense } = draft
  const surface = words.map(({ text }) => text).join(isUnspacedScript(draft.text) ? '' : ' ')
  return { kind, key, surface, marks, opening, sentence, at, grouped, vague, faint, sense }
}

/** Reads a date, a number, a phrase, or else a single word. */
function readTermAt(drafts: readonly DraftTerm[], at: number, draft: DraftTerm, language: Language): Reading {
  const { mayStart } = draft.sense
  const date = mayStart.date ? language.dateAt(drafts, at) : null
  if (date !== null) return { kind: 'date', key: date.key, length: date.length }
  const phrase = mayStart.phrase ? language.phraseAt(drafts, at) : null
  if (phrase?.kind === 'plain') return { kind: 'word', key: `plain:${phrase.group}`, length: phrase.length }
  const number = mayStart.number ? language.numberAt(drafts, at) : null
  if (number !== null) return { kind: 'number', ...number }
  return phrase === null ? readWord(draft) : readPhrase(phrase)
}

function readWord(draft: DraftTerm): Reading {
  const { unit, key } = draft.sense
  if (unit !== null) return { kind: 'word', key: `unit:${unit}`, length: 1 }
  const isName = draft.properNoun === 'always' || (draft.properNoun === 'inside' && !draft.opening)
  return { kind: isName ? 'name' : 'word', key, length: 1 }
}

function readPhrase({ kind, group, length }: PhraseReading): Reading {
  const key = `${kind}:${group}`
  if (kind === 'function') return { kind, key, length }
  if (kind !== 'alias') return { kind: kind === 'plain' ? 'word' : kind, key, length, grouped: true }
  return { kind: startsWithCapital(group) ? 'name' : 'word', key, length, grouped: true }
}

/** Makes the first term of a sentence a name where the next word is a name too. */
function nameAtOpening(term: Term, next: Term | undefined): Term {
  const isNamed = term.kind === 'word' && term.opening && next?.kind === 'name' && next.marks === ''
  return isNamed && startsWithCapital(term.surface) && startsWithCapital(next.surface) && !term.sense.isRole
    ? { ...term, kind: 'name' }
    : term
}

/** Whether a term is a word or name. Grammar and facts with a class of their own are not content. */
export function isContent(term: Term): boolean {
  return term.kind === 'word' || term.kind === 'name'
}

/** Makes a test for terms of one kind. */
export function isKind(kind: TermKind): (term: Term) => boolean {
  return (term) => term.kind === kind
}

export const isFunctionWord = isKind('function')
export const isNumber = isKind('number')
export const isName = isKind('name')

const hanCharacter = /^\p{Script=Han}$/u

/** How much a term says, in words. Names, roles and Han characters count half. */
export function contentWeight(term: Term): number {
  if (!isContent(term)) return 0
  return term.kind === 'name' || term.sense.isRole || hanCharacter.test(term.surface) ? 0.5 : 1
}

export function totalContentWeight(terms: readonly Term[]): number {
  return terms.reduce((weight, term) => weight + contentWeight(term), 0)
}
