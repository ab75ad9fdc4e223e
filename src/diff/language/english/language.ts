import { isCapital } from '../draft-terms.ts'
import type { Draft, Language, Openings, PhraseReading, Sense, Speech, State } from '../language.ts'
import { type PhraseList, PhraseTable } from '../phrases.ts'
import { aliases } from './aliases.ts'
import { attributions, speech } from './attributions.ts'
import { months, relativeWords, spans, timeWords, weekdays } from './dates.ts'
import { functions } from './functions.ts'
import { futures, hedges } from './hedges.ts'
import { negations, notDenying } from './negations.ts'
import { measures, numberWords, ordinalWords, scales, vagueNumbers } from './numbers.ts'
import { dateAt } from './read-date.ts'
import { numberAt, startsNumber } from './read-number.ts'
import { roles } from './roles.ts'
import { americanStem } from './spelling.ts'
import { futureWords, stateLines } from './states.ts'
import { stem } from './stems.ts'
import { synonyms } from './synonyms.ts'

interface Lists {
  readonly phrases: PhraseTable
  readonly states: ReadonlyMap<string, readonly State[]>
  readonly speech: ReadonlyMap<string, Speech>
  readonly roles: ReadonlySet<string>
  readonly synonyms: ReadonlyMap<string, string>
}

let lists: Lists | null = null

/** The word lists as tables, made when they are first asked for. */
function tables(): Lists {
  lists ??= {
    phrases: new PhraseTable(phraseLists(), (phrase) => phrase.split(' ')),
    states: readStates(),
    speech: new Map(lineEntries(speech).map(([word, grade]) => [entryKey(word), grade as Speech])),
    roles: new Set(roles.trim().split(/\s+/)),
    synonyms: readSynonyms(),
  }
  return lists
}

function phraseLists(): PhraseList[] {
  const plain = functions.split(/\s+/).map((word) => `${word}: ${word}`)
  return [
    { kind: 'hedge', lines: hedges },
    { kind: 'attribution', lines: attributions },
    { kind: 'negation', lines: negations },
    { kind: 'plain', lines: notDenying },
    { kind: 'alias', lines: aliases },
    { kind: 'function', lines: futures },
    { kind: 'function', lines: plain.join('\n') },
  ]
}

/** The words of lines `name: word word`, each with its name. */
function lineEntries(lines: string): [string, string][] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', words = ''] = line.split(': ')
      return words.split(' ').map((word): [string, string] => [word, name])
    })
}

/** A form that stands for itself keeps its `=`; any other word stands for all its inflections. */
function entryKey(word: string): string {
  return word.startsWith('=') ? word : stem(word)
}

function readStates(): Map<string, State[]> {
  const states = new Map<string, State[]>()
  const entries = lineEntries(stateLines)
  const ranks = new Map([...new Set(entries.map(([, name]) => name))].map((name, rank) => [name, rank]))
  for (const [word, name] of entries) {
    const [line = '', stage = ''] = name.split(' ')
    const key = entryKey(word)
    states.set(key, [...(states.get(key) ?? []), { line, stage, rank: ranks.get(name) ?? 0 }])
  }
  return states
}

function readSynonyms(): Map<string, string> {
  const groups = new Map<string, string>()
  for (const line of synonyms.trim().split('\n')) {
    for (const word of line.split(' ')) if (!groups.has(stem(word))) groups.set(stem(word), line)
  }
  return groups
}

const senses = new Map<string, Sense>()
const mostSenses = 20_000
const noStates: readonly State[] = []

function sense(word: string): Sense {
  const known = senses.get(word)
  if (known !== undefined) return known
  const found = readSense(word)
  if (senses.size >= mostSenses) senses.clear()
  senses.set(word, found)
  return found
}

function readSense(word: string): Sense {
  const root = stem(word)
  const { phrases, states, roles: roleWords, speech: saying, synonyms: groups } = tables()
  return {
    key: americanStem(root),
    synonym: groups.get(root) ?? null,
    states: states.get(`=${word}`) ?? states.get(root) ?? noStates,
    speech: saying.get(`=${word}`) ?? saying.get(root) ?? null,
    role: roleWords.has(word) || roleWords.has(word.replace(/'?s'?$/, '')),
    future: futureWords.has(word),
    opens: openingsOf(word, phrases),
    measure: (word.length > 1 ? measures.get(word) : undefined) ?? null,
  }
}

function openingsOf(word: string, phrases: PhraseTable): Openings {
  const isDigits = /^[0-9]/.test(word)
  const date = isDigits || word.startsWith('mid-') || namesTime(word) || namesTime(word.replace(/'?s$/, ''))
  const number =
    isDigits || numberWords.has(word) || ordinalWords.has(word) || vagueNumbers.has(word) || scales.has(word)
  const phrase = phrases.begins(word)
  return { any: date || number || phrase, date, number, phrase }
}

/** Whether a word may be or begin a date. */
function namesTime(word: string): boolean {
  return (
    weekdays.has(word) ||
    months.has(word) ||
    timeWords.has(word) ||
    relativeWords.has(word) ||
    spans.has(word) ||
    ordinalWords.has(word)
  )
}

function phraseAt(drafts: readonly Draft[], at: number): PhraseReading | null {
  const found = tables().phrases.find(drafts, at, (place) => startsNumber(drafts[place]))
  // The month that stands alone, or a prime minister.
  if (found?.group === 'may' && !drafts[at]?.opening && isCapital(drafts[at]?.text ?? '')) return null
  if (found?.kind === 'negation' && isPartOfName(drafts, at, found.length)) return null
  return found
}

/** The no of `Kibō no Tō` denies nothing. */
function isPartOfName(drafts: readonly Draft[], at: number, length: number): boolean {
  const capital = (draft: Draft | undefined) => draft !== undefined && /^\p{Lu}/u.test(draft.text) && draft.marks === ''
  return length === 1 && drafts[at]?.lower === 'no' && capital(drafts[at - 1]) && capital(drafts[at + 1])
}

const measured = /^([0-9][0-9.,]*)([A-Za-z]+)$/
const attached = /^(\p{Lo}+)([0-9]+)$/u
const negated = /^(.+)(n't)$/i

function split(token: string): readonly string[] {
  if (!/[0-9']/.test(token)) return [token]
  const [, digits, unit = ''] = measured.exec(token) ?? []
  if (digits !== undefined) {
    const name = unit.toLowerCase()
    return measures.has(name) || scales.has(name) ? [digits, unit] : [token]
  }
  // Scripts without capitals write a small word and a number as one: و40.
  const [, word, number] = attached.exec(token) ?? []
  if (word !== undefined && number !== undefined) return [word, number]
  const verb = negated.exec(token)?.[1]
  return verb === undefined ? [token] : [verb, "n't"]
}

const abbreviations = new Set(
  'mr mrs ms dr st jr sr sen gov gen col lt capt sgt rep rev prof no vs v inc co corp ltd mt ft dept jan feb mar apr jun jul aug sept sep oct nov dec a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(
    ' ',
  ),
)

/** English, with the word lists of this folder. */
export const english: Language = {
  name: 'english',
  sense,
  phraseAt,
  numberAt,
  dateAt,
  split,
  abbreviates: (word) => abbreviations.has(word),
  matters: (word) => namesTime(word) || numberWords.has(word) || scales.has(word) || tables().phrases.holds(word),
  namesDay: (word) => weekdays.has(word) || months.has(word),
  tells: (word) => sense(word).states.length > 0 || sense(word).speech !== null,
}
