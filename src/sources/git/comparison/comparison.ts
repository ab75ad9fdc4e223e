import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { comparing } from '../../../model/compare.ts'
import { createFinding, type Finding } from '../../../model/finding.ts'
import type { PagePath } from '../../../model/page.ts'
import type { Instant } from '../../../model/time.ts'
import type { ReadOptions } from '../../files/classify-entry.ts'
import { readPageFile } from '../../files/page-file.ts'
import { maxPageBytes } from '../../source.ts'
import { pagePathOf, repositoryPathOf } from '../repository/archive-folder.ts'
import { readBlobSizes, readBlobs } from '../repository/blobs.ts'
import type { IsolatedRepository } from '../repository/isolated-repository.ts'
import type { LoggedCommit } from '../repository/log.ts'
import { fileModePrefix, linkMode, submoduleMode } from '../repository/modes.ts'
import type { ObjectReader } from '../repository/object-reader.ts'
import { type FileSelection, inspectFile } from '../repository/selection.ts'
import { type IndexFile, indexDifferences } from '../trees/index-file.ts'
import type { TreeDifference } from '../trees/raw-differences.ts'
import { folderMode, type TreeEntry } from '../trees/tree-entries.ts'
import type { TreeReader } from '../trees/tree-reader.ts'
import { type WorktreeScope, worktreeDifferences } from '../trees/worktree.ts'
import { followMoves, readPageLog } from './pages-log.ts'

/** A page that differs between the two sides. `before` and `after` are keys for `contents`, or null without the page. */
export interface ChangedPage {
  readonly path: PagePath
  readonly before: string | null
  readonly after: string | null
}

/** The compared commits and the place of the archive. */
export interface ComparedRange {
  /** The working tree's top folder, or the bare repository. */
  readonly top: string
  /** The archive's path from `top`. `''`: the top itself. */
  readonly folder: string
  /** The base's object id, or null if there is no base. */
  readonly base: string | null
  /** The name by which the base was found, or null. */
  readonly baseName: string | null
  /** The head's object id, or null if the head is not a commit. */
  readonly head: string | null
  /** Committers' times. */
  readonly baseAt: Instant | null
  readonly headAt: Instant | null
  /** The two sides have no common history in this clone. */
  readonly unrelated: boolean
  /** Commits of a shallow clone whose parents are missing. */
  readonly boundary: ReadonlySet<string>
}

/** The checked state: a commit's tree, the index, or the working tree. */
export type HeadState =
  | { readonly kind: 'tree'; readonly tree: string | null }
  | { readonly kind: 'index'; readonly file: IndexFile }
  | { readonly kind: 'worktree'; readonly scope: WorktreeScope }

/** The parts of a comparison, as `openComparison` prepares them. */
export interface ComparisonInputs {
  readonly compared: ComparedRange
  readonly reader: ObjectReader
  readonly trees: TreeReader
  readonly selection: FileSelection
  readonly headState: HeadState
  readonly options: ReadOptions
  readonly baseTree: string | null
  /** Whether the base is the head's first parent. */
  readonly single: boolean
}

/** Up to this many contents are read one by one. For more, git gets a list and writes to a spool. */
const maxSingleReads = 400

/** Two states of an archive in git, and the history of the earlier one. Use `openComparison` to create one. */
export class RangeComparison implements AsyncDisposable {
  readonly compared: ComparedRange
  /** Findings so far about what could not be read. */
  readonly findings: Finding[] = []
  readonly #repository: IsolatedRepository
  readonly #inputs: ComparisonInputs
  #differences: Promise<readonly TreeDifference[]> | null = null
  #changedPages: Promise<readonly ChangedPage[]> | null = null
  /** Bytes of the working tree, or written since, by key. No git object has them. */
  #onDisk: ReadonlyMap<string, Uint8Array> = new Map()

  constructor(inputs: ComparisonInputs) {
    this.compared = inputs.compared
    this.#inputs = inputs
    this.#repository = inputs.reader.repository
  }

  /** Lists the pages that differ, sorted by path. */
  changedPages(): Promise<readonly ChangedPage[]> {
    this.#changedPages ??= this.#findChangedPages()
    return this.#changedPages
  }

  async #findChangedPages(): Promise<readonly ChangedPage[]> {
    const changed = (await this.#treeDifferences()).flatMap((difference) => this.#toChangedPage(difference) ?? [])
    return changed.sort(comparing(({ path }) => path))
  }

