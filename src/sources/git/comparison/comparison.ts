import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, finding } from '../../../model/finding.ts'
import type { PagePath } from '../../../model/page.ts'
import type { Instant } from '../../../model/time.ts'
import { readPageFile } from '../../files/page-file.ts'
import { largestPage } from '../../source.ts'
import type { CleanRoom } from '../repository/clean-room.ts'
import type { LoggedCommit } from '../repository/log.ts'
import { fileMode, linkMode, nameless, submoduleMode } from '../repository/modes.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { readObjects, readSizes } from '../repository/objects.ts'
import type { Selection } from '../repository/selection.ts'
import { type IndexFile, indexDifferences } from '../trees/index-file.ts'
import type { TreeDifference } from '../trees/raw-differences.ts'
import { folderMode, type TreeEntry } from '../trees/tree-entries.ts'
import type { Trees } from '../trees/trees.ts'
import { type Workplace, worktreeDifferences } from '../trees/worktree.ts'
import { fileOf, followMoves, logOfPages, pageOf } from './pages-log.ts'

/** A page that is not the same on both sides; keys for `contents`, null where it is not there. */
export interface Touched {
  readonly path: PagePath
  readonly before: string | null
  readonly after: string | null
}

/** What is compared with what, and where. */
export interface Compared {
  /** The work tree's top folder, or the bare repository. */
  readonly top: string
  /** The archive from there, `''` where it is the top. */
  readonly folder: string
  /** Object id of the commit compared with; null: nothing. */
  readonly base: string | null
  /** The name by which the base was found; null: it was not asked for by a name. */
  readonly baseName: string | null
  /** Object id of the commit that is judged; null: it is none yet. */
  readonly head: string | null
  /** Committers' times. */
  readonly baseAt: Instant | null
  readonly headAt: Instant | null
  /** The two sides have no history in common, as far as it goes here. */
  readonly unrelated: boolean
  /** Commits whose parents were cut off. */
  readonly boundary: ReadonlySet<string>
}

/** Two states of an archive in git, and the history of the earlier one. */
export interface Comparison extends AsyncDisposable {
  readonly compared: Compared
  /** What could not be read, so far. */
  readonly findings: readonly Finding[]
  /** The pages that differ, by path. */
  touched(): Promise<readonly Touched[]>
  /** Takes other bytes for what some touched pages are now: they were written since. */
  rewritten(pages: ReadonlyMap<PagePath, Uint8Array>): Promise<void>
  /** Exact bytes by key, in the order of the keys; those that cannot be read are left out. */
  contents(keys: readonly string[]): AsyncIterable<{ readonly key: string; readonly bytes: Uint8Array }>
  /** What the archive's path is on the side where it is a folder, or else where anything stands; null: nothing does. */
  archive(): Promise<'folder' | 'file' | null>
  /** Content keys of the pages that stood at some paths before, and of those in some folders. */
  before(paths: Iterable<PagePath>): Promise<Map<PagePath, string>>
  beforeIn(folders: Iterable<PagePath>): Promise<Map<PagePath, string>>
  /** Files of the repository that are no pages, from its top: their bytes as they were before, and as they are. */
  file(path: string, side: 'before' | 'after'): Promise<Uint8Array | null>
  /**
   * The commits of the mainline that changed some pages: from where each of them came to the base, or from there to the
   * head; oldest first.
   */
  commits(paths: readonly PagePath[], part: 'history' | 'range'): Promise<readonly LoggedCommit[]>
  /** Of some paths those at which a page ever stood on the mainline, up to the base. */
  formerly(paths: readonly PagePath[]): Promise<ReadonlySet<PagePath>>
  /**
   * A history with what is before it, where pages were moved to where it begins.
   * @returns the same array where none was
   */
  followed(history: readonly LoggedCommit[]): Promise<readonly LoggedCommit[]>
}

/** What is judged: a tree, the index, or what is on disk. */
export type Side =
  | { readonly kind: 'tree'; readonly tree: string | null }
  | { readonly kind: 'index'; readonly file: IndexFile }
  | { readonly kind: 'worktree'; readonly place: Omit<Workplace, 'selection' | 'without'> }

/** What a comparison is made of. */
export interface Opened {
  readonly compared: Compared
  readonly room: CleanRoom
  readonly reader: ObjectReader
  readonly trees: Trees
  readonly selection: Selection
  readonly side: Side
  readonly options: {
    readonly maxBytes?: number
    readonly without?: readonly string[]
    readonly signal?: AbortSignal | undefined
  }
  readonly baseTree: string | null
  /** The head is one commit after the base. */
  readonly single: boolean
}

/** Few contents are asked for one by one; for many, git is given a list and a file to write to. */
const few = 400

/** A comparison of what a repository holds; `openComparison` makes it. */
export class GitComparison implements Comparison {
  readonly compared: Compared
  readonly findings: Finding[] = []
  readonly #opened: Opened
  readonly #trees: Trees
  #found: Promise<readonly TreeDifference[]> | null = null
  #touched: Promise<readonly Touched[]> | null = null
  /** Bytes that no object holds, of the work tree or written since, by key. */
  #onDisk: ReadonlyMap<string, Uint8Array> = new Map()

