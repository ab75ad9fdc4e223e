import { hash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../../model/finding.ts'
import { classifyEntry, type ReadOptions, unreadablePageFinding } from '../../files/classify-entry.ts'
import { readPageFile } from '../../files/page-file.ts'
import { walkArchive } from '../../files/walk.ts'
import { maxPageBytes, throwIfAborted } from '../../source.ts'
import { repositoryPathOf } from '../repository/archive-folder.ts'
import type { IsolatedRepository } from '../repository/isolated-repository.ts'
import { fileModePrefix } from '../repository/modes.ts'
import type { FileSelection } from '../repository/selection.ts'
import { listCommittableFiles } from './index-file.ts'
import type { FileEntry, TreeDifference } from './raw-differences.ts'
import type { TreeEntry } from './tree-entries.ts'

/** A working tree and the part of it that is compared. */
export interface WorktreeScope {
  readonly top: string
  /** The archive's path from the top. `''`: the top itself. */
  readonly folder: string
  readonly index: string
}

/**
 * Lists the pages on disk that differ from those of a commit. We read them instead of git, which would run the repository's
 * filters. Pages that differ only in line endings are equal, because git can have written those.
 * @param files the commit's files, with paths from the archive
 */
export async function worktreeDifferences(
  repository: IsolatedRepository,
  { top, folder, index }: WorktreeScope,
  selection: FileSelection,
  files: ReadonlyMap<string, TreeEntry>,
  options: ReadOptions,
): Promise<{ differences: TreeDifference[]; contents: Map<string, Uint8Array>; findings: Finding[] }> {
  const root = join(top, folder)
  const committable = await listCommittableFiles(repository, { path: index, top }, folder)
  const differences: TreeDifference[] = []
  const contents = new Map<string, Uint8Array>()
  const findings: Finding[] = []
  const seen = new Set<string>()
  // A link that replaces the archive is not the archive.
  const isArchivePresent = (await realpath(root).catch(() => null)) === root
  for (const entry of isArchivePresent ? walkArchive(root, [''], options.without ?? []) : []) {
    throwIfAborted(options.signal)
    const { path } = entry
    const file = repositoryPathOf(path, folder)
    const before = files.get(path) ?? null
    if (before === null && !committable.has(file)) continue
    const outcome = classifyEntry(entry, root, options)
    if (outcome === 'other') continue
    seen.add(path)
    if (outcome !== 'page') {
      findings.push(outcome)
      if (before !== null) differences.push({ path: file, exact: true, before, after: null })
      continue
    }
    const result = await readPageFile(join(root, path), options.maxBytes ?? maxPageBytes, options.signal)
    if (result.what === 'refused') findings.push(unreadablePageFinding(path, `${path} ${result.reason}.`))
    if (result.what === 'gone') seen.delete(path)
    if (result.what !== 'read') continue
    if (before !== null && hasSameContent(result.bytes, before)) continue
    const id = blobId(result.bytes, before?.id.length ?? 40)
    contents.set(id, result.bytes)
    differences.push({ path: file, exact: true, before, after: { mode: '100644', id } })
  }
  for (const [path, before] of files) {
    const file = repositoryPathOf(path, folder)
    if (seen.has(path) || !before.mode.startsWith(fileModePrefix) || selection.classify(file).what !== 'page') continue
    differences.push({ path: file, exact: before.exact, before, after: null })
  }
  return { differences, contents, findings }
}

function hasSameContent(bytes: Uint8Array, { id }: FileEntry): boolean {
  if (blobId(bytes, id.length) === id) return true
  if (!bytes.includes(13)) return false
  const withUnixLineEnds = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  return blobId(withUnixLineEnds, id.length) === id
}

/** Git's object id of a content. @param digits of an id: 40 for SHA-1, 64 for SHA-256 */
function blobId(bytes: Uint8Array, digits: number): string {
  return hash(digits === 64 ? 'sha256' : 'sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]))
}
