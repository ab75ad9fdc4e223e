import { commonEnds } from './common-ends.ts'
import { tokeniseForDiff } from './diff-tokens.ts'
import { isUnspacedScript, isWord, type Token } from './tokens.ts'

/**
 * Several titles side by side, as in a critical edition. Title `i` is `shared[0] + slots[0][i] + shared[1] + slots[1][i]`,
 * and so on to the last of `shared`, to the character.
 */
export interface TitleAlignment {
  /** Text that all titles have: before the first slot, between slots, and after the last. */
  readonly shared: readonly string[]
  /** Where the titles differ: one text per title, in their order; '' where a title has nothing there. */
  readonly slots: readonly (readonly string[])[]
}

/** A token at one position of the alignment, which one or more titles have. */
interface Column {
  readonly text: string
  /** The white space before the token, by the index of each title that has it. */
  readonly gaps: Map<number, string>
}

// Cells of all search tables together. A count, not a time, so that every machine gives the same result.
const maxSearchSteps = 16_000_000

/**
 * Aligns titles one after the other, each with all titles before it. Shared text between two slots has at least one word;
 * punctuation and short words between two differences become part of one slot.
 */
export function alignTitles(wordings: readonly string[]): TitleAlignment {
  const distinct = [...new Set(wordings)]
  const { shared, slots } = alignDistinctTitles(distinct)
  const indexes = wordings.map((wording) => distinct.indexOf(wording))
  return { shared, slots: slots.map((readings) => indexes.map((index) => readings[index] ?? '')) }
}

function alignDistinctTitles(wordings: readonly string[]): TitleAlignment {
  const tokenised = wordings.map(tokeniseForDiff)
  let columns: Column[] = []
  let steps = 0
  for (const [at, { tokens }] of tokenised.entries()) {
    steps += columns.length * tokens.length
    columns = addWording(columns, tokens, at, steps <= maxSearchSteps)
  }
  const tails = tokenised.map(({ tail }) => tail)
  return joinColumns(columnRunsOf(columns, wordings.length), tails)
}

/** Adds a title to the columns. Tokens without a column get new columns. */
function addWording(columns: readonly Column[], tokens: readonly Token[], wording: number, search: boolean): Column[] {
  const pairs = search ? heaviestPairs(columns, tokens, wording) : pairsAtEnds(columns, tokens)
  const result: Column[] = []
  let [column, token] = [0, 0]
  const appendUntil = (columnEnd: number, tokenEnd: number) => {
    for (const existing of columns.slice(column, columnEnd)) result.push(existing)
    for (const { gap, text } of tokens.slice(token, tokenEnd)) result.push({ text, gaps: new Map([[wording, gap]]) })
  }
  for (const [left, right] of pairs) {
    appendUntil(left, right)
    const matched = columns[left]!
    matched.gaps.set(wording, tokens[right]!.gap)
    result.push(matched)
    column = left + 1
    token = right + 1
  }
  appendUntil(columns.length, tokens.length)
  return result
}

/** Pairs columns and tokens of the same text, in order, with the greatest total weight. */
function heaviestPairs(columns: readonly Column[], tokens: readonly Token[], wording: number): [number, number][] {
  const width = tokens.length + 1
  const best = new Int32Array((columns.length + 1) * width)
  const weights = columns.map((column) => weightOf(column, wording))
  for (let left = columns.length - 1; left >= 0; left--) {
    const { text } = columns[left]!
    for (let right = tokens.length - 1; right >= 0; right--) {
      const unpaired = Math.max(best[(left + 1) * width + right]!, best[left * width + right + 1]!)
      const paired = text === tokens[right]!.text ? best[(left + 1) * width + right + 1]! + weights[left]! : -1
      best[left * width + right] = Math.max(unpaired, paired)
    }
  }
  const pairs: [number, number][] = []
  let [left, right] = [0, 0]
  while (left < columns.length && right < tokens.length) {
    const bestHere = best[left * width + right]!
    const paired = best[(left + 1) * width + right + 1]! + weights[left]!
    if (columns[left]!.text === tokens[right]!.text && bestHere === paired) pairs.push([left++, right++])
    else if (bestHere === best[(left + 1) * width + right]) left++
    else right++
  }
  return pairs
}

