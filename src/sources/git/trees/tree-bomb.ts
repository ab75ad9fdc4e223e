import type { ObjectReader } from '../repository/object-reader.ts'
import { folderMode, parseTree } from './tree-entries.ts'

/** The most files below one tree. No real archive has as many. */
const maxFiles = 10_000_000

/**
 * Whether a tree is a tree bomb: trees that name each other so often that they expand to more files than any disk holds.
 * Git would list these files one by one. This check reads each tree once.
 * @param roots ids of trees
 */
export async function isTreeBomb(objects: ObjectReader, roots: Iterable<string>): Promise<boolean> {
  const folders = new Map<string, Folder>()
  let unreadTrees = [...new Set(roots)]
  while (unreadTrees.length > 0) {
    const next = new Set<string>()
    for (const [id, { bytes }] of await objects.read(unreadTrees.slice(0, maxTreesPerRead))) {
      let files = 0
      const trees: string[] = []
      for (const { mode, id: named } of bytes === null ? [] : parseTree(bytes, id.length / 2)) {
        if (mode !== folderMode) files++
        else trees.push(named)
      }
      folders.set(id, { files, trees })
      for (const tree of trees) if (!folders.has(tree)) next.add(tree)
    }
    unreadTrees = [...new Set([...unreadTrees.slice(maxTreesPerRead), ...next])]
  }
  return countFiles(folders).some((count) => count > maxFiles)
}

/** The number of files of a tree, and the ids of its folders. */
interface Folder {
  readonly files: number
  readonly trees: readonly string[]
}

/** Trees that are requested at a time. */
const maxTreesPerRead = 2_000

/** Yields the number of files below each tree, deepest trees first. */
function* countFiles(folders: ReadonlyMap<string, Folder>): Generator<number> {
  const counts = new Map<string, number>()
  for (const root of folders.keys()) {
    const stack = [root]
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const { files, trees } = folders.get(id) ?? { files: 0, trees: [] }
      const uncounted = counts.has(id) ? [] : trees.filter((tree) => !counts.has(tree) && folders.has(tree))
      if (uncounted.length > 0) {
        stack.push(...new Set(uncounted))
        continue
      }
      stack.pop()
      if (counts.has(id)) continue
      const count = trees.reduce((sum, tree) => sum + (counts.get(tree) ?? 0), files)
      counts.set(id, count)
      yield count
    }
  }
}
