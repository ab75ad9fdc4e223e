import { join } from 'node:path'
import type { BaseFiles } from '../../../model/base-files.ts'
import { readPageFile } from '../../files/page-file.ts'
import { maxPageBytes } from '../../source.ts'
import { fileModePrefix } from '../repository/modes.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { type IndexFile, readIndexEntry } from '../trees/index-file.ts'
import type { FileEntry } from '../trees/raw-differences.ts'
import { folderMode } from '../trees/tree-entries.ts'
import type { TreeReader } from '../trees/tree-reader.ts'

/**
 * Reads files of the base of a range.
 * @param after the tree of the checked commit. If no commit is checked: the index, which is null for the working tree
 */
export function createBaseFiles(
  top: string,
  reader: ObjectReader,
  trees: TreeReader,
  { before, after }: { before: string | null; after: string | null | { readonly index: IndexFile | null } },
): BaseFiles {
  const entryIn = async (tree: string | null, path: string) => (await trees.lookUp(tree, [path])).get(path)
  const bytesOf = async (entry: FileEntry | undefined | null) =>
    entry?.mode.startsWith(fileModePrefix) ? reader.readBytes(entry.id) : null
  const read = async (path: string) => bytesOf(await entryIn(before, path))
  const isCommit = after === null || typeof after === 'string'
  return {
    top,
    any: before !== null,
    commits: isCommit,
    read,
    isFolder: async (path) => path === '' || (await entryIn(before, path))?.mode === folderMode,
    async after(path) {
      const [baseEntry, baseBytes] = [await entryIn(before, path), await read(path)]
      if (isCommit) {
        const headEntry = await entryIn(after, path)
        return headEntry !== undefined && headEntry.id === baseEntry?.id ? 'same' : bytesOf(headEntry)
      }
      const onDisk = await readPageFile(join(top, path), maxPageBytes)
      const diskBytes = onDisk.what === 'read' ? onDisk.bytes : null
      if (diskBytes !== null && baseBytes !== null && Buffer.compare(diskBytes, baseBytes) === 0) return 'same'
      // Without the file on both sides, the index is not read.
      const index = diskBytes === null && baseBytes === null ? null : after.index
      if (index === null) return diskBytes
      const staged = await readIndexEntry(reader.repository, index, path)
      return staged !== null && staged.id === baseEntry?.id ? 'same' : bytesOf(staged)
    },
    async isIrregular(path) {
      if (isCommit) return !((await entryIn(after, path))?.mode.startsWith(fileModePrefix) ?? true)
      if ((await readPageFile(join(top, path), maxPageBytes)).what !== 'refused') return false
      if (after.index === null) return true
      return !((await readIndexEntry(reader.repository, after.index, path))?.mode.startsWith(fileModePrefix) ?? true)
    },
    async brings(path) {
      if (!isCommit) return false
      const names = path.split('/')
      const ancestors = names.map((_, depth) => names.slice(0, depth + 1).join('/'))
      const [baseEntries, headEntries] = [await trees.lookUp(before, ancestors), await trees.lookUp(after, ancestors)]
      return [...headEntries].some(
        ([ancestor, { mode, id }]) => mode !== folderMode && id !== baseEntries.get(ancestor)?.id,
      )
    },
  }
}
