import { VariorumError } from '../../../model/errors.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { treeBombError } from '../repository/stall-checks.ts'
import { type FileEntry, rawDifferences, type TreeDifference } from './raw-differences.ts'
import { folderMode, parseTree, type TreeEntry } from './tree-entries.ts'

/** Reads trees by their object ids. Each tree is read once. */
export class TreeReader {
  readonly #objects: ObjectReader
  readonly #loaded = new Map<string, ReadonlyMap<string, TreeEntry>>()

  constructor(objects: ObjectReader) {
    this.#objects = objects
  }

  /**
   * Looks up paths below a tree.
   * @param root null: the empty tree
   * @returns entries by path, without missing paths
   */
  async lookUp(root: string | null, paths: Iterable<string>): Promise<Map<string, TreeEntry>> {
    const found = new Map<string, TreeEntry>()
    let pending = [...new Set(paths)].map((path) => ({ path, names: path.split('/'), tree: root }))
    while (pending.length > 0) {
      await this.#load(pending.flatMap(({ tree }) => tree ?? []))
      pending = pending.flatMap(({ path, names: [name = '', ...names], tree }) => {
        const entry = tree === null ? undefined : this.#loaded.get(tree)?.get(name)
        if (entry !== undefined && names.length === 0) found.set(path, entry)
        return entry?.mode === folderMode && names.length > 0 ? [{ path, names, tree: entry.id }] : []
      })
    }
    return found
  }

  /** Reads the entries of some folders below a tree, by the folder's path. Missing folders are left out. */
  async folders(root: string | null, paths: Iterable<string>): Promise<Map<string, ReadonlyMap<string, TreeEntry>>> {
    const wanted = new Set(paths)
    const ids = new Map<string, string>()
    if (wanted.delete('') && root !== null) ids.set('', root)
    for (const [path, { mode, id }] of await this.lookUp(root, wanted)) if (mode === folderMode) ids.set(path, id)
    await this.#load(ids.values())
    return new Map([...ids].map(([path, id]) => [path, this.#loaded.get(id) ?? new Map()]))
  }

  /** Lists every file below a tree, by path. */
  async files(root: string | null): Promise<Map<string, TreeEntry>> {
    const files = new Map<string, TreeEntry>()
    for (const { path, exact, after } of await this.compare(null, root))
      if (after !== null) files.set(path, { ...after, name: path.slice(path.lastIndexOf('/') + 1), exact })
    return files
  }

  /** Lists the files that differ between two trees, in no order. Null is the empty tree. */
  async compare(before: string | null, after: string | null): Promise<TreeDifference[]> {
    const differences = await this.#compareSmall(before, after)
    return differences ?? rawDifferences(this.#objects, ['diff-tree', '-r'], [before, after])
  }

  /** Compares trees level by level. @returns null if so many folders differ that git is faster */
  async #compareSmall(before: string | null, after: string | null): Promise<TreeDifference[] | null> {
    const differences: TreeDifference[] = []
    let pending = before === after ? [] : [{ path: '', exact: true, before, after }]
    while (pending.length > 0) {
      await this.#load(pending.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()))
      const next: typeof pending = []
      for (const pair of pending) {
        const left = this.#entries(pair.before)
        const right = this.#entries(pair.after)
        for (const name of left.size === 0 ? right.keys() : new Set([...left.keys(), ...right.keys()])) {
          const [a, b] = [left.get(name), right.get(name)]
          if (a?.id === b?.id && a?.mode === b?.mode) continue
          const path = pair.path === '' ? name : `${pair.path}/${name}`
          const exact = pair.exact && (a?.exact ?? true) && (b?.exact ?? true)
          const [folderA, folderB] = [folderIdOf(a), folderIdOf(b)]
          if (folderA !== null || folderB !== null) next.push({ path, exact, before: folderA, after: folderB })
          const [fileA, fileB] = [fileEntryOf(a), fileEntryOf(b)]
          if (fileA !== null || fileB !== null) differences.push({ path, exact, before: fileA, after: fileB })
        }
      }
      pending = next
      if (pending.length > maxTreesPerLevel) return null
      if (pending.length + differences.length > maxFiles) throw treeBombError()
    }
    return differences
  }

  #entries(tree: string | null): ReadonlyMap<string, TreeEntry> {
    return (tree === null ? undefined : this.#loaded.get(tree)) ?? new Map()
  }

  async #load(ids: Iterable<string>): Promise<void> {
    const unread = [...new Set(ids)].filter((id) => !this.#loaded.has(id))
    if (unread.length === 0) return
    const objects = await this.#objects.read(unread)
    for (const id of unread) {
      const bytes = objects.get(id)?.bytes
      // A missing tree must not count as an empty folder.
      if (!bytes) {
        throw new VariorumError('git-failed', `The repository lacks the tree ${id}, or it is too large.`, {
          advice: 'Check the repository with git fsck. A clone made with --filter=tree:0 lacks trees.',
        })
      }
      this.#loaded.set(id, new Map(Array.from(parseTree(bytes, id.length / 2), (entry) => [entry.name, entry])))
    }
  }
}

/** With more differing folders on one level, git compares faster than we can read the trees. */
const maxTreesPerLevel = 200

/** The most files that are listed. */
const maxFiles = 1_000_000

function folderIdOf(entry: TreeEntry | undefined): string | null {
  return entry?.mode === folderMode ? entry.id : null
}

function fileEntryOf(entry: TreeEntry | undefined): FileEntry | null {
  return entry === undefined || entry.mode === folderMode ? null : { mode: entry.mode, id: entry.id }
}
