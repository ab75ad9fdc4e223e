import { hash } from 'node:crypto'
import type { CleanRoom, GitOptions } from '../repository/clean-room.ts'
import { isNoObject } from '../repository/log.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import type { Doubt } from '../repository/stall-checks.ts'
import { endless, unfoldsWithoutEnd } from './tree-bomb.ts'

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
const raw = ['--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none']

/** The files that are not the same in two trees, by git. @param before @param after null: an empty tree */
export async function rawDifferences(
  room: CleanRoom,
  objects: ObjectReader,
  before: string | null,
  after: string | null,
): Promise<TreeDifference[]> {
  const ends = [before ?? emptyTree(room), after ?? emptyTree(room)]
  const doubts = [unfolding(objects, [before, after])]
  return readDifferences(await answerOf(room, ['diff-tree', '-r', ...raw, ...ends, '--'], { doubts, patience }))
}

/** The files that are not the same in a tree and in the index that the environment names. */
export async function rawIndexDifferences(
  room: CleanRoom,
  objects: ObjectReader,
  tree: string | null,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<TreeDifference[]> {
  const doubts = [unfolding(objects, [tree])]
  const command = ['diff-index', '--cached', ...raw, tree ?? emptyTree(room), '--', ...(folder === '' ? [] : [folder])]
  return readDifferences(await answerOf(room, command, { env, doubts, patience }))
}

/** Milliseconds; git gathers all that it finds before it says the first of it, a gigabyte in a few seconds. */
const patience = 500

function unfolding(objects: ObjectReader, trees: readonly (string | null)[]): Doubt {
  return async () =>
    (await unfoldsWithoutEnd(
      objects,
      trees.flatMap((tree) => tree ?? []),
    ))
      ? endless()
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
  return /^0+$/.test(mode) || isNoObject(id) ? null : { mode, id }
}

/** Git knows the tree without entries in every repository, whether it is there or not. */
function emptyTree({ objectFormat }: CleanRoom): string {
  return hash(objectFormat, 'tree 0\0')
}

/** Bytes; trees can name each other so often that a small repository unfolds to more files than any disk holds. */
const longest = 128 * 2 ** 20

/**
 * What git says, a character for each byte.
 * @throws VariorumError `git-failed`, `interrupted`, `repository-refused` for an answer without end
 */
export async function answerOf(room: CleanRoom, command: string[], options: GitOptions = {}): Promise<string> {
  const { output, ended, stop } = room.git(command, options)
  let text = ''
  for await (const chunk of output ?? []) {
    text += (chunk as Buffer).toString('latin1')
    if (text.length <= longest) continue
    stop()
    throw endless()
  }
  await ended
  return text
}
