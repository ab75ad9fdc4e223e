import { createFinding, type Finding } from '../../../model/finding.ts'
import type { PagePath } from '../../../model/page.ts'
import type { Origin, Revision, RevisionBatch } from '../../../model/revision.ts'
import {
  type BatchLimits,
  type BatchOptions,
  defaultBatchLimits,
  maxPageBytes,
  type Source,
  sortForReading,
} from '../../source.ts'
import { archiveFolderWithin } from '../repository/archive-folder.ts'
import { type BlobRequest, readBlobSizes, readBlobs } from '../repository/blobs.ts'
import { parseRange } from '../repository/commit-range.ts'
import { type IsolatedRepository, openIsolatedRepository, readOutput } from '../repository/isolated-repository.ts'
import { boundaryOf, locateOwnObjects, locateRepository } from '../repository/locate.ts'
import { type LoggedCommit, type LoggedEntry, logCommand, readLog } from '../repository/log.ts'
import { fileModePrefix, hasNoExtension, linkMode, submoduleMode } from '../repository/modes.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { openRepositoryQueries } from '../repository/repository-queries.ts'
import { type FileSelection, selectFiles } from '../repository/selection.ts'
import { isTreeBomb, treeBombError } from '../trees/tree-bomb.ts'
import { chunkGroups, packBatches } from './commit-batches.ts'

/** Options of `openGitHistory`. */
export interface GitHistoryOptions {
  /** `REV` or `FROM..TO`. Default: HEAD. */
  readonly rev?: string | undefined
  /** The archive, a folder inside the repository. Page paths begin there. Default: the whole tree. */
  readonly archive?: string
  /** Globs from the archive's root. A folder matches everything below it. Default: all. */
  readonly paths?: readonly string[] | undefined
  /** Whether a path can be a page. Other files are counted but not read. */
  readonly accepts?: ((path: PagePath) => boolean) | undefined
  /** Bytes. Larger contents become findings. */
  readonly maxBytes?: number
  /** Whether the user named this folder as the repository. Default true. See `locateRepository`. */
  readonly named?: boolean
  readonly signal?: AbortSignal | undefined
}

/** The history of a git repository: one revision for each file changed by a commit of the mainline. */
export interface GitHistory extends Source {
  /** The working tree's top folder, or the bare repository. */
  readonly top: string
  /** Id of the last commit. */
  readonly head: string
}

/**
 * Opens a repository's history. The path is a folder of a working tree or a bare repository. The repository can be
 * hostile: none of its programs runs, no object is fetched, and nothing is written to it.
 * @throws VariorumError `repository-not-found`, `repository-empty`, `repository-refused`, `revision-unknown`,
 *   `git-failed`, `usage`, `interrupted`
 */
export async function openGitHistory(repo: string, options: GitHistoryOptions = {}): Promise<GitHistory> {
  const { signal, maxBytes = maxPageBytes } = options
  const range = parseRange(options.rev ?? 'HEAD')
  const location = await locateRepository(repo, options.named ?? true)
  const folder = options.archive === undefined ? '' : await archiveFolderWithin(location.top, options.archive)
  const selection = selectFiles(folder, options.paths ?? [], options.accepts)
  const queries = openRepositoryQueries(location, signal)
  const [{ common, objectFormat }, to, from] = await Promise.all([
    queries.folders(),
    queries.resolveCommit(range.to),
    range.from === null ? null : queries.resolveCommit(range.from),
  ])
  const { objects, shallow } = await locateOwnObjects(location, common)
  const repository = await openIsolatedRepository({ objects, objectFormat, shallow, signal })
  const log = logCommand(to, from, selection.within)
  const boundary = boundaryOf(shallow)
  return new MainlineHistory({ repository, log, selection, maxBytes, boundary, top: location.top, head: to })
}

class MainlineHistory implements GitHistory {
  readonly name: string
  readonly top: string
  readonly head: string
  readonly cut: boolean
  readonly findings: Finding[] = []
  total: number | null = null
  skipped = 0
  readonly #repository: IsolatedRepository
  readonly #log: string[]
  readonly #selection: FileSelection
  readonly #maxBytes: number
  /** Commits of a shallow clone whose parents are missing. */
  readonly #boundary: ReadonlySet<string>
  readonly #reportedProblems = new Set<string>()

  constructor(opened: {
    repository: IsolatedRepository
    log: string[]
    selection: FileSelection
    maxBytes: number
    boundary: ReadonlySet<string>
    top: string
    head: string
  }) {
    this.#repository = opened.repository
    this.#log = opened.log
    this.#selection = opened.selection
    this.#maxBytes = opened.maxBytes
    this.name = opened.top
    this.top = opened.top
    this.head = opened.head
    this.#boundary = opened.boundary
    this.cut = opened.boundary.size > 0
    if (this.cut) this.findings.push(historyCutFinding())
  }

