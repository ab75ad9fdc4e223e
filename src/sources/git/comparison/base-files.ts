import { join } from 'node:path'
import type { BaseFiles } from '../../../model/base-files.ts'
import { readPageFile } from '../../files/page-file.ts'
import { largestPage } from '../../source.ts'
import type { CleanRoom } from '../repository/clean-room.ts'
import { fileMode } from '../repository/modes.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { type IndexFile, indexEntry } from '../trees/index-file.ts'
import type { FileEntry } from '../trees/raw-differences.ts'
import { folderMode } from '../trees/tree-entries.ts'
import type { Trees } from '../trees/trees.ts'

/** A repository's objects, in the room, one by one and as trees. */
export interface Objects {
  readonly room: CleanRoom
  readonly reader: ObjectReader
  readonly trees: Trees
}

/**
 * What stood before a range.
 * @param after the tree of the commit that is judged; where none is, the index, or null for the work tree
 */
export function baseFiles(
  top: string,
  { room, reader, trees }: Objects,
  { before, after }: { before: string | null; after: string | null | (() => Promise<IndexFile | null>) },
): BaseFiles {
  const entryIn = async (tree: string | null, path: string) => (await trees.lookUp(tree, [path])).get(path)
  const bytesOf = async (entry: FileEntry | undefined | null) =>
    entry?.mode.startsWith(fileMode) ? reader.bytes(entry.id) : null
  const read = async (path: string) => bytesOf(await entryIn(before, path))
  const isCommit = typeof after !== 'function'
  return {
    top,
    any: before !== null,
    commits: isCommit,
    read,
    isFolder: async (path) => path === '' || (await entryIn(before, path))?.mode === folderMode,
    async after(path) {
      const [was, stood] = [await entryIn(before, path), await read(path)]
      if (isCommit) {
        const is = await entryIn(after, path)
        return is !== undefined && is.id === was?.id ? 'same' : bytesOf(is)
      }
      const lies = await readPageFile(join(top, path), largestPage)
      const found = lies.what === 'read' ? lies.bytes : null
      if (found !== null && stood !== null && Buffer.compare(found, stood) === 0) return 'same'
      // the index is asked only where what lies here speaks for it that something is new
      const index = found === null && stood === null ? null : await after()
      if (index === null) return found
      const staged = await indexEntry(room, index, path)
      return staged !== null && staged.id === was?.id ? 'same' : bytesOf(staged)
    },
    async isIrregular(path) {
      if (isCommit) return !((await entryIn(after, path))?.mode.startsWith(fileMode) ?? true)
      if ((await readPageFile(join(top, path), largestPage)).what !== 'refused') return false
      const index = await after()
      return index === null || !((await indexEntry(room, index, path))?.mode.startsWith(fileMode) ?? true)
    },
    async brings(path) {
      if (!isCommit) return false
      const names = path.split('/')
      const places = names.map((_, depth) => names.slice(0, depth + 1).join('/'))
      const [was, is] = [await trees.lookUp(before, places), await trees.lookUp(after, places)]
      return [...is].some(([place, { mode, id }]) => mode !== folderMode && id !== was.get(place)?.id)
    },
  }
}
