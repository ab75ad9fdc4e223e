import { readDraftTerms, startsWithCapital } from '../language/draft-terms.ts'
import type { DraftTerm, Language, PhraseReading, WordSense } from '../language/language.ts'
import { isUnspacedScript } from '../text/tokens.ts'

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
  readonly sense: WordSense
}

/** A title as terms, and the marks behind the last. */
export interface TermList {
  readonly terms: readonly Term[]
  readonly tail: string
}

/** Cuts a title into terms. Expects a text out of `foldTypography`. */
export function readTerms(text: string, language: Language): TermList {
  if (lastRead?.text !== text || lastRead.language !== language)
    lastRead = { text, language, list: splitIntoTerms(text, language) }
  return lastRead.list
}

// The title after a change is the one before the next.
let lastRead: { readonly text: string; readonly language: Language; readonly list: TermList } | null = null

function splitIntoTerms(text: string, language: Language): TermList {
  const { drafts, tail } = readDraftTerms(text, language)
  const terms: Term[] = []
  for (let from = 0; from < drafts.length; ) {
    const draft = drafts[from]
    if (draft === undefined) break
    const reading = readTermAt(drafts, from, draft, language)
    terms.push(makeTerm(drafts, from, terms.length, reading))
    from += reading.length
  }
  for (const [at, term] of terms.entries()) {
    if (term.opening) terms[at] = nameAtOpening(term, terms[at + 1])
  }
  return { terms, tail }
}

interface Reading {
  readonly kind: TermKind
  readonly key: string
  readonly length: number
  readonly grouped?: boolean
  readonly vague?: boolean
  readonly faint?: boolean
}

function makeTerm(drafts: readonly DraftTerm[], from: number, at: number, reading: Reading): Term {
  const draft = drafts[from]
  if (draft === undefined) throw new RangeError(`no word at ${from}`)
  return {
    kind: reading.kind,
    key: reading.key,
    surface: reading.length === 1 ? draft.text : joinDraftTexts(drafts.slice(from, from + reading.length)),
    marks: draft.marks,
    opening: draft.opening,
    sentence: draft.sentence,
    at,
    grouped: reading.grouped === true,
    vague: reading.vague === true,
    faint: reading.faint === true,
    sense: draft.sense,
  }
}

/** What stands at a place: a date, a number, a phrase, or else a word by itself. */
function readTermAt(drafts: readonly DraftTerm[], at: number, draft: DraftTerm, language: Language): Reading {
  const { mayStart } = draft.sense
  if (!mayStart.any) return readWord(draft)
  const date = mayStart.date ? language.dateAt(drafts, at) : null
  if (date !== null) return { kind: 'date', key: date.key, length: date.length }
  const phrase = mayStart.phrase ? language.phraseAt(drafts, at) : null
  if (phrase?.kind === 'plain') return { kind: 'word', key: `plain:${phrase.group}`, length: phrase.length }
  const number = mayStart.number ? language.numberAt(drafts, at) : null
  if (number !== null) return { kind: 'number', ...number }
  if (phrase !== null) return readPhrase(phrase)
  return readWord(draft)
}

function readWord(draft: DraftTerm): Reading {
  const { unit, key } = draft.sense
  if (unit !== null) return { kind: 'word', key: `unit:${unit}`, length: 1 }
  return { kind: isName(draft) ? 'name' : 'word', key, length: 1 }
}

function readPhrase({ kind, group, length }: PhraseReading): Reading {
  const key = `${kind}:${group}`
  if (kind === 'function') return { kind, key, length }
  if (kind !== 'alias') return { kind: kind === 'plain' ? 'word' : kind, key, length, grouped: true }
  return { kind: startsWithCapital(group) ? 'name' : 'word', key, length, grouped: true }
}

function joinDraftTexts(drafts: readonly DraftTerm[]): string {
  return drafts.map((draft) => draft.text).join(isUnspacedScript(drafts[0]?.text ?? '') ? '' : ' ')
}

function isName({ properNoun, opening }: DraftTerm): boolean {
  return properNoun === 'always' || (properNoun === 'inside' && !opening)
}

/** A capital at the opening says something after all where the next word has one too. */
function nameAtOpening(term: Term, next: Term | undefined): Term {
  const isNamed = term.kind === 'word' && term.opening && next?.kind === 'name' && next.marks === ''
  return isNamed && startsWithCapital(term.surface) && startsWithCapital(next.surface) && !term.sense.isRole
    ? { ...term, kind: 'name' }
    : term
}

/** Whether a term carries content, and neither grammar nor a fact with a class of its own. */
export function isContent(term: Term): boolean {
  return term.kind === 'word' || term.kind === 'name'
}

const hanCharacter = /^\p{Script=Han}$/u

/** How much a term says, in words; a name counts half, since it mostly describes, and so does a Han character. */
export function contentWeight(term: Term): number {
  if (!isContent(term)) return 0
  return term.kind === 'name' || term.sense.isRole || hanCharacter.test(term.surface) ? 0.5 : 1
}

export function totalContentWeight(terms: readonly Term[]): number {
  return terms.reduce((weight, term) => weight + contentWeight(term), 0)
}
