import { hash } from 'node:crypto'
import type { GitOptions, IsolatedRepository } from '../repository/isolated-repository.ts'
import { isAllZeros } from '../repository/log.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import type { StallCheck } from '../repository/stall-checks.ts'
import { isTreeBomb, treeBombError } from './tree-bomb.ts'

/** A file that differs between two trees. `before` or `after` is null without the file. */
export interface TreeDifference {
  /** Path from the trees' root. */
  readonly path: string
  readonly exact: boolean
  readonly before: FileEntry | null
  readonly after: FileEntry | null
}

/** Git's mode, such as `100644`. */
export interface FileEntry {
  readonly mode: string
  readonly id: string
}

/** Arguments for output that `readDifferences` can read. */
const rawArguments = [
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
]

/** Lists the files that differ between two trees, with git. Null is the empty tree. */
export async function rawDifferences(
  repository: IsolatedRepository,
  objects: ObjectReader,
  before: string | null,
  after: string | null,
): Promise<TreeDifference[]> {
  const ends = [before ?? emptyTree(repository), after ?? emptyTree(repository)]
  const stallChecks = [treeBombCheck(objects, [before, after])]
  return readDifferences(
    await readGitOutput(repository, ['diff-tree', '-r', ...rawArguments, ...ends, '--'], {
      stallChecks,
      stallCheckDelayMs,
    }),
  )
}

/** Lists the files that differ between a tree and the index that the environment names. */
export async function rawIndexDifferences(
  repository: IsolatedRepository,
  objects: ObjectReader,
  tree: string | null,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<TreeDifference[]> {
  const stallChecks = [treeBombCheck(objects, [tree])]
  const command = [
    'diff-index',
    '--cached',
    ...rawArguments,
    tree ?? emptyTree(repository),
    '--',
    ...(folder === '' ? [] : [folder]),
  ]
  return readDifferences(await readGitOutput(repository, command, { env, stallChecks, stallCheckDelayMs }))
}

/** Milliseconds. Git collects all differences in memory before it prints any, a gigabyte in a few seconds. */
const stallCheckDelayMs = 500

function treeBombCheck(objects: ObjectReader, trees: readonly (string | null)[]): StallCheck {
  const roots = trees.filter((tree) => tree !== null)
  return async () => ((await isTreeBomb(objects, roots)) ? treeBombError() : null)
}

/** Parses `:100644 100644 <oid before> <oid after> M`, NUL, the path, NUL, and so on. @param text a character for each byte */
function readDifferences(text: string): TreeDifference[] {
  const fields = text.split('\0')
  const differences: TreeDifference[] = []
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = (fields[i] ?? '').slice(1).split(' ')
    const name = fields[i + 1] ?? ''
    const bytes = /^[\0-\x7f]*$/.test(name) ? null : Buffer.from(name, 'latin1')
    const path = bytes === null ? name : bytes.toString('utf8')
    const exact = bytes === null || !path.includes('\ufffd') || Buffer.from(path).equals(bytes)
    differences.push({ path, exact, before: entryOf(oldMode, oldId), after: entryOf(newMode, newId) })
  }
  return differences
}

function entryOf(mode: string, id: string): FileEntry | null {
  return isAllZeros(mode) || isAllZeros(id) ? null : { mode, id }
}

/** The id of the empty tree. Git knows it in every repository. */
function emptyTree({ objectFormat }: IsolatedRepository): string {
  return hash(objectFormat, 'tree 0\0')
}

/** Bytes. In a small repository, trees can name each other so often that they expand to more files than any disk holds. */
const maxAnswerBytes = 128 * 2 ** 20

/**
 * Runs git and reads its output, a character for each byte.
 * @throws VariorumError `git-failed`, `interrupted`, `repository-refused` for endless output
 */
export async function readGitOutput(
  repository: IsolatedRepository,
  command: string[],
  options: GitOptions = {},
): Promise<string> {
  const { output, ended, stop } = repository.git(command, options)
  let text = ''
  for await (const chunk of output) {
    text += chunk.toString('latin1')
    if (text.length <= maxAnswerBytes) continue
    stop()
    throw treeBombError()
  }
  await ended
  return text
}
