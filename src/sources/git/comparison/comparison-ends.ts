import { VariorumError } from '../../../model/errors.ts'
import type { RepositoryQueries } from '../repository/repository-queries.ts'

/** Thrown if the base is not in the history of a shallow clone. */
export class BaseMissing extends Error {
  override readonly name = 'BaseMissing'
  readonly names: readonly string[]
  readonly head: string | null

  constructor(names: readonly string[], head: string | null) {
    super(`There is no ${names[0]} in this shallow clone`)
    this.names = names
    this.head = head
  }
}

/** The compared commits, as object ids. */
export interface ComparisonEnds {
  readonly base: string | null
  readonly baseName: string | null
  /** Null if the head is not a commit. */
  readonly head: string | null
  /** The head's commit, or the commit that the head will follow. */
  readonly tip: string | null
}

/** What the caller wants to compare. */
export interface RequestedEnds {
  /**
   * Names for the base. The first one that the repository knows is used. Null: compare with nothing. The comparison
   * begins at the merge base of base and head.
   */
  readonly base: readonly string[] | null
  /**
   * The last name of the base is the head's parent. A head without a parent is compared with nothing. An earlier name
   * that resolves to the head itself is skipped.
   */
  readonly parent?: boolean
  readonly head: { readonly commit: string } | { readonly index: string | null } | 'worktree'
}

/** The name of the head's commit, or null if the head is not a commit. */
export function headCommitOf({ head }: Pick<RequestedEnds, 'head'>): string | null {
  return typeof head === 'object' && 'commit' in head ? head.commit : null
}

/** Resolves both ends from git's first answer. @returns null if more questions are needed */
export function resolveEndsQuickly([tip, base]: readonly string[], requested: RequestedEnds): ComparisonEnds | null {
  const { base: names, parent } = requested
  if (tip === undefined || (names !== null && base === undefined)) return null
  if (parent && names !== null && names.length > 1 && base === tip) return null
  const head = headCommitOf(requested) === null ? null : tip
  return { base: base ?? null, baseName: names?.[0] ?? null, head, tip }
}

/**
 * Resolves both ends one by one.
 * @param boundary commits whose parents were cut off
 * @throws BaseMissing, and VariorumError `revision-unknown` if no name of the base is known
 */
export async function resolveEnds(
  queries: RepositoryQueries,
  requested: RequestedEnds,
  boundary: ReadonlySet<string>,
): Promise<ComparisonEnds> {
  const { base: names, parent = false } = requested
  const headCommit = headCommitOf(requested)
  const head = headCommit === null ? null : await queries.resolveCommit(headCommit)
  const tip = head ?? (await queries.resolveFirst(['HEAD']))?.id ?? null
  const ends = { base: null, baseName: null, head, tip }
  if (names === null) return ends
  const base = await queries.resolveFirst(names, parent && names.length > 1 ? tip : null)
  if (base !== null) return { ...ends, base: base.id, baseName: base.name }
  // The branch has no commit yet, so the first commit is checked.
  if (headCommit === null && names[0] === 'HEAD') return ends
  if (boundary.size > 0) throw new BaseMissing(names, head)
  if (parent) return ends
  // Throws an error that has the nearest name.
  await queries.resolveCommit(names[0] ?? 'HEAD')
  throw new VariorumError('revision-unknown', 'It is not known which commit to compare with.', {
    advice: 'Name it: variorum check BASE..HEAD',
  })
}