  constructor(opened: Opened) {
    this.compared = opened.compared
    this.#opened = opened
    this.#trees = opened.trees
  }

  touched(): Promise<readonly Touched[]> {
    this.#touched ??= this.#findTouched()
    return this.#touched
  }

  async #findTouched(): Promise<readonly Touched[]> {
    this.#found ??= this.#differences()
    const touched = (await this.#found).flatMap((difference) => this.#pageOf(difference) ?? [])
    return touched.sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  async rewritten(pages: ReadonlyMap<PagePath, Uint8Array>): Promise<void> {
    const keyOf = (path: PagePath) => `written ${path}`
    this.#onDisk = new Map([...this.#onDisk, ...[...pages].map(([path, bytes]) => [keyOf(path), bytes] as const)])
    const touched = (await this.touched()).map((page) =>
      pages.has(page.path) ? { ...page, after: keyOf(page.path) } : page,
    )
    this.#touched = Promise.resolve(touched)
  }

  async *contents(keys: readonly string[]): AsyncGenerator<{ key: string; bytes: Uint8Array }> {
    const asked = [...new Set(keys)]
    const objects = this.#objects(asked.filter((key) => !this.#onDisk.has(key)))
    try {
      let next = await objects.next()
      for (const key of asked) {
        const bytes = this.#onDisk.get(key)
        if (bytes !== undefined) yield { key, bytes }
        else if (!next.done && next.value.key === key) {
          yield next.value
          next = await objects.next()
        }
      }
    } finally {
      await objects.return(undefined)
    }
  }

  /** Contents that git holds, in the order of their ids. */
  async *#objects(ids: readonly string[]): AsyncGenerator<{ key: string; bytes: Uint8Array }, undefined, undefined> {
    const { reader, room } = this.#opened
    if (ids.length <= few) {
      for (const [key, { type, bytes }] of await reader.read(ids)) if (type === 'blob' && bytes) yield { key, bytes }
      return
    }
    const sizes = await readSizes(room, ids)
    const wanted = ids.flatMap((key) => {
      const size = sizes.get(key) ?? null
      return size === null || size > (this.#opened.options.maxBytes ?? largestPage) ? [] : [{ key, size, path: '' }]
    })
    for await (const { key, bytes } of readObjects(room, wanted)) yield { key, bytes }
  }

  async archive(): Promise<'folder' | 'file' | null> {
    if (this.compared.folder === '') return 'folder'
    const { baseTree, side } = this.#opened
    const entries = [await this.#entry(baseTree)]
    if (side.kind === 'tree') entries.push(await this.#entry(side.tree))
    if (entries.some((entry) => entry?.mode === folderMode)) return 'folder'
    const found =
      side.kind === 'worktree' ? await lstat(join(this.compared.top, this.compared.folder)).catch(() => null) : null
    if (found?.isDirectory()) return 'folder'
    if (side.kind === 'index') this.#found ??= this.#differences()
    const staged = side.kind === 'index' ? ((await this.#found) ?? []) : []
    if (staged.some(({ path }) => path !== this.compared.folder)) return 'folder'
    return found !== null || staged.length > 0 || entries.some((entry) => entry !== undefined) ? 'file' : null
  }

  async before(paths: Iterable<PagePath>): Promise<Map<PagePath, string>> {
    const { baseTree } = this.#opened
    const files = [...paths].map((path) => fileOf(path, this.compared.folder))
    const found = new Map<PagePath, string>()
    for (const [file, { mode, id }] of await this.#trees.lookUp(baseTree, files))
      if (mode.startsWith(fileMode)) found.set(pageOf(file, this.compared.folder), id)
    return found
  }

  async beforeIn(folders: Iterable<PagePath>): Promise<Map<PagePath, string>> {
    const { baseTree, selection } = this.#opened
    const found = new Map<PagePath, string>()
    const wanted = [...folders].map((folder) => fileOf(folder, this.compared.folder))
    for (const [folder, entries] of await this.#trees.folders(baseTree, wanted)) {
      for (const { name, mode, id, exact } of entries.values()) {
        const { what, path } = selection.judge(folder === '' ? name : `${folder}/${name}`)
        if (what === 'page' && exact && mode.startsWith(fileMode)) found.set(path, id)
      }
    }
    return found
  }

  async file(path: string, side: 'before' | 'after'): Promise<Uint8Array | null> {
    const { baseTree, side: head, reader } = this.#opened
    if (side === 'after' && head.kind === 'worktree') {
      const read = await readPageFile(join(this.compared.top, path), largestPage)
      return read.what === 'read' ? read.bytes : null
    }
    const tree = side === 'before' || head.kind !== 'tree' ? baseTree : head.tree
    const entry = (await this.#trees.lookUp(tree, [path])).get(path)
    return entry?.mode.startsWith(fileMode) ? reader.bytes(entry.id) : null
  }

  async commits(paths: readonly PagePath[], part: 'history' | 'range'): Promise<readonly LoggedCommit[]> {
    const { base, head, folder } = this.compared
    const [from, to] = part === 'history' ? [null, base] : [base, head]
    if (to === null || paths.length === 0) return []
    if (part === 'range' && this.#opened.single) return this.#onlyCommit(paths)
    const there = part === 'history' ? (await this.before(paths)).keys() : paths
    return logOfPages(this.#opened.room, { to, from, folder }, there)
  }

  async formerly(paths: readonly PagePath[]): Promise<ReadonlySet<PagePath>> {
    if (this.compared.base === null) return new Set()
    const { base: to, folder } = this.compared
    const log = await logOfPages(this.#opened.room, { to, from: null, folder }, paths)
    return new Set(log.flatMap(({ entries }) => entries.map(({ path }) => path)))
  }

  async followed(history: readonly LoggedCommit[]): Promise<readonly LoggedCommit[]> {
    const { base: to, folder } = this.compared
    return to === null ? history : followMoves(this.#opened.room, { to, folder }, history)
  }

  /** The range is one commit, whose differences are known. */
  async #onlyCommit(paths: readonly PagePath[]): Promise<LoggedCommit[]> {
    const wanted = new Set(paths)
    const entries = (await this.touched()).flatMap(({ path, before, after }): LoggedCommit['entries'] => {
      const mode = (key: string | null) => (key === null ? '000000' : '100644')
      if (!wanted.has(path)) return []
      return [{ path, exact: true, oldMode: mode(before), newMode: mode(after), oldOid: before, oid: after }]
    })
    return [{ sha: this.compared.head!, at: this.compared.headAt ?? 0, author: '', first: false, entries }]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#opened.reader.close()
    await this.#opened.room[Symbol.asyncDispose]()
  }

  async #differences(): Promise<readonly TreeDifference[]> {
    const { room, side, baseTree, selection, options } = this.#opened
    if (side.kind === 'tree') {
      if (this.compared.folder === '') return this.#trees.compare(baseTree, side.tree)
      const [before, after] = await Promise.all([this.#archiveTree(baseTree), this.#archiveTree(side.tree)])
      if (before !== null && after === null) await this.#remarkLink(side.tree)
      const differences = await this.#trees.compare(before, after)
      return differences.map((difference) => ({ ...difference, path: `${this.compared.folder}/${difference.path}` }))
    }
    if (side.kind === 'index')
      return indexDifferences(room, this.#opened.reader, side.file, baseTree, this.compared.folder)
    const files = await this.#trees.files(await this.#archiveTree(baseTree))
    const place: Workplace = { ...side.place, selection, without: options.without ?? [] }
    const { differences, contents, findings } = await worktreeDifferences(room, place, files, options)
    this.#onDisk = contents
    this.findings.push(...findings)
    return differences
  }

  async #archiveTree(tree: string | null): Promise<string | null> {
    if (this.compared.folder === '') return tree
    const entry = await this.#entry(tree)
    return entry?.mode === folderMode ? entry.id : null
  }

  /** What stands in a tree where the archive is. */
  async #entry(tree: string | null): Promise<TreeEntry | undefined> {
    return (await this.#trees.lookUp(tree, [this.compared.folder])).get(this.compared.folder)
  }

  /** The archive is gone: whoever put a link in its place may think that it is not. */
  async #remarkLink(tree: string | null): Promise<void> {
    const entry = await this.#entry(tree)
    if (entry?.mode !== linkMode && entry?.mode !== submoduleMode) return
    const what = entry.mode === linkMode ? 'a symbolic link, which is never followed' : 'a submodule'
    this.#remark(null, `The archive ${this.compared.folder} is ${what} now, and its pages are gone.`)
  }

  /** The page that a difference is about; null where it is about none. What cannot be read as one is a finding. */
  #pageOf({ path: file, exact, before, after }: TreeDifference): Touched | null {
    const { what, path } = this.#opened.selection.judge(file)
    if (what === 'outside') return null
    if (what === 'unsafe') return this.#remark(null, `${file} has a path that no folder can hold.`)
    const isLink = after?.mode === linkMode || after?.mode === submoduleMode
    if (what === 'skipped' && !(isLink && nameless(path))) return null
    if (!exact) return this.#remark(null, `${file} has a name that is not UTF-8.`)
    if (after?.mode === linkMode) this.#remark(path, `${path} is a symbolic link, which is never followed.`)
    if (after?.mode === submoduleMode) this.#remark(path, `${path} is a submodule, whose pages have their own history.`)
    if (what === 'skipped') return null
    const id = (entry: typeof before) => (entry?.mode.startsWith(fileMode) ? entry.id : null)
    const touched = { path, before: id(before), after: id(after) }
    return touched.before === touched.after ? null : touched
  }

  #remark(path: PagePath | null, message: string): null {
    this.findings.push(finding('page-unreadable', message, { path }))
    return null
  }
}
