import { setImmediate } from 'node:timers/promises'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { classifyEntry, type ReadOptions } from '../files/classify-entry.ts'
import type { FileStamp } from '../files/stamp.ts'
import { inspectPath, isInAny, walkArchive } from '../files/walk.ts'

/** The files on disk. No file was read. */
export interface ScanResult {
  /** The stamp of every page. */
  readonly stamps: ReadonlyMap<PagePath, FileStamp>
  /** Whether a path without a page can still have something: a link, a pipe, or a file in an unlisted folder. */
  mayExist(path: PagePath): boolean
  readonly findings: readonly Finding[]
  /** Milliseconds of work, without pauses. */
  readonly workMs: number
}

/** Milliseconds of work between two pauses. */
const maxSliceMs = 4

/**
 * Lists every file of an archive.
 * @param root absolute, with links resolved
 * @returns null if the root is not a folder at the end, or after an interruption
 */
export async function scanArchive(
  root: string,
  scope: readonly PagePath[],
  options: ReadOptions,
): Promise<ScanResult | null> {
  const stamps = new Map<PagePath, FileStamp>()
  const nonPages = new Set<PagePath>()
  const unlistedFolders: PagePath[] = []
  const findings: Finding[] = []
  let workMs = 0
  let sliceStart = performance.now()
  for (const entry of walkArchive(root, scope, options.without ?? [])) {
    const outcome = classifyEntry(entry, root, options)
    if (typeof outcome === 'object') findings.push(outcome)
    if (entry.kind === 'unseen') unlistedFolders.push(entry.path)
    // A page that is too large has a stamp too, so it is reported again only after a change.
    else if (entry.kind === 'file' && outcome !== 'other') stamps.set(entry.path, entry.stamp)
    else nonPages.add(entry.path)
    if (performance.now() - sliceStart < maxSliceMs) continue
    workMs += performance.now() - sliceStart
    await setImmediate()
    if (options.signal?.aborted) return null
    sliceStart = performance.now()
  }
  workMs += performance.now() - sliceStart
  if (!archiveExists(root)) return null
  const mayExist = (path: PagePath) => nonPages.has(path) || isInAny(unlistedFolders, path)
  return { stamps, mayExist, findings, workMs }
}

/** Whether the archive's folder exists. */
export function archiveExists(root: string): boolean {
  return inspectPath(root, '', '') === 'folder'
}