/** Columns weigh more when more titles have them, and when the previous title has them; words weigh more than punctuation. */
function weightOf({ text, gaps }: Column, wording: number): number {
  const word = isWord(text) ? Math.min(4, 1 + text.length) : 1
  return word * (wording + 4 * gaps.size + (gaps.has(wording - 1) ? wording : 0))
}

/** Pairs only the common ends, for titles that are too long to search. */
function pairsAtEnds(columns: readonly Column[], tokens: readonly Token[]): [number, number][] {
  const isSame = (left: number, right: number) => columns[left]!.text === tokens[right]!.text
  const { start, end } = commonEnds(columns.length, tokens.length, isSame)
  const pairs = Array.from({ length: start }, (_, at): [number, number] => [at, at])
  for (let back = end; back > 0; back--) pairs.push([columns.length - back, tokens.length - back])
  return pairs
}

interface ColumnRun {
  readonly shared: boolean
  readonly columns: Column[]
}

/** Splits the columns into shared and differing runs. A shared run between two others that is too short becomes differing. */
function columnRunsOf(columns: readonly Column[], wordings: number): ColumnRun[] {
  const runs: ColumnRun[] = []
  for (const column of columns) {
    const shared = column.gaps.size === wordings
    const last = runs.at(-1)
    if (last?.shared === shared) last.columns.push(column)
    else runs.push({ shared, columns: [column] })
  }
  return runs.map((run, at) =>
    run.shared && at > 0 && at < runs.length - 1 && isTooShortToShare(run.columns) ? { ...run, shared: false } : run,
  )
}

function isTooShortToShare(columns: readonly Column[]): boolean {
  const words = columns.filter(({ text }) => isWord(text))
  const [first] = words
  if (first === undefined) return true
  return words.length === 1 && first.text.length <= (isUnspacedScript(first.text) ? 1 : 3) && !/\p{N}/u.test(first.text)
}

/** Joins columns to shared texts and slots, in order. @param tails the white space behind each title */
function joinColumns(runs: readonly ColumnRun[], tails: readonly string[]): TitleAlignment {
  // Text that all titles have, and what differs, by turns: one text per title.
  const parts = [tails.map(() => '')]
  const openPart = (isShared: boolean): string[] => {
    if (isShared !== (parts.length % 2 === 1)) parts.push(tails.map(() => ''))
    return parts.at(-1)!
  }
  const appendGaps = (gaps: readonly string[]) => {
    const part = openPart(new Set(gaps).size <= 1)
    for (const [at, gap] of gaps.entries()) part[at] += gap
  }
  for (const { shared, columns } of runs) {
    for (const { text, gaps } of columns) {
      if (shared) appendGaps(tails.map((_, at) => gaps.get(at)!))
      const part = openPart(shared)
      for (const [at, gap] of gaps) part[at] += shared ? text : gap + text
    }
  }
  appendGaps(tails)
  openPart(true)
  const slots = parts.filter((_, at) => at % 2 === 1)
  const blanks = slots.map(sharedLeadingSpace)
  return {
    shared: parts.filter((_, at) => at % 2 === 0).map(([text = ''], at) => text + (blanks[at] ?? '')),
    slots: slots.map((readings, at) => readings.map((reading) => reading.slice(blanks[at]!.length))),
  }
}

/** The white space that all readings start with; '' where they differ. */
function sharedLeadingSpace(readings: readonly string[]): string {
  const blank = /^\s*/.exec(readings[0] ?? '')?.[0] ?? ''
  return readings.every((reading) => /^\s*/.exec(reading)?.[0] === blank) ? blank : ''
}
