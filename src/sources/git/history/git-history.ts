import { createFinding, type Finding } from '../../../model/finding.ts'
import type { Origin, Revision, RevisionBatch } from '../../../model/revision.ts'
import type { ReadOptions } from '../../files/classify-entry.ts'
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
import { locateRepository } from '../repository/locate.ts'
import { type LoggedCommit, type LoggedEntry, logCommand, readCommits } from '../repository/log.ts'
import { fileModePrefix } from '../repository/modes.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { openRepositoryQueries } from '../repository/repository-queries.ts'
import { type FileSelection, inspectFile, selectFiles } from '../repository/selection.ts'
import { treeBombError } from '../repository/stall-checks.ts'
import { isTreeBomb } from '../trees/tree-bomb.ts'
import { chunkGroups, packBatches } from './commit-batches.ts'

/** Options of `openGitHistory`. */
export interface GitHistoryOptions extends Omit<ReadOptions, 'without'> {
  /** `REV` or `FROM..TO`. Default: HEAD. */
  readonly rev?: string | undefined
  /** The archive, a folder inside the repository. Page paths begin there. Default: the whole tree. */
  readonly archive?: string
  /** Globs from the archive's root. A folder matches everything below it. Default: all. */
  readonly paths?: readonly string[] | undefined
  /** Whether the user named this folder as the repository. Default true. See `locateRepository`. */
  readonly named?: boolean
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
  const [folders, head, from] = await Promise.all([
    queries.folders(),
    queries.resolveCommit(range.to),
    range.from === null ? null : queries.resolveCommit(range.from),
  ])
  const repository = await openIsolatedRepository(location, folders, signal)
  return new GitHistory(repository, location.top, { from, head }, selection, maxBytes)
}

/** The history of a git repository: one revision for each file changed by a commit of the mainline. */
export class GitHistory implements Source {
  readonly name: string
  /** The working tree's top folder, or the bare repository. */
  readonly top: string
  /** Id of the last commit. */
  readonly head: string
  readonly cut: boolean
  readonly findings: Finding[] = []
  total: number | null = null
  skipped = 0
  readonly #repository: IsolatedRepository
  readonly #from: string | null
  readonly #selection: FileSelection
  readonly #maxBytes: number
  readonly #reportedProblems = new Set<string>()

  constructor(
    repository: IsolatedRepository,
    top: string,
    { from, head }: { from: string | null; head: string },
    selection: FileSelection,
    maxBytes: number,
  ) {
    this.#repository = repository
    this.name = top
    this.top = top
    this.#from = from
    this.head = head
    this.#selection = selection
    this.#maxBytes = maxBytes
    this.cut = repository.boundary.size > 0
    if (!this.cut) return
    const message =
      'This is a shallow clone: its history is cut, so the first version of an older page is unknown. ' +
      'Fetch the rest with git fetch --unshallow (in CI: fetch-depth: 0).'
    this.findings.push(createFinding('history-cut', message))
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
    const git = this.#repository.git(logCommand(this.head, this.#from, this.#selection.within), { stallChecks })
    for await (const commit of readCommits(git)) {
      hasOutput = true
      // Commit times can go back between machines, so ranks follow the ancestry.
      rank = Math.max(rank, commit.at)
      const group = this.#revisionsOf(commit, rank)
      total += group.length
      if (group.length > 0) yield group
    }
    this.total = total + this.skipped
  }

  /** Whether a tree of the history is a tree bomb. */
  async #isTreeBomb(): Promise<boolean> {
    const text = await readOutput(this.#repository.git(['log', '--first-parent', '--format=%T', this.head]))
    const trees = new Set(text.trimEnd().split('\n'))
    using objects = new ObjectReader(this.#repository, this.#maxBytes)
    return await isTreeBomb(objects, trees)
  }

  #revisionsOf({ sha, at, author, entries }: LoggedCommit, rank: number): Revision[] {
    const origin: Origin = { kind: 'commit', sha, author, ...(this.#repository.boundary.has(sha) ? { cut: true } : {}) }
    const revisions: Revision[] = []
    for (const entry of entries) {
      const state = this.#stateOf(entry)
      if (state !== null) revisions.push({ ...state, at, rank, origin, group: sha })
    }
    return revisions
  }

  /** The state of a page after an entry of the log. @returns null if the path neither was nor is a page */
  #stateOf({ path: file, exact, oldMode, newMode, oid }: LoggedEntry): Pick<Revision, 'path' | 'content'> | null {
    const { what, path, problem } = inspectFile(this.#selection, { path: file, exact, mode: newMode })
    if (problem !== null) this.#addFinding(problem)
    else if (what === 'skipped') this.skipped++
    if (what === 'outside' || what === 'unsafe' || (what === 'skipped' && problem === null)) return null
    if (oid !== null && problem === null) return { path, content: oid }
    // A link replaced the page, or the page was removed.
    return oldMode.startsWith(fileModePrefix) ? { path, content: null } : null
  }

  async *#batchesOf(groups: readonly Revision[][], limits: BatchLimits): AsyncGenerator<RevisionBatch> {
    const ids = new Set(groups.flatMap((group) => group.flatMap(({ content }) => content ?? [])))
    const sizes = await readBlobSizes(this.#repository, [...ids])
    const readable = groups.map((group) => group.filter((revision) => this.#isReadable(revision, sizes)))
    const sizeOf = (key: string) => sizes.get(key) ?? 0
    for (const { revisions, ...rest } of packBatches(readable, sizeOf, limits)) {
      const requests = new Map<string, BlobRequest>()
      for (const { content: key, path } of revisions)
        if (key !== null && !requests.has(key)) requests.set(key, { key, path, size: sizeOf(key) })
      yield { revisions, ...rest, contents: () => readBlobs(this.#repository, sortForReading([...requests.values()])) }
    }
  }

  #isReadable({ path, content }: Revision, sizes: ReadonlyMap<string, number | null>): boolean {
    if (content === null) return true
    const size = sizes.get(content) ?? null
    const reason =
      size === null
        ? 'that this repository lacks; a clone made without --filter has them'
        : `of ${size} bytes; up to ${this.#maxBytes} are read`
    if (size === null || size > this.#maxBytes)
      this.#addFinding(createFinding('page-unreadable', `${path} has contents ${reason}.`, { path }))
    return size !== null && size <= this.#maxBytes
  }

  /** Adds a finding once, even if many commits repeat it. */
  #addFinding(finding: Finding): void {
    if (!this.#reportedProblems.has(finding.message)) this.findings.push(finding)
    this.#reportedProblems.add(finding.message)
  }
}
