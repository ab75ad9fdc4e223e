import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { comparing } from '../../model/compare.ts'
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
import { classifyEntry, type ReadOptions, unreadablePageFinding } from './classify-entry.ts'
import { isWithin } from './outward-link.ts'
import { readPageFile } from './page-file.ts'
import { readConcurrently } from './read-concurrently.ts'
import { isInAny, type RegularFile, walkArchive } from './walk.ts'

/** Options of `openFileSource`. */
export interface FileSourceOptions extends ReadOptions {
  /** The time of observation. */
  readonly now: Instant
  /** Files and folders to read, absolute or relative to the root. Default: the whole archive. */
  readonly paths?: readonly string[] | undefined
}

/**
 * Opens an archive's folder. Only regular files are read, and no file while it is being written. Links are not followed.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`, `interrupted`
 */
export async function openFileSource(root: string, options: FileSourceOptions): Promise<FileSource> {
  const folder = await realpath(root).catch(() => null)
  if (folder === null || !(await lstat(folder)).isDirectory()) {
    const problem = folder === null ? `There is no folder ${root}.` : `${root} is a file, not a folder of pages.`
    throw new VariorumError('archive-not-found', problem, { advice: 'Name the folder of pages with --archive.' })
  }
  const scope = await Array.fromAsync(
    readConcurrently(options.paths ?? [''], (path) => resolveWithinRoot(folder, path)),
  )
  return new FileSource(folder, scope, options)
}

/** Resolves a file or folder given by the user to a path from the root, with links in its folders resolved. */
async function resolveWithinRoot(root: string, named: string): Promise<PagePath> {
  const path = resolve(root, named)
  if (path === root) return ''
  const parent = await realpath(dirname(path)).catch(() => null)
  const real = parent === null ? null : join(parent, basename(path))
  // A path outside is refused first, so that the error does not show whether it exists.
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

/** The archive as it is on disk now: one revision for each page. */
export class FileSource implements Source {
  readonly name: string
  /** The archive's folder, with links resolved. */
  readonly root: string
  readonly cut = false
  readonly findings: Finding[] = []
  /** Paths found, unreadable ones included. Complete after the last batch. */
  readonly seenPaths = new Set<PagePath>()
  total: number | null = null
  skipped = 0
  readonly #scope: readonly PagePath[]
  /** Folders that could not be listed. Their pages can still exist. */
  readonly #unlistedFolders: PagePath[] = []
  readonly #options: FileSourceOptions

  constructor(root: string, scope: readonly PagePath[], options: FileSourceOptions) {
    this.name = root
    this.root = root
    this.#scope = scope
    this.#options = options
  }

  /** Returns those of the given paths that were searched for and not found. Call it after the last batch. */
  findMissing(paths: Iterable<PagePath>): PagePath[] {
    return [...paths].filter(
      (path) => !this.seenPaths.has(path) && isInAny(this.#scope, path) && !isInAny(this.#unlistedFolders, path),
    )
  }

  /** A batch has its revisions only after all its contents have been read. Unreadable files have none. */
  async *batches({ limits = defaultBatchLimits }: { limits?: BatchLimits } = {}): AsyncGenerator<RevisionBatch> {
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
    revisions.sort(comparing(({ path }) => path))
  }
}

/** Returns a file's time if it is plausible, else the time of observation. */
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
