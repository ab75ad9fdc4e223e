import { VariorumError } from '../../model/errors.ts'
import { parseName } from '../../sources/git/repository/reference.ts'
import type { AskedRange, CheckOptions } from '../variorum.ts'

/** What is to be compared with what. */
export interface CheckTarget {
  readonly base: readonly string[] | null
  /** The base, or the last of its names, is the head's own parent, where it has one. */
  readonly parent: boolean
  readonly head: { readonly commit: string } | { readonly index: string | null } | 'worktree'
  /** See {@link AskedRange}. */
  readonly merges?: AskedRange['merges']
  /** How that was found, for people. @param base the name that was taken */
  sourceOf(base: string | null): string
}

/**
 * Reads what a person or a CI service asks for. Names are refused here that git could take for anything else than a name.
 * @throws VariorumError `usage`, `revision-unknown`
 */
export function targetOf(options: CheckOptions): CheckTarget {
  const { range, since, staged, worktree, asked } = options
  if (range !== undefined && (since !== undefined || staged || worktree)) throw exclusive('BASE..HEAD', options)
  if (staged && worktree) throw exclusive('--staged', { worktree })
  const head = staged ? { index: options.indexFile ?? null } : worktree ? ('worktree' as const) : { commit: 'HEAD' }
  if (since !== undefined || staged || worktree) {
    const base = parseName(since ?? 'HEAD')
    const what = staged ? 'the index' : worktree ? 'the work tree' : 'HEAD'
    const source =
      since === undefined ? `${what} against HEAD` : staged || worktree ? `${since}..${what}` : `${since}..HEAD`
    return { base: [base], parent: false, head, sourceOf: () => source }
  }
  if (range !== undefined) return rangeTarget(range)
  if (asked !== undefined) {
    const names = asked.base?.map(parseName) ?? null
    const sourceOf = (name: string | null) => (name === null ? asked.source : `${asked.source}, since ${short(name)}`)
    const merges = asked.merges === undefined ? {} : { merges: asked.merges }
    const head = { commit: parseName(asked.head) }
    return { base: names, parent: names?.at(-1) === `${asked.head}^`, head, ...merges, sourceOf }
  }
  return { base: ['HEAD'], parent: false, head: 'worktree', sourceOf: () => 'the work tree against HEAD' }
}

/** `BASE..HEAD`, either of which may be left out for HEAD; a single name is that one commit. */
function rangeTarget(range: string): CheckTarget {
  const parts = range.split(/\.{2,3}/)
  if (parts.length > 2) {
    throw new VariorumError('usage', `${JSON.stringify(range)} is no range.`, { advice: 'Write BASE..HEAD.' })
  }
  const [first = '', second] = parts.map((name) => (name === '' && parts.length === 2 ? 'HEAD' : name))
  const sourceOf = () => range
  if (second === undefined) {
    const name = parseName(first)
    return { base: [`${name}^`], parent: true, head: { commit: name }, sourceOf }
  }
  const head = { commit: parseName(second) }
  // how git writes that there was nothing before
  if (/^0{40}(?:0{24})?$/.test(first)) return { base: null, parent: false, head, sourceOf }
  const base = parseName(first)
  const isParent = base === `${second}^` || base === `${second}~1` || base === `${second}~`
  return { base: [base], parent: isParent, head, sourceOf }
}

function short(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 10) : name
}

function exclusive(one: string, { since, staged, worktree }: CheckOptions): VariorumError {
  const other = since !== undefined ? '--since' : staged ? '--staged' : worktree ? '--worktree' : ''
  return new VariorumError('usage', `${one} and ${other} exclude each other.`, {
    advice: 'Compare commits (BASE..HEAD or --since REF), what is staged (--staged), or what is on disk (--worktree).',
  })
}
