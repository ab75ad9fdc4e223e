import { setImmediate } from 'node:timers/promises'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { type PageLimits, verdict } from '../files/classify-entry.ts'
import type { Stamp } from '../files/stamp.ts'
import { look, walk } from '../files/walk.ts'

/** What stands on disk, without a byte of it read. */
export interface Scan {
  /** Every page, with what shows whether it changed. */
  readonly stamps: ReadonlyMap<PagePath, Stamp>
  /** Whether something may stand at a path where no page was found: a link, a pipe, or anything in a folder that could not be listed. */
  mayHold(path: PagePath): boolean
  readonly findings: readonly Finding[]
  /** Milliseconds of work that it took, pauses left out. */
  readonly work: number
}

/** Milliseconds of work after which all else gets its turn. */
const slice = 4

/**
 * Looks at every file of an archive.
 * @param root absolute, links resolved
 * @returns null where the root is no folder, now or by the end: then nothing can be said of what is in it
 */
export async function scan(
  root: string,
  scope: readonly PagePath[],
  options: PageLimits & { readonly without?: readonly string[]; readonly signal?: AbortSignal | undefined },
): Promise<Scan | null> {
  const stamps = new Map<PagePath, Stamp>()
  const others = new Set<PagePath>()
  const unseen: PagePath[] = []
  const findings: Finding[] = []
  let work = 0
  let begun = performance.now()
  for (const found of walk(root, scope, options.without ?? [])) {
    const judged = verdict(found, root, options)
    if (typeof judged === 'object') findings.push(judged)
    if (found.kind === 'unseen') unseen.push(found.path)
    // one that is too large keeps its stamp too: it is remarked on again only once it has changed
    else if (found.kind === 'file' && judged !== 'other') stamps.set(found.path, found.stamp)
    else others.add(found.path)
    if (performance.now() - begun < slice) continue
    work += performance.now() - begun
    await setImmediate()
    if (options.signal?.aborted) return null
    begun = performance.now()
  }
  work += performance.now() - begun
  if (!isThere(root)) return null
  const mayHold = (path: PagePath) =>
    others.has(path) || unseen.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`))
  return { stamps, mayHold, findings, work }
}

/** Whether the archive's folder is there to be looked at. */
export function isThere(root: string): boolean {
  return look(root, '', '') === 'folder'
}
