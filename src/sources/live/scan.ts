import { setImmediate } from 'node:timers/promises'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { classifyEntry, type PageLimits } from '../files/classify-entry.ts'
import type { FileStamp } from '../files/stamp.ts'
import { inspectPath, walkArchive } from '../files/walk.ts'

/** What stands on disk, without a byte of it read. */
export interface ScanResult {
  /** Every page, with what shows whether it changed. */
  readonly stamps: ReadonlyMap<PagePath, FileStamp>
  /** Whether something may stand at a path where no page was found: a link, a pipe, or anything in a folder that could not be listed. */
  mayExist(path: PagePath): boolean
  readonly findings: readonly Finding[]
  /** Milliseconds of work that it took, pauses left out. */
  readonly workMs: number
}

/** Milliseconds of work after which all else gets its turn. */
const maxSliceMs = 4

/**
 * Looks at every file of an archive.
 * @param root absolute, links resolved
 * @returns null where the root is no folder, now or by the end: then nothing can be said of what is in it
 */
export async function scanArchive(
  root: string,
  scope: readonly PagePath[],
  options: PageLimits & { readonly without?: readonly string[]; readonly signal?: AbortSignal | undefined },
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
    // one that is too large keeps its stamp too: it is remarked on again only once it has changed
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
  const mayExist = (path: PagePath) =>
    nonPages.has(path) ||
    unlistedFolders.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`))
  return { stamps, mayExist, findings, workMs }
}

/** Whether the archive's folder is there to be looked at. */
export function archiveExists(root: string): boolean {
  return inspectPath(root, '', '') === 'folder'
}
