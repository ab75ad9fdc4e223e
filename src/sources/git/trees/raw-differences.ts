import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { readOutput } from '../repository/isolated-repository.ts'
import { isAllZeros } from '../repository/log.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { treeBombError } from '../repository/stall-checks.ts'
import { isTreeBomb } from './tree-bomb.ts'

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

/**
 * Lists the files that differ between two trees, or between a tree and an index, with git.
 * @param command `diff-tree -r` or `diff-index --cached`
 * @param trees null: the empty tree
 * @param folder from the top. `''`: all files
 * @param env names the index
 */
export async function rawDifferences(
  objects: ObjectReader,
  command: readonly string[],
  trees: readonly (string | null)[],
  folder = '',
  env: Readonly<Record<string, string>> = {},
): Promise<TreeDifference[]> {
  const { repository } = objects
  // Git knows the empty tree in every repository.
  const ends = trees.map((tree) => tree ?? hash(repository.objectFormat, 'tree 0\0'))
  const words = [...command, ...rawArguments, ...ends, '--', ...(folder === '' ? [] : [folder])]
  const roots = trees.filter((tree) => tree !== null)
  const stallChecks = [async () => ((await isTreeBomb(objects, roots)) ? treeBombError() : null)]
  return readDifferences(
    await readOutput(repository.git(words, { env, stallChecks, stallCheckDelayMs }), maxAnswerBytes),
  )
}

/** Milliseconds. Git collects all differences in memory before it prints any, a gigabyte in a few seconds. */
const stallCheckDelayMs = 500

/** Parses `:100644 100644 <oid before> <oid after> M`, NUL, the path, NUL, and so on. @param text a character for each byte */
function readDifferences(text: string): TreeDifference[] {
  const fields = text.split('\0')
  const differences: TreeDifference[] = []
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = fields[i]!.slice(1).split(' ')
    const name = Buffer.from(fields[i + 1]!, 'latin1')
    const path = name.toString('utf8')
    const exact = !path.includes('\ufffd') || isUtf8(name)
    differences.push({ path, exact, before: entryOf(oldMode, oldId), after: entryOf(newMode, newId) })
  }
  return differences
}

function entryOf(mode: string, id: string): FileEntry | null {
  return isAllZeros(mode) || isAllZeros(id) ? null : { mode, id }
}

/** Bytes. In a small repository, trees can name each other so often that they expand to more files than any disk holds. */
export const maxAnswerBytes = 128 * 2 ** 20