  /** Replaces the bytes of some changed pages, because they were written since. */
  async replacePages(pages: ReadonlyMap<PagePath, Uint8Array>): Promise<void> {
    const keyOf = (path: PagePath) => `written ${path}`
    this.#onDisk = new Map([...this.#onDisk, ...[...pages].map(([path, bytes]) => [keyOf(path), bytes] as const)])
    const changed = (await this.changedPages()).map((page) =>
      pages.has(page.path) ? { ...page, after: keyOf(page.path) } : page,
    )
    this.#changedPages = Promise.resolve(changed)
  }

  /** Yields exact bytes in the order of the keys. Unreadable contents are left out. */
  async *contents(keys: readonly string[]): AsyncGenerator<{ key: string; bytes: Uint8Array }> {
    const asked = [...new Set(keys)]
    const objects = this.#readGitContents(asked.filter((key) => !this.#onDisk.has(key)))
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

  /** Reads contents from git, in the order of the ids. */
  async *#readGitContents(ids: readonly string[]): AsyncGenerator<{ key: string; bytes: Uint8Array }, undefined> {
    const { reader, options } = this.#inputs
    if (ids.length <= maxSingleReads) {
      for (const [key, { type, bytes }] of await reader.read(ids)) if (type === 'blob' && bytes) yield { key, bytes }
      return
    }
    const sizes = await readBlobSizes(this.#repository, ids)
    const requests = ids.flatMap((key) => {
      const size = sizes.get(key) ?? null
      return size === null || size > (options.maxBytes ?? maxPageBytes) ? [] : [{ key, size, path: '' }]
    })
    for await (const { key, bytes } of readBlobs(this.#repository, requests)) yield { key, bytes }
  }

  /** What the archive's path is: a folder if it is one on either side, else a file, or null if nothing exists there. */
  async archiveKind(): Promise<'folder' | 'file' | null> {
    if (this.compared.folder === '') return 'folder'
    const { baseTree, headState } = this.#inputs
    const entries = [await this.#archiveEntry(baseTree)]
    if (headState.kind === 'tree') entries.push(await this.#archiveEntry(headState.tree))
    if (entries.some((entry) => entry?.mode === folderMode)) return 'folder'
    const onDisk = join(this.compared.top, this.compared.folder)
    const stats = headState.kind === 'worktree' ? await lstat(onDisk).catch(() => null) : null
    if (stats?.isDirectory()) return 'folder'
    const staged = headState.kind === 'index' ? await this.#treeDifferences() : []
    if (staged.some(({ path }) => path !== this.compared.folder)) return 'folder'
    return stats !== null || staged.length > 0 || entries.some((entry) => entry !== undefined) ? 'file' : null
  }

  /** Content keys of the base's pages at some paths. */
  async baseContentKeys(paths: Iterable<PagePath>): Promise<Map<PagePath, string>> {
    const files = Array.from(paths, (path) => repositoryPathOf(path, this.compared.folder))
    const keys = new Map<PagePath, string>()
    for (const [file, { mode, id }] of await this.#inputs.trees.lookUp(this.#inputs.baseTree, files))
      if (mode.startsWith(fileModePrefix)) keys.set(pagePathOf(file, this.compared.folder), id)
    return keys
  }

  /** Content keys of the base's pages in some folders. */
  async baseContentKeysIn(folders: Iterable<PagePath>): Promise<Map<PagePath, string>> {
    const { baseTree, selection } = this.#inputs
    const keys = new Map<PagePath, string>()
    const wanted = [...folders].map((folder) => repositoryPathOf(folder, this.compared.folder))
    for (const [folder, entries] of await this.#inputs.trees.folders(baseTree, wanted)) {
      for (const { name, mode, id, exact } of entries.values()) {
        const { what, path } = selection.classify(folder === '' ? name : `${folder}/${name}`)
        if (what === 'page' && exact && mode.startsWith(fileModePrefix)) keys.set(path, id)
      }
    }
    return keys
  }

  /** Reads a file of the repository that is not a page. @param path from the repository's top */
  async readFile(path: string, side: 'before' | 'after'): Promise<Uint8Array | null> {
    const { baseTree, headState: head, reader } = this.#inputs
    if (side === 'after' && head.kind === 'worktree') {
      const read = await readPageFile(join(this.compared.top, path), maxPageBytes)
      return read.what === 'read' ? read.bytes : null
    }
    const tree = side === 'before' || head.kind !== 'tree' ? baseTree : head.tree
    const entry = (await this.#inputs.trees.lookUp(tree, [path])).get(path)
    return entry?.mode.startsWith(fileModePrefix) ? reader.readBytes(entry.id) : null
  }

  /**
   * Reads the commits of the mainline that changed some pages, oldest first.
   * @param part `history`: up to the base; `range`: from the base to the head
   */
  async readCommits(paths: readonly PagePath[], part: 'history' | 'range'): Promise<readonly LoggedCommit[]> {
    const { base, head, folder } = this.compared
    const [from, to] = part === 'history' ? [null, base] : [base, head]
    if (to === null || paths.length === 0) return []
    if (part === 'range' && this.#inputs.single) return this.#singleCommit(paths)
    const followedPaths = part === 'history' ? (await this.baseContentKeys(paths)).keys() : paths
    return readPageLog(this.#repository, { to, from, folder }, followedPaths)
  }

  /** Returns those paths that ever had a page on the mainline up to the base. */
  async pathsWithHistory(paths: readonly PagePath[]): Promise<ReadonlySet<PagePath>> {
    const { base: to, folder } = this.compared
    const log = to === null ? [] : await readPageLog(this.#repository, { to, from: null, folder }, paths)
    return new Set(log.flatMap(({ entries }) => entries.map(({ path }) => path)))
  }

  /**
   * Extends a history by the commits of former paths, if its first commits moved pages.
   * @returns the same array if no page was moved
   */
  async extendHistory(history: readonly LoggedCommit[]): Promise<readonly LoggedCommit[]> {
    const { base: to, folder } = this.compared
    return to === null ? history : followMoves(this.#repository, { to, folder }, history)
  }

  /** Builds the log of a range of one commit from the known differences. */
  async #singleCommit(paths: readonly PagePath[]): Promise<LoggedCommit[]> {
    const wanted = new Set(paths)
    const entries = (await this.changedPages()).flatMap(({ path, before, after }): LoggedCommit['entries'] => {
      const mode = (key: string | null) => (key === null ? '000000' : '100644')
      if (!wanted.has(path)) return []
      return [{ path, exact: true, oldMode: mode(before), newMode: mode(after), oldOid: before, oid: after }]
    })
    return [{ sha: this.compared.head!, at: this.compared.headAt ?? 0, author: '', isRoot: false, entries }]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#repository[Symbol.asyncDispose]()
  }

  #treeDifferences(): Promise<readonly TreeDifference[]> {
    this.#differences ??= this.#findDifferences()
    return this.#differences
  }

  async #findDifferences(): Promise<readonly TreeDifference[]> {
    const { reader, headState, baseTree, selection, options } = this.#inputs
    const { folder } = this.compared
    if (headState.kind === 'tree') {
      if (folder === '') return this.#inputs.trees.compare(baseTree, headState.tree)
      const [before, after] = await Promise.all([this.#archiveTree(baseTree), this.#archiveTree(headState.tree)])
      if (before !== null && after === null) await this.#reportArchiveLink(headState.tree)
      const differences = await this.#inputs.trees.compare(before, after)
      return differences.map((difference) => ({ ...difference, path: `${folder}/${difference.path}` }))
    }
    if (headState.kind === 'index') return indexDifferences(reader, headState.file, baseTree, folder)
    const files = await this.#inputs.trees.files(await this.#archiveTree(baseTree))
    const read = await worktreeDifferences(this.#repository, headState.scope, selection, files, options)
    this.#onDisk = read.contents
    this.findings.push(...read.findings)
    return read.differences
  }

  async #archiveTree(tree: string | null): Promise<string | null> {
    if (this.compared.folder === '') return tree
    const entry = await this.#archiveEntry(tree)
    return entry?.mode === folderMode ? entry.id : null
  }

  /** The entry of a tree at the archive's path. */
  async #archiveEntry(tree: string | null): Promise<TreeEntry | undefined> {
    return (await this.#inputs.trees.lookUp(tree, [this.compared.folder])).get(this.compared.folder)
  }

  /** Reports an archive that was replaced by a link or a submodule. */
  async #reportArchiveLink(tree: string | null): Promise<void> {
    const entry = await this.#archiveEntry(tree)
    if (entry?.mode !== linkMode && entry?.mode !== submoduleMode) return
    const what = entry.mode === linkMode ? 'a symbolic link, which is never followed' : 'a submodule'
    const message = `The archive ${this.compared.folder} is now ${what}, so its pages are removed.`
    this.findings.push(createFinding('page-unreadable', message))
  }

  /** Converts a difference of trees. @returns null if it is not a page. An unreadable page becomes a finding */
  #toChangedPage({ path: file, exact, before, after }: TreeDifference): ChangedPage | null {
    const { what, path, problem } = inspectFile(this.#inputs.selection, { path: file, exact, mode: after?.mode })
    if (problem !== null) this.findings.push(problem)
    if (what !== 'page') return null
    const id = (entry: typeof before) => (entry?.mode.startsWith(fileModePrefix) ? entry.id : null)
    const changed = { path, before: id(before), after: id(after) }
    return changed.before === changed.after ? null : changed
  }
}
