import { hash } from 'node:crypto'
import type { GitOptions, IsolatedRepository } from '../repository/isolated-repository.ts'
import { isNullId } from '../repository/log.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import type { StallCheck } from '../repository/stall-checks.ts'
import { isTreeBomb, treeBombError } from './tree-bomb.ts'

/** A file that is not the same in two trees. Modes and ids are null where there was, or is, nothing. */
export interface TreeDifference {
  /** From the trees' root. */
  readonly path: string
  readonly exact: boolean
  readonly before: FileEntry | null
  readonly after: FileEntry | null
}

/** As git writes modes, `100644`. */
export interface FileEntry {
  readonly mode: string
  readonly id: string
}

/** What git is asked with, for an answer that `readDifferences` reads. */
const rawArguments = [
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
]

/** The files that are not the same in two trees, by git. @param before @param after null: an empty tree */
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

/** The files that are not the same in a tree and in the index that the environment names. */
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

/** Milliseconds; git gathers all that it finds before it says the first of it, a gigabyte in a few seconds. */
const stallCheckDelayMs = 500

function treeBombCheck(objects: ObjectReader, trees: readonly (string | null)[]): StallCheck {
  return async () =>
    (await isTreeBomb(
      objects,
      trees.flatMap((tree) => tree ?? []),
    ))
      ? treeBombError()
      : null
}

/** Reads `:100644 100644 <oid before> <oid after> M`, NUL, the path, NUL, and so on; a character for each byte. */
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
  return /^0+$/.test(mode) || isNullId(id) ? null : { mode, id }
}

/** Git knows the tree without entries in every repository, whether it is there or not. */
function emptyTree({ objectFormat }: IsolatedRepository): string {
  return hash(objectFormat, 'tree 0\0')
}

/** Bytes; trees can name each other so often that a small repository unfolds to more files than any disk holds. */
const maxAnswerBytes = 128 * 2 ** 20

/**
 * What git says, a character for each byte.
 * @throws VariorumError `git-failed`, `interrupted`, `repository-refused` for an answer without end
 */
export async function readGitOutput(
  repository: IsolatedRepository,
  command: string[],
  options: GitOptions = {},
): Promise<string> {
  const { output, ended, stop } = repository.git(command, options)
  let text = ''
  for await (const chunk of output ?? []) {
    text += (chunk as Buffer).toString('latin1')
    if (text.length <= maxAnswerBytes) continue
    stop()
    throw treeBombError()
  }
  await ended
  return text
}
