import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { type Finding, finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { readPageFile } from '../page-file.ts'
import { largestPage } from '../source.ts'
import { type CleanRoom, openCleanRoom } from './clean-room.ts'
import { commonAncestor, readCommit } from './commits.ts'
import { type Ends, endsAtOnce, endsOf, headName, type WantedEnds } from './ends.ts'
import { folderWithin, placeWithin } from './folder.ts'
import { formerPaths, inLineOfDescent } from './former-paths.ts'
import { type IndexFile, indexDifferences, indexEntry } from './index-file.ts'
import { locateRepository, ownObjects } from './locate.ts'
import { type LoggedCommit, logCommand, readLog } from './log.ts'
import { fileMode, linkMode, nameless, submoduleMode } from './modes.ts'
import { ObjectReader } from './object-reader.ts'
import { readObjects, readSizes } from './objects.ts'
import { openQuestions, type Questions } from './questions.ts'
import type { FileEntry, TreeDifference } from './raw-differences.ts'
import { type Selection, selectFiles } from './selection.ts'
import { folderMode, type TreeEntry } from './tree-entries.ts'
import { Trees } from './trees.ts'
import { type Workplace, worktreeDifferences } from './worktree.ts'

export interface ComparisonOptions extends WantedEnds {
  /** Where the head merges this commit, the base is the commit that it merges it into. */
  readonly merges?: string
  /**
   * The archive, a folder inside the repository, absolute. Pages are told from there. Given what the base has, since a
   * range that is judged must not say what of it is looked at.
   */
  readonly archive: (files: BaseFiles) => Promise<string>
  /** Whether a file may be a page, by its path. */
  readonly accepts?: (path: PagePath) => boolean
  /** Folders of the work tree that hold no pages, absolute. */
  readonly without?: readonly string[]
  /** Contents of more bytes than this are findings. */
  readonly maxBytes?: number
  /** Whether a person named the repository, and not only works in it; default true. See `locateRepository`. */
  readonly named?: boolean
  readonly signal?: AbortSignal | undefined
}

/** What stood before the range, by paths from the repository's top. */
export interface BaseFiles {
  /** Absolute. */
  readonly top: string
  /** False where nothing stood before. */
  readonly any: boolean
  /** Whether commits are judged, which may be anybody's, rather than what lies here. */
  readonly commits: boolean
  read(path: string): Promise<Uint8Array | null>
  isFolder(path: string): Promise<boolean>
  /** What stands there after it; `same` where it is left alone, null where nothing stands. */
  after(path: string): Promise<Uint8Array | 'same' | null>
  /** Whether commits bring what is found at this path: the file itself, or a link on the way to it. */
  brings(path: string): Promise<boolean>
}

/** A page that is not the same on both sides; keys for `contents`, null where it is not there. */
export interface Touched {
  readonly path: PagePath
  readonly before: string | null
  readonly after: string | null
}

/** Two states of an archive in git, and the history of the earlier one. */
export interface Comparison extends AsyncDisposable {
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
  /**
   * A history with what is before it, where pages were moved to where it begins.
   * @returns the same array where none was
   */
  followed(history: readonly LoggedCommit[]): Promise<readonly LoggedCommit[]>
}

/**
 * Opens two states of an archive for comparison. The repository need not be trusted: nothing that it names is run, and
 * nothing is written to it.
 * @throws VariorumError `repository-…`, `revision-unknown`, `git-failed`, `usage`, `interrupted`
 * @throws BaseMissing where history is cut off before the base
 */
export async function openComparison(repo: string, options: ComparisonOptions): Promise<Comparison> {
  const { signal, maxBytes = largestPage } = options
  const location = await locateRepository(repo, options.named ?? true)
  if (location.bare && !(typeof options.head === 'object' && 'commit' in options.head)) {
    throw new VariorumError('usage', `${location.top} is a bare repository: it has no work tree and no index.`, {
      advice: 'Say which commits to compare: variorum check BASE..HEAD',
    })
  }
  const questions = openQuestions(location, signal)
  const quick = await questions.together([headName(options), ...(options.base?.slice(0, 1) ?? [])])
  const { common, objectFormat } = quick ?? (await questions.folders())
  const { objects, shallow } = await ownObjects(location, common)
  const boundary = new Set(shallow?.split(/\s+/).filter((sha) => sha !== ''))
  const ends = endsAtOnce(quick?.ids ?? [], options) ?? (await endsOf(questions, options, boundary))
  const room = await openCleanRoom({ objects, objectFormat, shallow, signal })
  const reader = new ObjectReader(room, maxBytes)
  try {
    const head = ends.head === null ? null : await readCommit(reader, ends.head)
    const merged = head?.parents.length === 2 && head.parents[1] === options.merges ? head.parents[0]! : null
    const found = merged ?? (await ancestor(room, reader, ends))
    const base = found ?? ends.base
    const own = base === null ? null : await readCommit(reader, base)
    const trees = new Trees(reader, room)
    let staged: Promise<IndexFile | null> | null = null
    const index = () => {
      staged ??= indexOf(options.head, location.top, questions)
      return staged
    }
    const sides = { before: own?.tree ?? null, after: ends.head === null ? index : (head?.tree ?? null) }
    const files = baseFiles(location.top, { room, reader, trees }, sides)
    const archive = await options.archive(files)
    // where the range makes a link of it, the archive is still what it was
    const stood = await placeWithin(location.top, archive)
    const folder = stood && (await files.isFolder(stood)) ? stood : await folderWithin(location.top, archive)
    const selection = selectFiles(folder, [], options.accepts)
    const file = await index()
    const side: Side =
      file !== null
        ? { kind: 'index', file }
        : options.head === 'worktree'
          ? { kind: 'worktree', place: { top: location.top, folder, index: `${await questions.ownFolder()}/index` } }
          : { kind: 'tree', tree: head?.tree ?? null }
    return new GitComparison({
      room,
      reader,
      trees,
      selection,
      side,
      options,
      top: location.top,
      folder,
      base,
      baseName: ends.baseName,
      head: ends.head,
      baseTree: own?.tree ?? null,
      single: head !== null && base !== null && head.parents[0] === base,
      baseAt: own?.at ?? null,
      headAt: head?.at ?? null,
      unrelated: ends.base !== null && found === null,
      boundary,
    })
  } catch (error) {
    reader.close()
    await room[Symbol.asyncDispose]()
    throw error
  }
}

interface Objects {
  readonly room: CleanRoom
  readonly reader: ObjectReader
  readonly trees: Trees
}

/** @param after the tree of the commit that is judged; where none is, the index, or null for the work tree */
function baseFiles(
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
    async brings(path) {
      if (!isCommit) return false
      const names = path.split('/')
      const places = names.map((_, depth) => names.slice(0, depth + 1).join('/'))
      const [was, is] = [await trees.lookUp(before, places), await trees.lookUp(after, places)]
      return [...is].some(([place, { mode, id }]) => mode !== folderMode && id !== was.get(place)?.id)
    },
  }
}

