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
export function readRulings(text: string): { rulings: readonly WrittenRuling[]; problems: readonly RulingProblem[] } {
  const problems: RulingProblem[] = []
  const rulings = new Map<string, WrittenRuling>()
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
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
  const isRuling = (line: string, meets: (ruling: Ruling) => boolean) => {
    const read = readRuling(line)
    return read !== null && typeof read !== 'string' && meets(read)
  }
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/)
  const replaced = lines.filter((line) => isRuling(line, (other) => keys.has(rulingPairKey(other))))
  const kept = lines.filter((line) => !replaced.includes(line))
  const last = kept.at(-1)
  if (last && last !== '\u{feff}' && !/[\r\n]$/.test(last)) kept[kept.length - 1] = last + end
  const position = kept.findIndex((line) => isRuling(line, (other) => sortKey(other) > sortKey(ruling)))
  kept.splice(position < 0 ? kept.length : position, 0, formatRuling(ruling) + end)
  return { text: kept.join(''), replaced: replaced.map((line) => line.trim()) }
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
    const message = `${formatRef(ruling.a)} and ${formatRef(ruling.b)} are two events by line ${ruling.line}, and one by ${formatLines(by)}.`
    return [{ message, lines: [...by, ruling.line].sort((x, y) => x - y) }]
  })
}

/** The numbers of lines, in words. */
export function formatLines(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`
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
