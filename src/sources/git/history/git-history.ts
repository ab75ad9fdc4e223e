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
import { type IsolatedRepository, openIsolatedRepository } from '../repository/isolated-repository.ts'
import { locateOwnObjects, locateRepository } from '../repository/locate.ts'
import { type LoggedCommit, type LoggedEntry, logCommand, readLog } from '../repository/log.ts'
import { fileModePrefix, hasNoExtension, linkMode, submoduleMode } from '../repository/modes.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { resolveRepository } from '../repository/repository-queries.ts'
import { type FileSelection, selectFiles } from '../repository/selection.ts'
import { isTreeBomb, treeBombError } from '../trees/tree-bomb.ts'
import { chunkGroups, packBatches } from './commit-batches.ts'

export interface GitHistoryOptions {
  /** `REV` or `FROM..TO`; default HEAD. */
  readonly rev?: string | undefined
  /** The archive, a folder inside the repository; default the whole tree. Pages are told from there. */
  readonly archive?: string
  /** Globs from the archive's root; a folder stands for all below it. Default all. */
  readonly paths?: readonly string[] | undefined
  /** Whether a file may be a page, by its path; one that may not is counted, never read. */
  readonly accepts?: (path: PagePath) => boolean
  /** Contents of more bytes than this are findings. */
  readonly maxBytes?: number
  /** Whether a person named the repository, and not only works in it; default true. See `locateRepository`. */
  readonly named?: boolean
  readonly signal?: AbortSignal | undefined
}

/** The history of a git repository: one revision for each file that a commit of the mainline changed. */
export interface GitHistory extends Source {
  /** The work tree's top folder, or the bare repository. */
  readonly top: string
  /** Id of the last commit told. */
  readonly head: string
}

/**
 * Opens a repository's history, of a work tree (from any folder in it) or a bare repository. The repository need not be
 * trusted: nothing that its configuration names is run, no object is fetched, nothing is written to it.
 * @throws VariorumError `repository-not-found`, `repository-empty`, `repository-refused`, `revision-unknown`,
 *   `git-failed`, `usage`, `interrupted`
 */
export async function openGitHistory(repo: string, options: GitHistoryOptions = {}): Promise<GitHistory> {
  const { signal, maxBytes = maxPageBytes } = options
  const range = parseRange(options.rev ?? 'HEAD')
  const location = await locateRepository(repo, options.named ?? true)
  const folder = options.archive === undefined ? '' : await archiveFolderWithin(location.top, options.archive)
  const selection = selectFiles(folder, options.paths ?? [], options.accepts)
  const { common, objectFormat, from, to } = await resolveRepository(location, range, signal)
  const { objects, shallow } = await locateOwnObjects(location, common)
  const repository = await openIsolatedRepository({ objects, objectFormat, shallow, signal })
  const log = logCommand(to, from, selection.within)
  const boundary = new Set(shallow?.split(/\s+/).filter((sha) => sha !== ''))
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
  /** Commits whose parents were cut off. */
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

  /** The revisions of each commit, oldest commit first. */
  async *#groups(): AsyncGenerator<Revision[]> {
    let rank = 0
    let total = 0
    let hasOutput = false
    const stallChecks = [async () => (!hasOutput && (await this.#isTreeBomb()) ? treeBombError() : null)]
    const { output, ended, stop } = this.#repository.git(this.#log, { stallChecks })
    try {
      for await (const commit of readLog(output ?? noChunks())) {
        hasOutput = true
        // clocks differ between machines; ancestry does not
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

  /** Whether git compares trees that unfold without end. */
  async #isTreeBomb(): Promise<boolean> {
    const { output, ended } = this.#repository.git(['log', '--first-parent', '--format=%T', this.head])
    const trees = new Set<string>()
    let rest = ''
    for await (const chunk of output ?? []) {
      const lines = (rest + (chunk as Buffer).toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) trees.add(line)
    }
    await ended
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

  /** The page that an entry leaves at its path, null where none was or is. */
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
    if (newMode === submoduleMode) this.#addFinding(path, 'is a submodule, whose pages have a history of their own')
    if (oid !== null && !isLink) return { path, content: oid }
    // what was a page stops being one
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

  /** One finding for a path and reason, however many commits repeat it. */
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
    'This is a shallow clone: its history is cut, so the first version of a page that stood before cannot be known. ' +
      'Fetch the rest with git fetch --unshallow (in CI: fetch-depth: 0).',
  )
}

async function* noChunks(): AsyncGenerator<Buffer> {}