async function ancestor(room: CleanRoom, reader: ObjectReader, { base, tip }: Ends): Promise<string | null> {
  return base === null || tip === null ? base : commonAncestor(room, reader, base, tip)
}

/** The index that is judged; null where something else is. */
async function indexOf(head: ComparisonOptions['head'], top: string, questions: Questions): Promise<IndexFile | null> {
  if (typeof head !== 'object' || !('index' in head)) return null
  return { path: head.index ?? `${await questions.ownFolder()}/index`, top }
}

type Side =
  | { readonly kind: 'tree'; readonly tree: string | null }
  | { readonly kind: 'index'; readonly file: IndexFile }
  | { readonly kind: 'worktree'; readonly place: Omit<Workplace, 'selection' | 'without'> }

interface Opened
  extends Pick<
    Comparison,
    'top' | 'folder' | 'base' | 'baseName' | 'head' | 'baseAt' | 'headAt' | 'unrelated' | 'boundary'
  > {
  readonly room: CleanRoom
  readonly reader: ObjectReader
  readonly trees: Trees
  readonly selection: Selection
  readonly side: Side
  readonly options: ComparisonOptions
  readonly baseTree: string | null
  /** The head is one commit after the base. */
  readonly single: boolean
}

/** Few contents are asked for one by one; for many, git is given a list and a file to write to. */
const few = 400

class GitComparison implements Comparison {
  readonly top: string
  readonly folder: string
  readonly base: string | null
  readonly baseName: string | null
  readonly head: string | null
  readonly baseAt: Instant | null
  readonly headAt: Instant | null
  readonly unrelated: boolean
  readonly boundary: ReadonlySet<string>
  readonly findings: Finding[] = []
  readonly #opened: Opened
  readonly #trees: Trees
  #found: Promise<readonly TreeDifference[]> | null = null
  #touched: Promise<readonly Touched[]> | null = null
  /** Bytes that no object holds, of the work tree or written since, by key. */
  #onDisk: ReadonlyMap<string, Uint8Array> = new Map()

