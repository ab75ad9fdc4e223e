import { VariorumError } from '../../../model/errors.ts'
import type { Instant } from '../../../model/time.ts'
import { type IsolatedRepository, readOutput } from './isolated-repository.ts'
import type { ObjectReader } from './object-reader.ts'

/** The parsed fields of a commit object. */
export interface Commit {
  readonly tree: string
  readonly parents: readonly string[]
  /** The committer's time. */
  readonly at: Instant
}

/** @throws VariorumError `git-failed` if the repository lacks the commit */
export async function readCommit(objects: ObjectReader, id: string): Promise<Commit> {
  const bytes = await objects.readBytes(id)
  const commit = bytes === null ? null : parseCommit(bytes)
  if (commit !== null) return commit
  throw new VariorumError('git-failed', `The repository lacks the commit ${id}.`, {
    advice: 'Check the repository with git fsck.',
  })
}

function parseCommit(bytes: Buffer): Commit | null {
  const end = bytes.indexOf('\n\n')
  const head = bytes.toString('latin1', 0, end < 0 ? undefined : end)
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1]
  if (tree === undefined) return null
  const parents = Array.from(head.matchAll(/^parent ([0-9a-f]+)$/gm), ([, id = '']) => id)
  const seconds = Number(/^committer .* (\d+) [+-]\d+$/m.exec(head)?.[1] ?? 0)
  return { tree, parents, at: Math.min(seconds * 1000, 8.64e15) }
}

/** This many first parents of the head are read before git is asked. */
const maxParentSteps = 20

/**
 * Finds the merge base of two commits. Usually the base is an ancestor a few commits away, which is found without a new
 * git process.
 * @returns null if the two have no common history in this clone
 */
export async function findMergeBase(
  repository: IsolatedRepository,
  objects: ObjectReader,
  base: string,
  head: string,
): Promise<string | null> {
  let next: string | undefined = head
  for (let step = 0; step < maxParentSteps && next !== undefined; step++) {
    if (next === base) return base
    const bytes: Buffer | null = await objects.readBytes(next)
    next = bytes === null ? undefined : parseCommit(bytes)?.parents[0]
  }
  return askMergeBase(repository, base, head)
}

async function askMergeBase(repository: IsolatedRepository, base: string, head: string): Promise<string | null> {
  // git fails without output if there is no merge base.
  const text = await readOutput(repository.git(['merge-base', base, head])).catch(() => '')
  return text.trim().split('\n')[0] || null
}
