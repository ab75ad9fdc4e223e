import { VariorumError } from '../../../model/errors.ts'
import type { Instant } from '../../../model/time.ts'
import { readOutput } from './isolated-repository.ts'
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
  const commit = parseCommit(await objects.readBytes(id))
  if (commit !== null) return commit
  throw new VariorumError('git-failed', `The repository lacks the commit ${id}.`, {
    advice: 'Check the repository with git fsck.',
  })
}

function parseCommit(bytes: Buffer | null): Commit | null {
  const head = bytes?.toString('latin1').split('\n\n', 1)[0] ?? ''
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
export async function findMergeBase(objects: ObjectReader, base: string, head: string): Promise<string | null> {
  let next: string | undefined = head
  for (let step = 0; step < maxParentSteps && next !== undefined; step++) {
    if (next === base) return base
    const commit: Commit | null = parseCommit(await objects.readBytes(next))
    next = commit?.parents[0]
  }
  // git fails without output if there is no merge base.
  const text = await readOutput(objects.repository.git(['merge-base', base, head])).catch(() => '')
  return text.trim().split('\n')[0] || null
}
