import { once } from 'node:events'
import { VariorumError } from '../../../model/errors.ts'
import type { Instant } from '../../../model/time.ts'
import type { IsolatedRepository } from './isolated-repository.ts'
import type { ObjectReader } from './object-reader.ts'

/** What a commit object says. */
export interface Commit {
  readonly tree: string
  readonly parents: readonly string[]
  /** The committer's time. */
  readonly at: Instant
}

/** @throws VariorumError `git-failed` where the repository lacks it */
export async function readCommit(objects: ObjectReader, id: string): Promise<Commit> {
  const bytes = await objects.readBytes(id)
  const commit = bytes === null ? null : parseCommit(bytes)
  if (commit !== null) return commit
  throw new VariorumError('git-failed', `The repository lacks the commit ${id}.`, {
    advice: 'See whether the repository is whole: git fsck.',
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

/** How far the parents of the head are looked through before git is asked. */
const maxParentSteps = 20

/**
 * The commit at which two lines of work parted; null where they have none in common, as far as history goes here.
 * Mostly the one is an ancestor of the other, a few commits away, which needs no program to be found.
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
  const { output, ended } = repository.git(['merge-base', base, head])
  let text = ''
  output?.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
  })
  const failed = await ended.then(
    () => false,
    () => true,
  )
  // git answers so where there is none
  if (failed && text === '') return null
  if (output !== null && !output.readableEnded) await once(output, 'end').catch(() => undefined)
  return text.trim().split('\n')[0] || null
}
