import { type Finding, finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { largestPage } from '../source.ts'
import type { Found } from './walk.ts'

export interface PageLimits {
  /** Whether a file may be a page, by its path; one that may not is counted, never read. */
  readonly accepts?: (path: PagePath) => boolean
  /** Files of more bytes than this are findings. */
  readonly maxBytes?: number
}

/** What to do with something found in an archive: read it as a page, leave it alone, or remark on it. */
export function verdict(found: Found, root: string, limits: PageLimits): 'page' | 'other' | Finding {
  const { kind, path, name } = found
  const { accepts = () => true, maxBytes = largestPage } = limits
  if (kind === 'unnameable') return remark(null, `${path} has a name that is not UTF-8.`)
  if (kind === 'unseen') return remark(path, `${path || root} could not be listed (${found.reason}).`)
  if (!accepts(path) && (kind !== 'link' || name.includes('.'))) return 'other'
  if (kind === 'link') return remark(path, `${path} is a symbolic link, which is never followed.`)
  if (kind !== 'file') return remark(path, `${path} is not a regular file.`)
  if (found.size > maxBytes) return remark(path, `${path} has ${found.size} bytes; up to ${maxBytes} are read.`)
  return 'page'
}

/** A page that could not be read. @param message a sentence that begins with the path */
export function remark(path: PagePath | null, message: string): Finding {
  return finding('page-unreadable', message, { path })
}
