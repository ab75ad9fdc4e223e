import { VariorumError } from '../../../model/errors.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { folderMode, treeEntries } from './tree-entries.ts'

/** Files of one tree. No archive that anybody wrote has as many. */
const most = 10_000_000

/**
 * Whether trees name each other so often that a few of them unfold to more files than any disk holds, which git would list one
 * by one. Each tree is read once, however often it is named.
 * @param roots ids of trees
 */
export async function unfoldsWithoutEnd(objects: ObjectReader, roots: Iterable<string>): Promise<boolean> {
  const folders = new Map<string, { readonly files: number; readonly trees: readonly string[] }>()
  let unread = [...new Set(roots)]
  while (unread.length > 0) {
    const next = new Set<string>()
    for (const [id, { bytes }] of await objects.read(unread.slice(0, atOnce))) {
      let files = 0
      const trees: string[] = []
      for (const { mode, id: named } of bytes === null ? [] : treeEntries(bytes, id.length / 2)) {
        if (mode !== folderMode) files++
        else trees.push(named)
      }
      folders.set(id, { files, trees })
      for (const tree of trees) if (!folders.has(tree)) next.add(tree)
    }
    unread = [...new Set([...unread.slice(atOnce), ...next])]
  }
  return [...countFiles(folders)].some((count) => count > most)
}

/** So many trees are asked for at a time. */
const atOnce = 2_000

/** The files below each tree, the deepest trees first. */
function* countFiles(
  folders: ReadonlyMap<string, { readonly files: number; readonly trees: readonly string[] }>,
): Iterable<number> {
  const counts = new Map<string, number>()
  for (const root of folders.keys()) {
    const open = [root]
    for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
      const { files, trees } = folders.get(id) ?? { files: 0, trees: [] }
      const uncounted = counts.has(id) ? [] : trees.filter((tree) => !counts.has(tree) && folders.has(tree))
      if (uncounted.length > 0) {
        open.push(...new Set(uncounted))
        continue
      }
      open.pop()
      if (counts.has(id)) continue
      const count = trees.reduce((sum, tree) => sum + (counts.get(tree) ?? 0), files)
      counts.set(id, count)
      yield count
    }
  }
}

/** The failure of whoever lists trees that unfold without end. */
export function endless(): VariorumError {
  return new VariorumError('repository-refused', 'There are more files in this repository than can be compared.', {
    advice: 'See what its folders hold: a few objects can name each other so often that they never end.',
  })
}
