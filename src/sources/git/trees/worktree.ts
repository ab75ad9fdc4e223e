import { hash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../../model/finding.ts'
import { type PageLimits, remark, verdict } from '../../files/classify-entry.ts'
import { readPageFile } from '../../files/page-file.ts'
import { walk } from '../../files/walk.ts'
import { largestPage, stopIfAborted } from '../../source.ts'
import type { CleanRoom } from '../repository/clean-room.ts'
import { fileMode } from '../repository/modes.ts'
import type { Selection } from '../repository/selection.ts'
import { knownFiles } from './index-file.ts'
import type { FileEntry, TreeDifference } from './raw-differences.ts'
import type { TreeEntry } from './tree-entries.ts'

/** A work tree, and the part of it that is looked at. */
export interface Workplace {
  readonly top: string
  /** The archive from the top, `''` where it is the top. */
  readonly folder: string
  readonly index: string
  readonly selection: Selection
  /** Folders left out, absolute. */
  readonly without: readonly string[]
}

/**
 * The pages on disk that differ from a commit's. They are read by us, not by git, which would run what filters the
 * repository names; a page that differs in its line endings alone is the same, since git may have written them.
 * @param files of the commit, from the archive on
 */
export async function worktreeDifferences(
  room: CleanRoom,
  place: Workplace,
  files: ReadonlyMap<string, TreeEntry>,
  limits: PageLimits & { readonly signal?: AbortSignal | undefined },
): Promise<{ differences: TreeDifference[]; contents: Map<string, Uint8Array>; findings: Finding[] }> {
  const { top, folder, index, selection } = place
  const root = join(top, folder)
  const known = await knownFiles(room, { path: index, top }, folder)
  const fileOf = (path: string) => (folder === '' ? path : `${folder}/${path}`)
  const differences: TreeDifference[] = []
  const contents = new Map<string, Uint8Array>()
  const findings: Finding[] = []
  const seen = new Set<string>()
  // a link in the archive's place is not the archive
  const isThere = (await realpath(root).catch(() => null)) === root
  for (const found of isThere ? walk(root, [''], place.without) : []) {
    stopIfAborted(limits.signal)
    const { path } = found
    const file = fileOf(path)
    const before = files.get(path) ?? null
    if (before === null && !known.has(file)) continue
    const judged = verdict(found, root, limits)
    if (judged === 'other') continue
    seen.add(path)
    if (judged !== 'page') {
      findings.push(judged)
      if (before !== null) differences.push({ path: file, exact: true, before, after: null })
      continue
    }
    const read = await readPageFile(join(root, path), limits.maxBytes ?? largestPage, limits.signal)
    if (read.what === 'refused') findings.push(remark(path, `${path} ${read.reason}.`))
    if (read.what === 'gone') seen.delete(path)
    if (read.what !== 'read') continue
    if (before !== null && isContent(read.bytes, before)) continue
    const id = blobId(read.bytes, before?.id.length ?? 40)
    contents.set(id, read.bytes)
    differences.push({ path: file, exact: true, before, after: { mode: '100644', id } })
  }
  for (const [path, before] of files) {
    if (seen.has(path) || !before.mode.startsWith(fileMode) || selection.judge(fileOf(path)).what !== 'page') continue
    differences.push({ path: fileOf(path), exact: before.exact, before, after: null })
  }
  return { differences, contents, findings }
}

function isContent(bytes: Uint8Array, { id }: FileEntry): boolean {
  if (blobId(bytes, id.length) === id) return true
  if (!bytes.includes(13)) return false
  const unix = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  return blobId(unix, id.length) === id
}

/** The object id that git gives a content. @param digits of an id: 40 for SHA-1, 64 for SHA-256 */
function blobId(bytes: Uint8Array, digits: number): string {
  return hash(digits === 64 ? 'sha256' : 'sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]))
}
