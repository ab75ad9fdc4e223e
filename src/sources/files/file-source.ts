import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import { cooperative } from '../cooperative.ts'
import {
  type BatchLimits,
  defaultBatchLimits,
  maxPageBytes,
  type Source,
  sortForReading,
  throwIfAborted,
} from '../source.ts'
import { classifyEntry, type PageLimits, unreadablePageFinding } from './classify-entry.ts'
import { readPageFile } from './page-file.ts'
import { readConcurrently } from './read-concurrently.ts'
import { type RegularFile, walkArchive } from './walk.ts'

export interface FileSourceOptions extends PageLimits {
  /** The moment of observation. */
  readonly now: Instant
  /** Files and folders to look at, absolute or from the root on; default the whole archive. */
  readonly paths?: readonly string[] | undefined
  /** Folders left out, absolute: the store's. */
  readonly without?: readonly string[]
  readonly signal?: AbortSignal | undefined
}

/** The archive as it is on disk now: one revision for each page there. */
export interface FileSource extends Source {
  /** The archive's folder, links resolved. */
  readonly root: string
  /** Paths seen, unreadable ones included. Complete once the last batch has been read. */
  readonly seenPaths: ReadonlySet<PagePath>
  /** Of the given paths, those that were looked for and are no longer there. To be asked once the last batch has been read. */
  findMissing(paths: Iterable<PagePath>): PagePath[]
  /**
   * Of the revisions in a batch, those of files that could be read, with their times, are there once its contents have been
   * read to the end.
   */
  batches(options?: { readonly limits?: BatchLimits }): AsyncIterable<RevisionBatch>
}

/**
 * Opens an archive's folder. Only regular files are read, and none while it is being written; links are not followed.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`, `interrupted`
 */
export async function openFileSource(root: string, options: FileSourceOptions): Promise<FileSource> {
  const folder = await realpath(root).catch(() => null)
  if (folder === null || !(await lstat(folder)).isDirectory()) {
    const problem = folder === null ? `There is no folder ${root}.` : `${root} is a file, not a folder of pages.`
    throw new VariorumError('archive-not-found', problem, {
      advice: 'Name the folder of pages with --archive.',
    })
  }
  const scope = await Array.fromAsync(
    readConcurrently(options.paths ?? [''], (path) => resolveWithinRoot(folder, path)),
  )
  return new ArchiveFileSource(folder, scope, options)
}

/** The path from the root on of a file or folder named by a person, links in its folders resolved. */
async function resolveWithinRoot(root: string, named: string): Promise<PagePath> {
  const path = resolve(root, named)
  if (path === root) return ''
  const parent = await realpath(dirname(path)).catch(() => null)
  const real = parent === null ? null : join(parent, basename(path))
  // what lies outside is refused before anything is said of whether it exists
  if (!isWithin(root, real ?? path)) {
    throw new VariorumError('outside-archive', `${named} is not inside the archive ${root}.`, {
      advice: 'Name a path inside it, or another archive with --archive.',
    })
  }
  if (real === null || (await lstat(real).catch(() => null)) === null) {
    throw new VariorumError('file-not-found', `There is no ${named} in the archive ${root}.`)
  }
  return relative(root, real).split(sep).join('/')
}

function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}

class ArchiveFileSource implements FileSource {
  readonly name: string
  readonly root: string
  readonly cut = false
  readonly findings: Finding[] = []
  readonly seenPaths = new Set<PagePath>()
  total: number | null = null
  skipped = 0
  readonly #scope: readonly PagePath[]
  /** Folders whose pages may be there, unseen. */
  readonly #unlistedFolders: PagePath[] = []
  readonly #options: FileSourceOptions

  constructor(root: string, scope: readonly PagePath[], options: FileSourceOptions) {
    this.name = root
    this.root = root
    this.#scope = scope
    this.#options = options
  }

  findMissing(paths: Iterable<PagePath>): PagePath[] {
    const isBelow = (path: PagePath) => (folder: PagePath) =>
      folder === '' || path === folder || path.startsWith(`${folder}/`)
    return [...paths].filter(
      (path) =>
        !this.seenPaths.has(path) && this.#scope.some(isBelow(path)) && !this.#unlistedFolders.some(isBelow(path)),
    )
  }

  async *batches({
    limits = defaultBatchLimits,
  }: {
    readonly limits?: BatchLimits
  } = {}): AsyncGenerator<RevisionBatch> {
    const found = sortForReading(await this.#findFiles())
    this.total = found.length + this.skipped
    for (const files of packFiles(found, limits)) {
      const revisions: Revision[] = []
      yield { revisions, contents: () => this.#readContents(files, revisions) }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async #findFiles(): Promise<RegularFile[]> {
    const { without = [], signal } = this.#options
    const pagesByPath = new Map<PagePath, RegularFile>()
    const skipped = new Set<PagePath>()
    for await (const entry of cooperative(walkArchive(this.root, this.#scope, without))) {
      throwIfAborted(signal)
      const outcome = classifyEntry(entry, this.root, this.#options)
      if (entry.kind === 'unseen') this.#unlistedFolders.push(entry.path)
      else if (outcome === 'other') skipped.add(entry.path)
      else if (entry.kind !== 'unnameable') this.seenPaths.add(entry.path)
      if (outcome === 'page' && entry.kind === 'file') pagesByPath.set(entry.path, entry)
      else if (typeof outcome === 'object') this.findings.push(outcome)
    }
    this.skipped = skipped.size
    return [...pagesByPath.values()]
  }

  async *#readContents(
    files: readonly RegularFile[],
    revisions: Revision[],
  ): AsyncGenerator<{ key: string; path: PagePath; bytes: Uint8Array }> {
    const { now, maxBytes = maxPageBytes, signal } = this.#options
    const origin = { kind: 'file', observedAt: now } as const
    const read = async ({ path }: RegularFile) => ({
      path,
      outcome: await readPageFile(join(this.root, path), maxBytes, signal),
    })
    for await (const { path, outcome } of readConcurrently(files, read)) {
      throwIfAborted(signal)
      if (outcome.what === 'gone') this.seenPaths.delete(path)
      else if (outcome.what === 'refused') this.findings.push(unreadablePageFinding(path, `${path} ${outcome.reason}.`))
      else {
        const at = plausibleTime(outcome.modified, now)
        revisions.push({ path, content: path, at, rank: now, origin, group: `scan:${now}` })
        yield { key: path, path, bytes: outcome.bytes }
      }
    }
    revisions.sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}

/** A file's time where it can be true, else the moment of observation. */
export function plausibleTime(modified: number, now: Instant): Instant {
  return modified > 0 && modified <= now ? modified : now
}

function* packFiles(files: readonly RegularFile[], limits: BatchLimits): Generator<RegularFile[]> {
  let batch: RegularFile[] = []
  let bytes = 0
  for (const file of files) {
    if (batch.length > 0 && (batch.length === limits.revisions || bytes + file.size > limits.bytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(file)
    bytes += file.size
  }
  if (batch.length > 0) yield batch
}
