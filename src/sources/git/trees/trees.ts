import { VariorumError } from '../../../model/errors.ts'
import type { CleanRoom } from '../repository/clean-room.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { type FileEntry, rawDifferences, type TreeDifference } from './raw-differences.ts'
import { endless } from './tree-bomb.ts'
import { folderMode, type TreeEntry, treeEntries } from './tree-entries.ts'

/** Looks into trees by their object ids. A tree is read once. */
export class Trees {
  readonly #objects: ObjectReader
  readonly #room: CleanRoom
  readonly #read = new Map<string, ReadonlyMap<string, TreeEntry>>()

  constructor(objects: ObjectReader, room: CleanRoom) {
    this.#objects = objects
    this.#room = room
  }

  /**
   * What stands at each of some paths below a tree.
   * @param root null: an empty tree
   * @returns entries by path; paths at which nothing stands are left out
   */
  async lookUp(root: string | null, paths: Iterable<string>): Promise<Map<string, TreeEntry>> {
    const found = new Map<string, TreeEntry>()
    let open = [...new Set(paths)].map((path) => ({ path, names: path.split('/'), tree: root }))
    while (open.length > 0) {
      await this.#load(open.flatMap(({ tree }) => tree ?? []))
      open = open.flatMap(({ path, names: [name = '', ...names], tree }) => {
        const entry = tree === null ? undefined : this.#read.get(tree)?.get(name)
        if (entry !== undefined && names.length === 0) found.set(path, entry)
        return entry?.mode === folderMode && names.length > 0 ? [{ path, names, tree: entry.id }] : []
      })
    }
    return found
  }

  /** The entries of some folders below a tree, by the folder's path; folders that are not there are left out. */
  async folders(root: string | null, paths: Iterable<string>): Promise<Map<string, ReadonlyMap<string, TreeEntry>>> {
    const wanted = [...new Set(paths)]
    const ids = new Map<string, string>()
    if (root !== null && wanted.includes('')) ids.set('', root)
    for (const [path, { mode, id }] of await this.lookUp(
      root,
      wanted.filter((path) => path !== ''),
    ))
      if (mode === folderMode) ids.set(path, id)
    await this.#load(ids.values())
    return new Map([...ids].map(([path, id]) => [path, this.#read.get(id) ?? new Map()]))
  }

  /** Every file below a tree, by path. */
  async files(root: string | null): Promise<Map<string, TreeEntry>> {
    const files = new Map<string, TreeEntry>()
    for (const { path, exact, after } of await this.compare(null, root))
      if (after !== null) files.set(path, { ...after, name: path.slice(path.lastIndexOf('/') + 1), exact })
    return files
  }

  /**
   * The files that are not the same in two trees, in no order.
   * @param before @param after null: an empty tree
   */
  async compare(before: string | null, after: string | null): Promise<TreeDifference[]> {
    return (await this.#compareFew(before, after)) ?? rawDifferences(this.#room, this.#objects, before, after)
  }

  /** Null where so many folders differ that git is quicker. */
  async #compareFew(before: string | null, after: string | null): Promise<TreeDifference[] | null> {
    const differences: TreeDifference[] = []
    let open = before === after ? [] : [{ path: '', exact: true, before, after }]
    while (open.length > 0) {
      await this.#load(open.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()))
      const next: typeof open = []
      for (const pair of open) {
        const left = this.#entries(pair.before)
        const right = this.#entries(pair.after)
        for (const name of left.size === 0 ? right.keys() : new Set([...left.keys(), ...right.keys()])) {
          const [a, b] = [left.get(name), right.get(name)]
          if (a?.id === b?.id && a?.mode === b?.mode) continue
          const path = pair.path === '' ? name : `${pair.path}/${name}`
          const exact = pair.exact && (a?.exact ?? true) && (b?.exact ?? true)
          const [folderA, folderB] = [folderOf(a), folderOf(b)]
          if (folderA !== null || folderB !== null) next.push({ path, exact, before: folderA, after: folderB })
          const [fileA, fileB] = [fileOf(a), fileOf(b)]
          if (fileA !== null || fileB !== null) differences.push({ path, exact, before: fileA, after: fileB })
        }
      }
      open = next
      if (open.length > fewTrees) return null
      if (open.length + differences.length > most) throw endless()
    }
    return differences
  }

  #entries(tree: string | null): ReadonlyMap<string, TreeEntry> {
    return (tree === null ? undefined : this.#read.get(tree)) ?? new Map()
  }

  async #load(ids: Iterable<string>): Promise<void> {
    const unread = [...new Set(ids)].filter((id) => !this.#read.has(id))
    if (unread.length === 0) return
    const objects = await this.#objects.read(unread)
    for (const id of unread) {
      const bytes = objects.get(id)?.bytes
      // an unknown folder is not an empty one
      if (!bytes) throw lacking(id)
      this.#read.set(id, new Map(Array.from(treeEntries(bytes, id.length / 2), (entry) => [entry.name, entry])))
    }
  }
}

/** Beyond so many folders at once git finds what differs more quickly than its objects can be asked for. */
const fewTrees = 200

/** More files than this are not listed. */
const most = 1_000_000

function lacking(id: string): VariorumError {
  return new VariorumError('git-failed', `The repository lacks the tree ${id}, or it is too large.`, {
    advice: 'See whether the repository is whole: git fsck. A clone made with --filter=tree:0 lacks trees.',
  })
}

function folderOf(entry: TreeEntry | undefined): string | null {
  return entry?.mode === folderMode ? entry.id : null
}

function fileOf(entry: TreeEntry | undefined): FileEntry | null {
  return entry === undefined || entry.mode === folderMode ? null : { mode: entry.mode, id: entry.id }
}
