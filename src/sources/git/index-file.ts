import { hash } from 'node:crypto'
import { copyFile, lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { CleanRoom } from './clean-room.ts'
import { isNoObject } from './log.ts'
import type { FileEntry, TreeDifference } from './trees.ts'

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
  room: CleanRoom,
  index: IndexFile,
  tree: string | null,
  folder: string,
): Promise<TreeDifference[]> {
  const options = ['--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv']
  const command = ['diff-index', ...options, '--ignore-submodules=none', tree ?? emptyTree(room), '--']
  const text = await answer(room, [...command, ...(folder === '' ? [] : [folder])], await indexEnvironment(room, index))
  const fields = text.split('\0')
  const differences: TreeDifference[] = []
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = (fields[i] ?? '').slice(1).split(' ')
    const name = Buffer.from(fields[i + 1] ?? '', 'latin1')
    const path = name.toString('utf8')
    differences.push({
      path,
      exact: Buffer.from(path).equals(name),
      before: entryOf(oldMode, oldId),
      after: entryOf(newMode, newId),
    })
  }
  return differences
}

/** Files that a commit could take: those in the index, and those that are neither in it nor ignored; from the top. */
export async function knownFiles(room: CleanRoom, index: IndexFile, folder: string): Promise<Set<string>> {
  const exclude = join(dirname(resolve(index.top, index.path)), 'info', 'exclude')
  const own = (await lstat(exclude).catch(() => null))?.isFile() ? [`--exclude-from=${exclude}`] : []
  const command = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...own, '--']
  const text = await answer(
    room,
    [`--work-tree=${index.top}`, ...command, ...(folder === '' ? [] : [folder])],
    await indexEnvironment(room, index),
  )
  return new Set(text.split('\0').map((name) => Buffer.from(name, 'latin1').toString('utf8')))
}

/** A split index keeps most of itself in files beside it, which git looks for in its own folder. */
async function indexEnvironment(room: CleanRoom, { path, top }: IndexFile): Promise<Record<string, string>> {
  const file = resolve(top, path)
  const names = await readdir(dirname(file)).catch(() => [])
  for (const name of names.filter((name) => /^sharedindex\.[0-9a-f]{40,64}$/.test(name))) {
    const shared = join(dirname(file), name)
    if ((await lstat(shared)).isFile()) await copyFile(shared, join(room.folder, name))
  }
  return { GIT_INDEX_FILE: file }
}

/** Git knows the tree without entries in every repository, whether it is there or not. */
function emptyTree({ objectFormat }: CleanRoom): string {
  return hash(objectFormat, 'tree 0\0')
}

function entryOf(mode: string, id: string): FileEntry | null {
  return /^0+$/.test(mode) || isNoObject(id) ? null : { mode, id }
}

/** What git says, a character for each byte. */
async function answer(room: CleanRoom, command: string[], env: Record<string, string>): Promise<string> {
  const { output, ended } = room.git(command, { env })
  let text = ''
  for await (const chunk of output ?? []) text += (chunk as Buffer).toString('latin1')
  await ended
  return text
}
