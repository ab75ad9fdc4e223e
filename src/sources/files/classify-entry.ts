import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { maxPageBytes } from '../source.ts'
import type { WalkEntry } from './walk.ts'

/** Decides which files are read as pages. */
export interface PageLimits {
  /** Whether a path can be a page. Other files are counted but not read. */
  readonly accepts?: ((path: PagePath) => boolean) | undefined
  /** Bytes. Larger files become findings. */
  readonly maxBytes?: number | undefined
}

/** Which files of an archive are read, and until when. */
export interface ReadOptions extends PageLimits {
  /** Absolute paths of folders to skip, such as the store's. */
  readonly without?: readonly string[]
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Decides about something found in an archive.
 * @returns `page`: read it; `other`: ignore it; a finding: report it
 */
export function classifyEntry(entry: WalkEntry, root: string, limits: PageLimits): 'page' | 'other' | Finding {
  const { kind, path, name } = entry
  const { accepts = () => true, maxBytes = maxPageBytes } = limits
  if (kind === 'unnameable') return unreadablePageFinding(null, `${path} has a name that is not UTF-8.`)
  if (kind === 'unseen') return unreadablePageFinding(path, `${path || root} could not be listed (${entry.reason}).`)
  if (!accepts(path) && (kind !== 'link' || name.includes('.'))) return 'other'
  if (kind === 'link') return unreadablePageFinding(path, `${path} is a symbolic link, which is never followed.`)
  if (kind !== 'file') return unreadablePageFinding(path, `${path} is not a regular file.`)
  if (entry.size > maxBytes)
    return unreadablePageFinding(path, `${path} has ${entry.size} bytes; up to ${maxBytes} are read.`)
  return 'page'
}

/** Creates the finding for a page that could not be read. @param message a sentence that begins with the path */
export function unreadablePageFinding(path: PagePath | null, message: string): Finding {
  return createFinding('page-unreadable', message, { path })
}
