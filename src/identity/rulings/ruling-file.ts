import { addToList } from '../../model/multimap.ts'
import type { Ruling } from '../../model/ruling.ts'
import { formatRef, formatRuling, readRuling, refKey } from './ruling-line.ts'

/** The ruling file at the archive's root. No page has this name. */
export const rulingFileName = 'variorum.links'

/** A ruling and its line in the file, from 1. */
export interface WrittenRuling extends Ruling {
  readonly line: number
}

/** Why a file cannot be used, as a sentence, with the numbers of the lines, from 1. */
export interface RulingProblem {
  readonly message: string
  readonly lines: readonly number[]
}

/**
 * Reads a file of rulings: one ruling a line, with blank lines and comments between. A repeated ruling counts once. Rulings
 * that contradict each other are a problem.
 */
export function readRulings(text: string): {
  readonly rulings: readonly WrittenRuling[]
  readonly problems: readonly RulingProblem[]
} {
  const problems: RulingProblem[] = []
  const rulings = new Map<string, WrittenRuling>()
  for (const [index, line] of linesOf(text).entries()) {
    const read = readRuling(line)
    if (typeof read === 'string') problems.push({ message: read, lines: [index + 1] })
    else if (read !== null) {
      const key = `${read.verdict} ${rulingPairKey(read)}`
      if (!rulings.has(key)) rulings.set(key, { ...read, line: index + 1 })
    }
  }
  const all = [...rulings.values()]
  return { rulings: all, problems: [...problems, ...findContradictions(all)] }
}

/**
 * Adds a ruling to a file's text at its sorted position and removes earlier rulings on the same two references. Every other
 * line stays unchanged.
 * @param revoked more rulings to remove
 * @returns the new text, and the removed lines
 */
export function insertRuling(
  text: string,
  ruling: Ruling,
  revoked: readonly Ruling[] = [],
): { readonly text: string; readonly replaced: string[] } {
  const keys = new Set([ruling, ...revoked].map(rulingPairKey))
  const end = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  const replaced: string[] = []
  const kept = text.split(/(?<=\r\n|\n|\r(?!\n))/).filter((line) => {
    const read = readRuling(stripLineEnd(line))
    const isReplaced = read !== null && typeof read !== 'string' && keys.has(rulingPairKey(read))
    if (isReplaced) replaced.push(stripLineEnd(line).trim())
    return !isReplaced
  })
  const last = kept.at(-1)
  if (last !== undefined && last !== '' && stripLineEnd(last) === last) kept[kept.length - 1] = last + end
  const fresh = formatRuling(ruling)
  const position = kept.findIndex((line) => {
    const read = readRuling(stripLineEnd(line))
    return read !== null && typeof read !== 'string' && sortKey(read) > sortKey(ruling)
  })
  kept.splice(position < 0 ? kept.length : position, 0, fresh + end)
  return { text: kept.join(''), replaced }
}

/** Finds pairs that one line separates and other lines link, directly or through a chain. */
function findContradictions(rulings: readonly WrittenRuling[]): RulingProblem[] {
  const rulingsByRef = new Map<string, WrittenRuling[]>()
  for (const ruling of rulings) {
    if (ruling.verdict !== 'same') continue
    addToList(rulingsByRef, refKey(ruling.a), ruling)
    addToList(rulingsByRef, refKey(ruling.b), ruling)
  }
  return rulings.flatMap((ruling) => {
    const chain = ruling.verdict === 'other' ? linkChain(refKey(ruling.a), refKey(ruling.b), rulingsByRef) : null
    if (chain === null) return []
    const by = chain.map(({ line }) => line).sort((x, y) => x - y)
    const where = by.length === 1 ? `line ${by[0]}` : `lines ${by.slice(0, -1).join(', ')} and ${by.at(-1)}`
    const message = `${formatRef(ruling.a)} and ${formatRef(ruling.b)} are two events by line ${ruling.line}, and one by ${where}.`
    return [{ message, lines: [...by, ruling.line].sort((x, y) => x - y) }]
  })
}

/** The shortest chain of rulings that links two references; null where there is none. */
function linkChain(
  from: string,
  to: string,
  rulingsByRef: ReadonlyMap<string, readonly WrittenRuling[]>,
): WrittenRuling[] | null {
  const chains = new Map<string, WrittenRuling[]>([[from, []]])
  for (const [key, chain] of chains) {
    if (key === to) return chain
    for (const step of rulingsByRef.get(key) ?? [])
      for (const ref of [step.a, step.b]) if (!chains.has(refKey(ref))) chains.set(refKey(ref), [...chain, step])
  }
  return null
}

/** Equal for rulings on the same two references, in either order. */
export function rulingPairKey({ a, b }: Ruling): string {
  return [refKey(a), refKey(b)].sort().join('\n')
}

/** Sorts by the pages first, so that the rulings on one page are next to each other. */
function sortKey({ a, b, verdict }: Ruling): string {
  return [...[a, b].map(formatRef).sort(), verdict].join('\n')
}

function linesOf(text: string): string[] {
  return text.replace(/^\u{feff}/u, '').split(/\r\n|\r|\n/)
}

function stripLineEnd(line: string): string {
  return line.replace(/^\u{feff}/u, '').replace(/[\r\n]+$/, '')
}
