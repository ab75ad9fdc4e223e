/** A word by itself. */
export interface TitleWord {
  readonly text: string
  /** In lower case, without diacritics. */
  readonly lower: string
  readonly sense: WordSense
  /** Whether the word is a name: always, only inside a sentence (not as its first word), or never. */
  readonly properNoun: 'always' | 'inside' | 'never'
}

/** A word of a title, before it is joined with its neighbours to a term. */
export interface DraftTerm extends TitleWord {
  /** The marks between the previous word and this one, without white space. */
  readonly marks: string
  /** Whether it is the first word of a sentence or quotation, where a capital does not show a name. */
  readonly opening: boolean
  /** The number of its sentence, from 0. */
  readonly sentence: number
}

/** What the word lists of a language say about one word. */
export interface WordSense {
  /** Equal for inflections and spellings of one word. */
  readonly key: string
  /** Equal for words that the news uses for one thing; null for a word without such a group. */
  readonly synonym: string | null
  readonly statusStages: readonly StatusStage[]
  /** How certain a verb of saying presents its claim; null for any other word. */
  readonly speech: SpeechCertainty | null
  /** Whether it describes the person or thing named beside it: president, actress, city. */
  readonly isRole: boolean
  /** Whether it refers to the future: plans, scheduled. */
  readonly isFuture: boolean
  /** What may begin with it. Readers for other kinds are not tried there. */
  readonly mayStart: { readonly date: boolean; readonly number: boolean; readonly phrase: boolean }
  /** The canonical name of a unit of measure, or null. */
  readonly unit: string | null
}

/** One stage in a sequence of states, as `dead` is one in the sequence `life`. */
export interface StatusStage {
  readonly sequence: string
  /** `announced` is the stage of a plan that is made public. */
  readonly stage: string
  /** Later stages have a higher rank. */
  readonly rank: number
  /** Whether a new stage beside an old one has followed it. Other sequences can describe several people at once. */
  readonly isSuccession: boolean
}

/** `plain`: says, tells; `doubting`: claims, alleges; `weak`: suggests, believes; `sure`: confirms, reveals. */
export type SpeechCertainty = 'plain' | 'doubting' | 'weak' | 'sure'

/**
 * What a fixed phrase does in a sentence. Words of a `plain` phrase have no other meaning there. Of the negations, the
 * group `flip` denies only the word behind it, and the group `against` denies nothing.
 */
export type PhraseKind = 'hedge' | 'attribution' | 'negation' | 'alias' | 'function' | 'plain'

/** A phrase found in a text: its kind, the name of its group of equal phrases, its length in words. */
export interface PhraseReading {
  readonly kind: PhraseKind
  readonly group: string
  readonly length: number
}

/** A number found in a text. */
export interface NumberReading {
  /** Equal for all ways to write one value. */
  readonly key: string
  /** In words. */
  readonly length: number
  /** An amount without a value: dozens, 数百. */
  readonly vague?: boolean
  /** Whether it counts only against another number: the 一 of 一名男子, `first`. */
  readonly faint?: boolean
}

/** A date found in a text. */
export interface DateReading {
  /**
   * Equal for all ways to write one date: `time:` with a time of day, `decade:` with a decade, `rel:` with a relation
   * such as `later`, four digits for a year.
   */
  readonly key: string
  /** In words. */
  readonly length: number
}

/** Reads words, phrases, numbers and dates. */
export interface TitleReader {
  senseOf(word: string): WordSense
  phraseAt(drafts: readonly DraftTerm[], at: number): PhraseReading | null
  numberAt(drafts: readonly DraftTerm[], at: number): NumberReading | null
  dateAt(drafts: readonly DraftTerm[], at: number): DateReading | null
  /** Cuts a token into the words that it holds: 5km, didn't. */
  splitToken(token: string): readonly string[]
  /** Whether a full stop behind a word does not end the sentence. */
  isAbbreviation(word: string): boolean
  /** Whether a misspelling of this word could be read as another day, number or certainty. */
  isCriticalWord(word: string): boolean
  /** Whether a word is a verb of saying or a status word, and so no misspelling of another word. */
  isStatusOrSpeechWord(word: string): boolean
  /** Whether a word is the name of a weekday or month; its misspellings may be less close. */
  isDayOrMonthName(word: string): boolean
}

