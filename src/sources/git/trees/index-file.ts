import { copyFile, lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'
import type { IsolatedRepository } from '../repository/isolated-repository.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { blockingFileCheck } from '../repository/stall-checks.ts'
import { type FileEntry, rawIndexDifferences, readGitOutput, type TreeDifference } from './raw-differences.ts'

/** A repository's index: what the next commit will hold. */
export interface IndexFile {
  /** Absolute, or as git hands it to a hook, from the work tree's top. */
  readonly path: string
  readonly top: string
}

/**
 * The files that are not the same in a tree and in an index. The index is read by git in the clean room, so that no
 * setting of its repository is in force; its work tree is not looked at.
 * @param folder from the top, `''` for all
 */
export async function indexDifferences(
  repository: IsolatedRepository,
  objects: ObjectReader,
  index: IndexFile,
  tree: string | null,
  folder: string,
): Promise<TreeDifference[]> {
  return rawIndexDifferences(repository, objects, tree, folder, await indexEnvironment(repository, index))
}

/** Files that a commit could take: those in the index, and those that are neither in it nor ignored; from the top. */
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
  const text = await readGitOutput(repository, [`--work-tree=${index.top}`, ...command, ...within], {
    env,
    stallChecks: [blockingFileCheck(index.top, (name) => name === '.gitignore')],
  })
  return new Set(text.split('\0').map((name) => Buffer.from(name, 'latin1').toString('utf8')))
}

/** What an index has at a path; null where nothing stands there. */
export async function readIndexEntry(
  repository: IsolatedRepository,
  index: IndexFile,
  path: string,
): Promise<FileEntry | null> {
  const command = ['ls-files', '-z', '--stage', '--', path]
  const text = await readGitOutput(repository, command, { env: await indexEnvironment(repository, index) })
  const [, mode = '', id = ''] = /^(\d+) ([0-9a-f]+) 0\t[^\0]*\0$/.exec(text) ?? []
  return id === '' ? null : { mode, id }
}

/** A split index keeps most of itself in files beside it, which git looks for in its own folder. */
async function indexEnvironment(
  repository: IsolatedRepository,
  { path, top }: IndexFile,
): Promise<Record<string, string>> {
  const file = resolve(top, path)
  const stats = await lstat(file).catch(() => null)
  if (stats !== null && !stats.isFile()) {
    throw new VariorumError('repository-refused', `The index ${file} is not a regular file.`, {
      advice: 'Take it away and have git make a new one: git reset',
    })
  }
  const names = await readdir(dirname(file)).catch(() => [])
  for (const name of names.filter((name) => /^sharedindex\.[0-9a-f]{40,64}$/.test(name))) {
    const shared = join(dirname(file), name)
    if ((await lstat(shared)).isFile()) await copyFile(shared, join(repository.folder, name))
  }
  return { GIT_INDEX_FILE: file }
}
