import type { BaseFiles } from '../../../model/base-files.ts'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'
import { maxPageBytes } from '../../source.ts'
import { archiveFolderWithin, pathWithin } from '../repository/archive-folder.ts'
import { findMergeBase, readCommit } from '../repository/commits.ts'
import { openIsolatedRepository } from '../repository/isolated-repository.ts'
import { boundaryOf, locateOwnObjects, locateRepository } from '../repository/locate.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { openRepositoryQueries, type RepositoryQueries } from '../repository/repository-queries.ts'
import { selectFiles } from '../repository/selection.ts'
import type { IndexFile } from '../trees/index-file.ts'
import { TreeReader } from '../trees/tree-reader.ts'
import { createBaseFiles } from './base-files.ts'
import { GitComparison, type HeadState, type RangeComparison } from './comparison.ts'
import { headName, type RequestedEnds, resolveEnds, resolveEndsQuickly } from './comparison-ends.ts'

/** Options of `openComparison`. */
export interface ComparisonOptions extends RequestedEnds {
  /** If the head is a merge of this commit, the base is the commit that it was merged into. */
  readonly merges?: string | undefined
  /**
   * Returns the archive, an absolute folder inside the repository. Page paths begin there. It is chosen from the files of
   * the base, because a checked range must not choose what is checked.
   */
  readonly archive: (files: BaseFiles) => Promise<string>
  /** Whether a path can be a page. */
  readonly accepts?: ((path: PagePath) => boolean) | undefined
  /** Absolute paths of folders of the working tree to skip. */
  readonly without?: readonly string[]
  /** Bytes. Larger contents become findings. */
  readonly maxBytes?: number
  /** Whether the user named this folder as the repository. Default true. See `locateRepository`. */
  readonly named?: boolean
  readonly signal?: AbortSignal | undefined
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
  if (location.bare && !(typeof options.head === 'object' && 'commit' in options.head)) {
    throw new VariorumError('usage', `${location.top} is a bare repository: it has no working tree and no index.`, {
      advice: 'Name the commits to compare: variorum check BASE..HEAD',
    })
  }
  const queries = openRepositoryQueries(location, signal)
  const firstAnswer = await queries.resolveAll([headName(options), ...(options.base?.slice(0, 1) ?? [])])
  const { common, objectFormat } = firstAnswer ?? (await queries.folders())
  const { objects, shallow } = await locateOwnObjects(location, common)
  const boundary = boundaryOf(shallow)
  const ends = resolveEndsQuickly(firstAnswer?.ids ?? [], options) ?? (await resolveEnds(queries, options, boundary))
  const repository = await openIsolatedRepository({ objects, objectFormat, shallow, signal })
  const reader = new ObjectReader(repository, maxBytes)
  try {
    const head = ends.head === null ? null : await readCommit(reader, ends.head)
    const merged = head?.parents.length === 2 && head.parents[1] === options.merges ? head.parents[0]! : null
    const mergeBase =
      merged ??
      (ends.base === null || ends.tip === null
        ? ends.base
        : await findMergeBase(repository, reader, ends.base, ends.tip))
    const base = mergeBase ?? ends.base
    const baseCommit = base === null ? null : await readCommit(reader, base)
    const trees = new TreeReader(reader, repository)
    let staged: Promise<IndexFile | null> | null = null
    const index = () => {
      staged ??= indexFileOf(options.head, location.top, queries)
      return staged
    }
    const sides = { before: baseCommit?.tree ?? null, after: ends.head === null ? index : (head?.tree ?? null) }
    const files = createBaseFiles(location.top, { repository, reader, trees }, sides)
    const archive = await options.archive(files)
    // If the range replaces the archive with a link, the archive is still the folder of the base.
    const basePath = await pathWithin(location.top, archive)
    const folder =
      basePath && (await files.isFolder(basePath)) ? basePath : await archiveFolderWithin(location.top, archive)
    const selection = selectFiles(folder, [], options.accepts)
    const indexFile = await index()
    const headState: HeadState =
      indexFile !== null
        ? { kind: 'index', file: indexFile }
        : options.head === 'worktree'
          ? {
              kind: 'worktree',
              scope: { top: location.top, folder, index: `${await queries.worktreeGitFolder()}/index` },
            }
          : { kind: 'tree', tree: head?.tree ?? null }
    return new GitComparison({
      repository,
      reader,
      trees,
      selection,
      headState,
      options,
      baseTree: baseCommit?.tree ?? null,
      single: head !== null && base !== null && head.parents[0] === base,
      compared: {
        top: location.top,
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
    reader.close()
    await repository[Symbol.asyncDispose]()
    throw error
  }
}

/** The index file that is checked, or null. */
async function indexFileOf(
  head: ComparisonOptions['head'],
  top: string,
  queries: RepositoryQueries,
): Promise<IndexFile | null> {
  if (typeof head !== 'object' || !('index' in head)) return null
  return { path: head.index ?? `${await queries.worktreeGitFolder()}/index`, top }
}