/** Compares words. All take lower case without diacritics. */
export interface WordRules {
  /** The common part of a word's inflections. */
  stemOf(word: string): string
  /** The word without the ending of a plural or possessive. */
  withoutPlural(word: string): string
  /** Whether one word is another form of the other: Syria and Syrian, murder and murderer. Names have fewer forms. */
  isInflection(one: string, other: string, isName: boolean): boolean
  /** Whether one word is probably the other with a typing error. */
  isMistyped(one: string, other: string): boolean
  /** Whether a word lacks one inner letter of the other, or has two neighbours swapped. Stricter than `isMistyped`. */
  isSingleTypo(one: string, other: string): boolean
  /** Whether two words have similar letters and different meanings: east and west, Austria and Australia. */
  areDistinctWords(one: string, other: string): boolean
  /** The word without a prefix that denies: able for unable. */
  withoutNegation(word: string): string
  /** Whether one word denies the other: able and unable, guilty and innocent. */
  areOpposites(one: string, other: string): boolean
}

/** Knows the grammar of clauses. All take words as they are written in a title. */
export interface ClauseRules {
  /** Whether a word is a part of the word before it, which `splitToken` cut off: the n't of didn't. */
  isSplitEnding(word: string): boolean
  /** The ending of a possessive with its apostrophe. */
  readonly possessiveEnding: string
  /** Whether a word names a direction, which counts as a name in either case. Takes lower case. */
  isDirection(word: string): boolean
  isParticiple(word: string): boolean
  /** Whether a noun follows a word, and no verb: "the", "despite". */
  precedesNoun(word: string): boolean
  /** Whether a word begins a clause with a subject of its own: "that", "while". */
  opensClause(word: string): boolean
  /** Whether a word begins a clause that says more than an attribute: "after", "killing". */
  opensDetail(word: string): boolean
  /** Whether a word begins an indirect question, so that the event is uncertain: "whether". */
  opensQuestion(word: string): boolean
  isPlural(word: string): boolean
  /** Whether a word can be a verb with a singular subject: "recalls". */
  isSingularVerb(word: string): boolean
  /**
   * Whether a fixed phrase announces the future: "will", "is expected to".
   * @param key the kind and group of the phrase, as `function:will`
   */
  isFuturePhrase(key: string, text: string): boolean
  /** Whether a fixed phrase is mostly a future that a speaker reported in the past: "would". */
  isReportedFuture(key: string): boolean
}

/** Knows the parts and numbers of a title. */
export interface TitlePartRules {
  /** Conversions to other units in brackets: `(2.4 km)`. Global. */
  readonly conversionPattern: RegExp
  /** A phrase in front that names the topic: `In sailing, `. */
  readonly topicPhrasePattern: RegExp
  /** The endings of an ordinal number in digits, as alternatives of a regular expression. */
  readonly ordinalEndings: string
  isWeekday(word: string): boolean
  isMonth(word: string): boolean
  isNumberWord(word: string): boolean
  /** Whether the number behind a noun says which one of a series: "part", "week". */
  isSeriesNoun(word: string): boolean
  /** Whether the number behind a word is an amount: "to", "than". */
  precedesAmount(word: string): boolean
}

/** Words that decide whether a full stop ends a sentence. */
export interface SentenceRules {
  /** Abbreviated titles in lower case: a name follows, in the same sentence. */
  readonly personTitles: ReadonlySet<string>
  /** Abbreviations in lower case, behind which a number goes on with the sentence. */
  readonly numberAbbreviations: ReadonlySet<string>
  /** Other abbreviations in lower case, which may also end a sentence. */
  readonly sentenceAbbreviations: ReadonlySet<string>
  /** Words with their capital that begin a sentence. */
  readonly sentenceOpeners: ReadonlySet<string>
}

/** Everything that the diff needs to know of a language. */
export interface Language extends TitleReader, WordRules, ClauseRules, TitlePartRules, SentenceRules {}
