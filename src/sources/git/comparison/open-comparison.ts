import type { BaseFiles } from '../../../model/base-files.ts'
import { VariorumError } from '../../../model/errors.ts'
import type { ReadOptions } from '../../files/classify-entry.ts'
import { maxPageBytes } from '../../source.ts'
import { archiveFolderWithin, pathWithin } from '../repository/archive-folder.ts'
import { findMergeBase, readCommit } from '../repository/commits.ts'
import { openIsolatedRepository } from '../repository/isolated-repository.ts'
import { locateRepository } from '../repository/locate.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { openRepositoryQueries } from '../repository/repository-queries.ts'
import { selectFiles } from '../repository/selection.ts'
import { TreeReader } from '../trees/tree-reader.ts'
import { createBaseFiles } from './base-files.ts'
import { type HeadState, RangeComparison } from './comparison.ts'
import { headCommitOf, type RequestedEnds, resolveEnds, resolveEndsQuickly } from './comparison-ends.ts'

/** Options of `openComparison`. */
export interface ComparisonOptions extends RequestedEnds, ReadOptions {
  /** If the head is a merge of this commit, the base is the commit that it was merged into. */
  readonly merges?: string | undefined
  /**
   * Returns the archive, an absolute folder inside the repository. Page paths begin there. It is chosen from the files of
   * the base, because a checked range must not choose what is checked.
   */
  readonly archive: (files: BaseFiles) => Promise<string>
  /** Whether the user named this folder as the repository. Default true. See `locateRepository`. */
  readonly named?: boolean
}

/**
 * Opens two states of an archive for comparison. The repository can be hostile: none of its programs runs, and nothing is
 * written to it.
 * @throws VariorumError `repository-…`, `revision-unknown`, `git-failed`, `usage`, `interrupted`
 * @throws BaseMissing if a shallow clone lacks the base
 */
export async function openComparison(repo: string, options: ComparisonOptions): Promise<RangeComparison> {
  const { signal, maxBytes = maxPageBytes } = options
  const location = await locateRepository(repo, options.named ?? true)
  const headName = headCommitOf(options)
  if (location.bare && headName === null) {
    throw new VariorumError('usage', `${location.top} is a bare repository: it has no working tree and no index.`, {
      advice: 'Name the commits to compare: variorum check BASE..HEAD',
    })
  }
  const queries = openRepositoryQueries(location, signal)
  const firstAnswer = await queries.resolveAll([headName ?? 'HEAD', ...(options.base?.slice(0, 1) ?? [])])
  const repository = await openIsolatedRepository(location, firstAnswer ?? (await queries.folders()), signal)
  try {
    const { boundary } = repository
    const ends = resolveEndsQuickly(firstAnswer?.ids ?? [], options) ?? (await resolveEnds(queries, options, boundary))
    const reader = new ObjectReader(repository, maxBytes)
    const head = ends.head === null ? null : await readCommit(reader, ends.head)
    const merged = head?.parents.length === 2 && head.parents[1] === options.merges ? head.parents[0]! : null
    const hasBothEnds = ends.base !== null && ends.tip !== null
    const mergeBase = merged ?? (hasBothEnds ? await findMergeBase(reader, ends.base, ends.tip) : ends.base)
    const base = mergeBase ?? ends.base
    const baseCommit = base === null ? null : await readCommit(reader, base)
    const trees = new TreeReader(reader)
    const { top } = location
    const indexOf = async (path: string | null) => path ?? `${await queries.worktreeGitFolder()}/index`
    const isIndex = typeof options.head === 'object' && 'index' in options.head
    const index = isIndex ? { path: await indexOf(options.head.index), top } : null
    const [baseTree, headTree] = [baseCommit?.tree ?? null, head?.tree ?? null]
    const after = ends.head === null ? { index } : headTree
    const files = createBaseFiles(top, reader, trees, { before: baseTree, after })
    const archive = await options.archive(files)
    // If the range replaces the archive with a link, the archive is still the folder of the base.
    const basePath = await pathWithin(top, archive)
    const folder = basePath && (await files.isFolder(basePath)) ? basePath : await archiveFolderWithin(top, archive)
    let headState: HeadState = { kind: 'tree', tree: headTree }
    if (index !== null) headState = { kind: 'index', file: index }
    else if (options.head === 'worktree')
      headState = { kind: 'worktree', scope: { top, folder, index: await indexOf(null) } }
    return new RangeComparison({
      reader,
      trees,
      selection: selectFiles(folder, [], options.accepts),
      headState,
      options,
      baseTree,
      single: head !== null && base !== null && head.parents[0] === base,
      compared: {
        top,
        folder,
        base,
        baseName: ends.baseName,
        head: ends.head,
        baseAt: baseCommit?.at ?? null,
        headAt: head?.at ?? null,
        unrelated: ends.base !== null && mergeBase === null,
        boundary,
      },
    })
  } catch (error) {
    await repository[Symbol.asyncDispose]()
    throw error
  }
}
