/** A word by itself. */
export interface TitleWord {
  readonly text: string
  /** In lower case, without diacritics. */
  readonly lower: string
  readonly sense: WordSense
  /** Whether it names somebody or something: everywhere, behind the opening of a sentence, or never. */
  readonly properNoun: 'always' | 'inside' | 'never'
}

/** A word of a title before anything is known of its place there. */
export interface DraftTerm extends TitleWord {
  /** The marks between the word before and this one, without white space. */
  readonly marks: string
  /** Whether it opens a sentence or quotation, where a capital says nothing. */
  readonly opening: boolean
  /** The number of its sentence, from 0. */
  readonly sentence: number
}

/** What a word by itself says, as the word lists of its language have it. */
export interface WordSense {
  /** Equal for inflections and spellings of one word. */
  readonly key: string
  /** Equal for words that the news uses for one thing; null for a word without such a group. */
  readonly synonym: string | null
  /** The states of affairs that it tells. */
  readonly statusStages: readonly StatusStage[]
  /** How a word of saying presents what is said; null for any other word. */
  readonly speech: SpeechCertainty | null
  /** Whether it says what somebody or something is that has a name beside it: president, actress, city. */
  readonly isRole: boolean
  /** Whether it speaks of what is to come: plans, scheduled. */
  readonly isFuture: boolean
  /** What may begin with it: a date, a number, a fixed phrase. */
  readonly mayStart: PossibleStarts
  /** A unit of measure under its one name, or null. */
  readonly unit: string | null
}

/** What a word may begin; where it cannot, nobody needs to look. */
export interface PossibleStarts {
  /** Anything at all. */
  readonly any: boolean
  readonly date: boolean
  readonly number: boolean
  readonly phrase: boolean
}

/** One stage in a line of succession, as `dead` is one in the line of life. */
export interface StatusStage {
  readonly sequence: string
  readonly stage: string
  /** Later stages have a higher one. */
  readonly rank: number
}

/** `plain`: says, tells; `doubting`: claims, alleges; `weak`: suggests, believes; `sure`: confirms, reveals. */
export type SpeechCertainty = 'plain' | 'doubting' | 'weak' | 'sure'

/** What a fixed phrase does in a sentence; `plain` ones only keep their words from being read as something else. */
export type PhraseKind = 'hedge' | 'attribution' | 'negation' | 'alias' | 'function' | 'plain'

/** A phrase found in a text: its kind, the name that it shares with its equals, how many words it takes. */
export interface PhraseReading {
  readonly kind: PhraseKind
  readonly group: string
  readonly length: number
}

/** A number found in a text. */
export interface NumberReading {
  /** Equal for all ways to write one value. */
  readonly key: string
  readonly length: number
  /** An amount without a value: dozens, 数百. */
  readonly vague: boolean
  /** So weak that it counts only against another number: the 一 of 一名男子, `first`. */
  readonly faint: boolean
}

/** A date found in a text, under a key that is equal for all ways to write it. */
export interface DateReading {
  readonly key: string
  readonly length: number
}

/** All that the classes need to know of a language. */
export interface Language {
  readonly name: string
  senseOf(word: string): WordSense
  phraseAt(drafts: readonly DraftTerm[], at: number): PhraseReading | null
  numberAt(drafts: readonly DraftTerm[], at: number): NumberReading | null
  dateAt(drafts: readonly DraftTerm[], at: number): DateReading | null
  /** Cuts a token into the words that it holds: 5km, didn't. */
  splitToken(token: string): readonly string[]
  /** Whether a word ends in a full stop that ends no sentence. */
  isAbbreviation(word: string): boolean
  /** Whether a misspelling of this word would be read as another day, number or certainty. */
  isCriticalWord(word: string): boolean
  /** Whether a word names a day of the week or a month. */
  isDayOrMonthName(word: string): boolean
  /** Whether a word is a word of telling, and so no misspelling of another. */
  isStatusOrSpeechWord(word: string): boolean
}