  async *batches({ findRecorded, limits = defaultBatchLimits }: BatchOptions = {}): AsyncGenerator<RevisionBatch> {
    for await (const chunk of chunkGroups(this.#groups(), limits.revisions)) {
      const alreadyRecorded = await findRecorded?.(chunk.flat())
      const groups =
        alreadyRecorded === undefined ? chunk : chunk.map((group) => group.filter((one) => !alreadyRecorded.has(one)))
      yield* this.#batchesOf(groups, limits)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#repository[Symbol.asyncDispose]()
  }

  /** Yields the revisions of each commit, oldest commit first. */
  async *#groups(): AsyncGenerator<Revision[]> {
    let rank = 0
    let total = 0
    let hasOutput = false
    const stallChecks = [async () => (!hasOutput && (await this.#isTreeBomb()) ? treeBombError() : null)]
    const { output, ended, stop } = this.#repository.git(this.#log, { stallChecks })
    try {
      for await (const commit of readLog(output)) {
        hasOutput = true
        // Commit times can go back between machines, so ranks follow the ancestry.
        rank = Math.max(rank, commit.at)
        const before = this.skipped
        const group = this.#revisionsOf(commit, rank)
        total += group.length + this.skipped - before
        if (group.length > 0) yield group
      }
      await ended
      this.total = total
    } finally {
      stop()
    }
  }

  /** Whether a tree of the history is a tree bomb. */
  async #isTreeBomb(): Promise<boolean> {
    const text = await readOutput(this.#repository.git(['log', '--first-parent', '--format=%T', this.head]))
    const trees = new Set(text.trimEnd().split('\n'))
    const objects = new ObjectReader(this.#repository, this.#maxBytes)
    try {
      return await isTreeBomb(objects, trees)
    } finally {
      objects.close()
    }
  }

  #revisionsOf({ sha, at, author, entries }: LoggedCommit, rank: number): Revision[] {
    const origin: Origin = { kind: 'commit', sha, author, ...(this.#boundary.has(sha) ? { cut: true } : {}) }
    const revisions: Revision[] = []
    for (const entry of entries) {
      const state = this.#stateOf(entry)
      if (state !== null) revisions.push({ ...state, at, rank, origin, group: sha })
    }
    return revisions
  }

  /** The state of a page after an entry of the log. @returns null if the path neither was nor is a page */
  #stateOf({ path: file, exact, oldMode, newMode, oid }: LoggedEntry): Pick<Revision, 'path' | 'content'> | null {
    const { what, path } = this.#selection.classify(file)
    if (what === 'outside') return null
    if (what === 'unsafe') return this.#addFinding(file, 'has a path that no folder can hold', null)
    const isLink = newMode === linkMode || newMode === submoduleMode
    if (what === 'skipped' && !(isLink && hasNoExtension(path))) {
      this.skipped++
      return null
    }
    if (!exact) return this.#addFinding(file, 'has a name that is not UTF-8', null)
    if (newMode === linkMode) this.#addFinding(path, 'is a symbolic link, which is never followed')
    if (newMode === submoduleMode) this.#addFinding(path, 'is a submodule, whose pages have their own history')
    if (oid !== null && !isLink) return { path, content: oid }
    // A link replaced the page, or the page was removed.
    return oldMode.startsWith(fileModePrefix) ? { path, content: null } : null
  }

  async *#batchesOf(groups: readonly Revision[][], limits: BatchLimits): AsyncGenerator<RevisionBatch> {
    const ids = new Set<string>()
    for (const group of groups) for (const { content } of group) if (content !== null) ids.add(content)
    const sizes = await readBlobSizes(this.#repository, [...ids])
    const readable = groups.map((group) => group.filter((revision) => this.#isReadable(revision, sizes)))
    const sizeOf = (key: string) => sizes.get(key) ?? 0
    for (const { revisions, ...rest } of packBatches(readable, sizeOf, limits)) {
      const requests = new Map<string, BlobRequest>()
      for (const { content: key, path } of revisions) {
        if (key !== null && !requests.has(key)) requests.set(key, { key, path, size: sizeOf(key) })
      }
      yield { revisions, ...rest, contents: () => readBlobs(this.#repository, sortForReading([...requests.values()])) }
    }
  }

  #isReadable({ path, content }: Revision, sizes: ReadonlyMap<string, number | null>): boolean {
    if (content === null) return true
    const size = sizes.get(content) ?? null
    if (size === null) {
      this.#addFinding(path, 'has contents that this repository lacks; a clone made without --filter has them')
    } else if (size > this.#maxBytes) {
      this.#addFinding(path, `has contents of ${size} bytes; up to ${this.#maxBytes} are read`)
    }
    return size !== null && size <= this.#maxBytes
  }

  /** Adds one finding for a path and reason, even if many commits repeat it. */
  #addFinding(path: string, reason: string, findingPath: PagePath | null = path): null {
    if (!this.#reportedProblems.has(`${path}\0${reason}`)) {
      this.#reportedProblems.add(`${path}\0${reason}`)
      this.findings.push(createFinding('page-unreadable', `${path} ${reason}.`, { path: findingPath }))
    }
    return null
  }
}

function historyCutFinding(): Finding {
  return createFinding(
    'history-cut',
    'This is a shallow clone: its history is cut, so the first version of an older page is unknown. ' +
      'Fetch the rest with git fetch --unshallow (in CI: fetch-depth: 0).',
  )
}