  constructor(opened: Opened) {
    this.top = opened.top
    this.folder = opened.folder
    this.base = opened.base
    this.baseName = opened.baseName
    this.head = opened.head
    this.baseAt = opened.baseAt
    this.headAt = opened.headAt
    this.unrelated = opened.unrelated
    this.boundary = opened.boundary
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
    if (this.folder === '') return 'folder'
    const { baseTree, side } = this.#opened
    const entries = [await this.#entry(baseTree)]
    if (side.kind === 'tree') entries.push(await this.#entry(side.tree))
    if (entries.some((entry) => entry?.mode === folderMode)) return 'folder'
    const found = side.kind === 'worktree' ? await lstat(join(this.top, this.folder)).catch(() => null) : null
    if (found?.isDirectory()) return 'folder'
    if (side.kind === 'index') this.#found ??= this.#differences()
    const staged = side.kind === 'index' ? ((await this.#found) ?? []) : []
    if (staged.some(({ path }) => path !== this.folder)) return 'folder'
    return found !== null || staged.length > 0 || entries.some((entry) => entry !== undefined) ? 'file' : null
  }

  async before(paths: Iterable<PagePath>): Promise<Map<PagePath, string>> {
    const { baseTree } = this.#opened
    const files = [...paths].map((path) => this.#file(path))
    const found = new Map<PagePath, string>()
    for (const [file, { mode, id }] of await this.#trees.lookUp(baseTree, files))
      if (mode.startsWith(fileMode)) found.set(this.#page(file), id)
    return found
  }

  async beforeIn(folders: Iterable<PagePath>): Promise<Map<PagePath, string>> {
    const { baseTree, selection } = this.#opened
    const found = new Map<PagePath, string>()
    const wanted = [...folders].map((folder) => this.#file(folder))
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
      const read = await readPageFile(join(this.top, path), largestPage)
      return read.what === 'read' ? read.bytes : null
    }
    const tree = side === 'before' || head.kind !== 'tree' ? baseTree : head.tree
    const entry = (await this.#trees.lookUp(tree, [path])).get(path)
    return entry?.mode.startsWith(fileMode) ? reader.bytes(entry.id) : null
  }

  async commits(paths: readonly PagePath[], part: 'history' | 'range'): Promise<readonly LoggedCommit[]> {
    const { base, head } = this
    const [from, to] = part === 'history' ? [null, base] : [base, head]
    if (to === null || paths.length === 0) return []
    if (part === 'range' && this.#opened.single) return this.#onlyCommit(paths)
    const there = part === 'history' ? [...(await this.before(paths)).keys()] : paths
    const files = new Set(there.map((path) => this.#file(path)))
    return (await this.#log(to, from, files)).map((commit) => this.#fromArchive(commit))
  }

  async followed(history: readonly LoggedCommit[]): Promise<readonly LoggedCommit[]> {
    const to = this.base
    if (to === null || history.length === 0) return history
    const known = new Set(history.flatMap(({ entries }) => entries.map(({ path }) => this.#file(path))))
    let all = history
    let fresh = history
    for (let move = 0; move < mostMoves; move++) {
      const former = (await formerPaths(this.#opened.room, fresh)).filter(({ path }) => !known.has(path))
      if (former.length === 0) break
      for (const { path } of former) known.add(path)
      const last = fresh.findLast(({ sha }) => former.some((one) => one.sha === sha))?.sha ?? to
      const earlier = await this.#log(last, null, new Set(former.map(({ path }) => path)))
      fresh = earlier.map((commit) => this.#fromArchive(commit))
      all = await inLineOfDescent(this.#opened.room, to, [...all, ...fresh])
    }
    return all
  }

  /** The range is one commit, whose differences are known. */
  async #onlyCommit(paths: readonly PagePath[]): Promise<LoggedCommit[]> {
    const wanted = new Set(paths)
    const entries = (await this.touched()).flatMap(({ path, before, after }): LoggedCommit['entries'] => {
      const mode = (key: string | null) => (key === null ? '000000' : '100644')
      if (!wanted.has(path)) return []
      return [{ path, exact: true, oldMode: mode(before), newMode: mode(after), oldOid: before, oid: after }]
    })
    return [{ sha: this.head!, at: this.headAt ?? 0, author: '', first: false, entries }]
  }

  /** Newest commits first, until each of the files has come. */
  async #log(to: string, from: string | null, wanted: ReadonlySet<string>): Promise<LoggedCommit[]> {
    if (wanted.size === 0) return []
    const listed = fewPlaces(wanted, this.folder)
    const { output, ended, stop } = this.#opened.room.git(logCommand(to, from, listed, 'newest first'))
    const commits: LoggedCommit[] = []
    // pages are mostly younger than their archive: the log ends where the last of them came
    const open = new Set(wanted)
    try {
      for await (const commit of readLog(output ?? nothing())) {
        const entries = commit.entries.filter(({ path }) => open.has(path))
        if (entries.length === 0) continue
        commits.push({ ...commit, entries })
        for (const { path, oldMode } of entries) if (from === null && isNothing(oldMode)) open.delete(path)
        if (open.size === 0) return commits.reverse()
      }
      await ended
    } finally {
      stop()
    }
    return commits.reverse()
  }

  #fromArchive(commit: LoggedCommit): LoggedCommit {
    const entries = commit.entries.filter(({ path }) => this.folder === '' || path.startsWith(`${this.folder}/`))
    return { ...commit, entries: entries.map((entry) => ({ ...entry, path: this.#page(entry.path) })) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#opened.reader.close()
    await this.#opened.room[Symbol.asyncDispose]()
  }

  async #differences(): Promise<readonly TreeDifference[]> {
    const { room, side, baseTree, selection, options } = this.#opened
    if (side.kind === 'tree') {
      if (this.folder === '') return this.#trees.compare(baseTree, side.tree)
      const [before, after] = await Promise.all([this.#archiveTree(baseTree), this.#archiveTree(side.tree)])
      if (before !== null && after === null) await this.#remarkLink(side.tree)
      const differences = await this.#trees.compare(before, after)
      return differences.map((difference) => ({ ...difference, path: `${this.folder}/${difference.path}` }))
    }
    if (side.kind === 'index') return indexDifferences(room, this.#opened.reader, side.file, baseTree, this.folder)
    const files = await this.#trees.files(await this.#archiveTree(baseTree))
    const place: Workplace = { ...side.place, selection, without: options.without ?? [] }
    const { differences, contents, findings } = await worktreeDifferences(room, place, files, options)
    this.#onDisk = contents
    this.findings.push(...findings)
    return differences
  }

  async #archiveTree(tree: string | null): Promise<string | null> {
    if (this.folder === '') return tree
    const entry = await this.#entry(tree)
    return entry?.mode === folderMode ? entry.id : null
  }

  /** What stands in a tree where the archive is. */
  async #entry(tree: string | null): Promise<TreeEntry | undefined> {
    return (await this.#trees.lookUp(tree, [this.folder])).get(this.folder)
  }

  /** The archive is gone: whoever put a link in its place may think that it is not. */
  async #remarkLink(tree: string | null): Promise<void> {
    const entry = await this.#entry(tree)
    if (entry?.mode !== linkMode && entry?.mode !== submoduleMode) return
    const what = entry.mode === linkMode ? 'a symbolic link, which is never followed' : 'a submodule'
    this.#remark(null, `The archive ${this.folder} is ${what} now, and its pages are gone.`)
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

  #file(path: PagePath): string {
    return this.folder === '' ? path : path === '' ? this.folder : `${this.folder}/${path}`
  }

  #page(file: string): PagePath {
    return this.folder === '' ? file : file.slice(this.folder.length + 1)
  }
}

/** Git holds every entry that differs against every path it is given. */
const mostPlaces = 16

/** The files themselves where they are few, or else the deepest folders that hold them and are. */
function fewPlaces(files: ReadonlySet<string>, archive: string): string[] {
  if (files.size <= mostPlaces) return [...files]
  const least = archive === '' ? 0 : archive.split('/').length
  let places = [archive]
  for (let depth = least + 1; ; depth++) {
    const deeper = new Set(Array.from(files, (file) => file.split('/').slice(0, depth).join('/')))
    if (deeper.size > mostPlaces) return places.filter((place) => place !== '')
    places = [...deeper]
  }
}

/** A page is followed through so many moves of its folder. */
const mostMoves = 3

function isNothing(mode: string): boolean {
  return /^0+$/.test(mode)
}

async function* nothing(): AsyncGenerator<Buffer> {}
