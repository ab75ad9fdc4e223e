import { copyFile, lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'
import { type IsolatedRepository, readOutput } from '../repository/isolated-repository.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { blockingFileCheck } from '../repository/stall-checks.ts'
import { type FileEntry, maxAnswerBytes, rawDifferences, type TreeDifference } from './raw-differences.ts'

/** A repository's index: the content of the next commit. */
export interface IndexFile {
  /** Absolute, or relative to the working tree's top, as git passes it to a hook. */
  readonly path: string
  readonly top: string
}

/**
 * Lists the files that differ between a tree and an index. Git reads the index in an isolated repository, without the
 * settings of the original one. The working tree is not read.
 * @param folder from the top. `''`: all files
 */
export async function indexDifferences(
  objects: ObjectReader,
  index: IndexFile,
  tree: string | null,
  folder: string,
): Promise<TreeDifference[]> {
  const env = await indexEnvironment(objects.repository, index)
  return rawDifferences(objects, ['diff-index', '--cached'], [tree], folder, env)
}

/** Lists the files that a commit could contain: those in the index, and untracked files that are not ignored. */
export async function listCommittableFiles(
  repository: IsolatedRepository,
  index: IndexFile,
  folder: string,
): Promise<Set<string>> {
  const exclude = join(dirname(resolve(index.top, index.path)), 'info', 'exclude')
  const ownExcludes = (await lstat(exclude).catch(() => null))?.isFile() ? [`--exclude-from=${exclude}`] : []
  const command = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...ownExcludes, '--']
  const within = folder === '' ? [] : [folder]
  const env = await indexEnvironment(repository, index)
  const stallChecks = [blockingFileCheck(index.top, (name) => name === '.gitignore')]
  const git = repository.git([`--work-tree=${index.top}`, ...command, ...within], { env, stallChecks })
  const text = await readOutput(git, maxAnswerBytes)
  return new Set(text.split('\0').map((name) => Buffer.from(name, 'latin1').toString('utf8')))
}

/** Reads the entry of an index at a path. @returns null without an entry */
export async function readIndexEntry(
  repository: IsolatedRepository,
  index: IndexFile,
  path: string,
): Promise<FileEntry | null> {
  const env = await indexEnvironment(repository, index)
  const git = repository.git(['ls-files', '-z', '--stage', '--', path], { env })
  const text = await readOutput(git, maxAnswerBytes)
  const [, mode = '', id = ''] = /^(\d+) ([0-9a-f]+) 0\t[^\0]*\0$/.exec(text) ?? []
  return id === '' ? null : { mode, id }
}

/** The environment that names the index. The files of a split index are copied to the isolated repository, where git expects them. */
async function indexEnvironment(
  repository: IsolatedRepository,
  { path, top }: IndexFile,
): Promise<Record<string, string>> {
  const file = resolve(top, path)
  const stats = await lstat(file).catch(() => null)
  if (stats !== null && !stats.isFile()) {
    throw new VariorumError('repository-refused', `The index ${file} is not a regular file.`, {
      advice: 'Remove it and create a new one with git reset.',
    })
  }
  const names = await readdir(dirname(file)).catch(() => [])
  for (const name of names.filter((name) => /^sharedindex\.[0-9a-f]{40,64}$/.test(name))) {
    const shared = join(dirname(file), name)
    if ((await lstat(shared)).isFile()) await copyFile(shared, join(repository.folder, name))
  }
  return { GIT_INDEX_FILE: file }
}
