import { VariorumError } from '../../model/errors.ts'
import { parseCommitName } from '../../sources/git/repository/commit-range.ts'
import type { CheckOptions, RequestedRange } from '../variorum.ts'

/** What a check compares. */
export interface CheckTarget {
  readonly base: readonly string[] | null
  /** The base, or the last of its names, is the parent of the head, if it has one. */
  readonly parent: boolean
  readonly head: { readonly commit: string } | { readonly index: string | null } | 'worktree'
  /** See {@link RequestedRange}. */
  readonly merges?: RequestedRange['merges'] | undefined
  /** Describes the range for people. @param base the name that was found */
  sourceOf(base: string | null): string
}

/**
 * Reads the range that a person or a CI service asks for. Names that git could take for something else are refused.
 * @throws VariorumError `usage`, `revision-unknown`
 */
export function parseTarget(options: CheckOptions): CheckTarget {
  const { range, since, staged, worktree, asked } = options
  if (range !== undefined && (since !== undefined || staged || worktree))
    throw exclusiveOptionsError('BASE..HEAD', options)
  if (staged && worktree) throw exclusiveOptionsError('--staged', { worktree })
  const head = staged ? { index: options.indexFile ?? null } : worktree ? ('worktree' as const) : { commit: 'HEAD' }
  if (since !== undefined || staged || worktree) {
    const base = parseCommitName(since ?? 'HEAD')
    const targetName = staged ? 'the index' : worktree ? 'the work tree' : 'HEAD'
    const source = since === undefined ? `${targetName} against HEAD` : `${since}..${targetName}`
    return { base: [base], parent: false, head, sourceOf: () => source }
  }
  if (range !== undefined) return rangeTarget(range)
  if (asked !== undefined) {
    const names = asked.base?.map(parseCommitName) ?? null
    const sourceOf = (name: string | null) =>
      name === null ? asked.source : `${asked.source}, since ${shortenCommit(name)}`
    const head = { commit: parseCommitName(asked.head) }
    return { base: names, parent: names?.at(-1) === `${asked.head}^`, head, merges: asked.merges, sourceOf }
  }
  return { base: ['HEAD'], parent: false, head: 'worktree', sourceOf: () => 'the work tree against HEAD' }
}

/** Parses `BASE..HEAD`: a missing name means HEAD, and a single name means that one commit. */
function rangeTarget(range: string): CheckTarget {
  const parts = range.split(/\.{2,3}/)
  if (parts.length > 2)
    throw new VariorumError('usage', `${JSON.stringify(range)} is not a range.`, { advice: 'Write BASE..HEAD.' })
  const [first = '', second] = parts.map((name) => (name === '' && parts.length === 2 ? 'HEAD' : name))
  const sourceOf = () => range
  if (second === undefined) {
    const name = parseCommitName(first)
    return { base: [`${name}^`], parent: true, head: { commit: name }, sourceOf }
  }
  const head = { commit: parseCommitName(second) }
  // git's name for "no commit before"
  if (/^0{40}(?:0{24})?$/.test(first)) return { base: null, parent: false, head, sourceOf }
  const base = parseCommitName(first)
  const isParent = base === `${second}^` || base === `${second}~1` || base === `${second}~`
  return { base: [base], parent: isParent, head, sourceOf }
}

function shortenCommit(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 10) : name
}

function exclusiveOptionsError(one: string, { since, staged, worktree }: CheckOptions): VariorumError {
  const other = since !== undefined ? '--since' : staged ? '--staged' : worktree ? '--worktree' : ''
  const advice =
    'Compare commits (BASE..HEAD or --since REF), what is staged (--staged), or what is on disk (--worktree).'
  return new VariorumError('usage', `${one} and ${other} exclude each other.`, { advice })
}
