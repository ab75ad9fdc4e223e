import { VariorumError } from '../../../model/errors.ts'
import type { RepositoryQueries } from '../repository/repository-queries.ts'

/** The base lies beyond the point where a shallow clone's history is cut off. */
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

/** Which commits are compared. */
export interface ComparisonEnds {
  readonly base: string | null
  readonly baseName: string | null
  /** Null where what is judged is no commit. */
  readonly head: string | null
  /** The commit that the head is, or will follow. */
  readonly tip: string | null
}

/** What is to be compared. */
export interface RequestedEnds {
  /**
   * Names of the commit to compare with, the first that the repository knows; null: with nothing. Compared is what the
   * head has since the two parted ways.
   */
  readonly base: readonly string[] | null
  /**
   * The base, or the last of its names, is the head's own parent: where the head has none, it is compared with nothing. Of
   * the names before, one that is the head itself is not meant.
   */
  readonly parent?: boolean
  readonly head: { readonly commit: string } | { readonly index: string | null } | 'worktree'
}

/** The name of the commit that is judged, or that what is judged will follow. */
export function headName({ head }: RequestedEnds): string {
  return typeof head === 'object' && 'commit' in head ? head.commit : 'HEAD'
}

/** Both ends from git's first answer; null where that does not settle them. */
export function resolveEndsQuickly(
  [tip, base]: readonly string[],
  { base: names, parent, head }: RequestedEnds,
): ComparisonEnds | null {
  if (tip === undefined || (names !== null && base === undefined)) return null
  if (parent && names !== null && names.length > 1 && base === tip) return null
  const headId = typeof head === 'object' && 'commit' in head ? tip : null
  return { base: base ?? null, baseName: names?.[0] ?? null, head: headId, tip }
}

/**
 * Both ends, asked for one by one.
 * @param boundary commits whose parents were cut off
 * @throws BaseMissing, and VariorumError `revision-unknown` where nothing has the base's names
 */
export async function resolveEnds(
  queries: RepositoryQueries,
  { base: names, parent = false, head: requestedHead }: RequestedEnds,
  boundary: ReadonlySet<string>,
): Promise<ComparisonEnds> {
  const headCommit = typeof requestedHead === 'object' && 'commit' in requestedHead ? requestedHead.commit : null
  const head = headCommit === null ? null : await queries.resolveCommit(headCommit)
  const tip = headCommit === null ? await queries.resolveFirst(['HEAD']) : null
  const excluded = parent && names !== null && names.length > 1 ? (head ?? tip?.id ?? null) : null
  const base = names === null ? null : await queries.resolveFirst(names, excluded)
  const ends = { base: null, baseName: null, head, tip: head ?? tip?.id ?? null }
  if (names === null) return ends
  if (base !== null) return { ...ends, base: base.id, baseName: base.name }
  // an unborn branch: the first commit is being made
  if (headCommit === null && names[0] === 'HEAD') return ends
  if (boundary.size > 0) throw new BaseMissing(names, head)
  if (parent) return ends
  throw await unknownBaseError(queries, names)
}

/** The error for a name, with the nearest one that there is. */
async function unknownBaseError(queries: RepositoryQueries, names: readonly string[]): Promise<unknown> {
  return queries.resolveCommit(names[0] ?? 'HEAD').then(
    () =>
      new VariorumError('revision-unknown', 'It is not known which commit to compare with.', {
        advice: 'Name it: variorum check BASE..HEAD',
      }),
    (error: unknown) => error,
  )
}
