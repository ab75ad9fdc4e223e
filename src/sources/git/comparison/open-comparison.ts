import type { BaseFiles } from '../../../model/base-files.ts'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'
import { maxPageBytes } from '../../source.ts'
import { archiveFolderWithin, pathWithin } from '../repository/archive-folder.ts'
import { findMergeBase, readCommit } from '../repository/commits.ts'
import { type IsolatedRepository, openIsolatedRepository } from '../repository/isolated-repository.ts'
import { locateOwnObjects, locateRepository } from '../repository/locate.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { openRepositoryQueries, type RepositoryQueries } from '../repository/repository-queries.ts'
import { selectFiles } from '../repository/selection.ts'
import type { IndexFile } from '../trees/index-file.ts'
import { TreeReader } from '../trees/tree-reader.ts'
import { createBaseFiles } from './base-files.ts'
import { GitComparison, type HeadState, type RangeComparison } from './comparison.ts'
import {
  type ComparisonEnds,
  headName,
  type RequestedEnds,
  resolveEnds,
  resolveEndsQuickly,
} from './comparison-ends.ts'

export interface ComparisonOptions extends RequestedEnds {
  /** Where the head merges this commit, the base is the commit that it merges it into. */
  readonly merges?: string | undefined
  /**
   * The archive, a folder inside the repository, absolute. Pages are told from there. Given what the base has, since a
   * range that is judged must not say what of it is looked at.
   */
  readonly archive: (files: BaseFiles) => Promise<string>
  /** Whether a file may be a page, by its path. */
  readonly accepts?: (path: PagePath) => boolean
  /** Folders of the work tree that hold no pages, absolute. */
  readonly without?: readonly string[]
  /** Contents of more bytes than this are findings. */
  readonly maxBytes?: number
  /** Whether a person named the repository, and not only works in it; default true. See `locateRepository`. */
  readonly named?: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens two states of an archive for comparison. The repository need not be trusted: nothing that it names is run, and
 * nothing is written to it.
 * @throws VariorumError `repository-…`, `revision-unknown`, `git-failed`, `usage`, `interrupted`
 * @throws BaseMissing where history is cut off before the base
 */
export async function openComparison(repo: string, options: ComparisonOptions): Promise<RangeComparison> {
  const { signal, maxBytes = maxPageBytes } = options
  const location = await locateRepository(repo, options.named ?? true)
  if (location.bare && !(typeof options.head === 'object' && 'commit' in options.head)) {
    throw new VariorumError('usage', `${location.top} is a bare repository: it has no work tree and no index.`, {
      advice: 'Say which commits to compare: variorum check BASE..HEAD',
    })
  }
  const queries = openRepositoryQueries(location, signal)
  const firstAnswer = await queries.resolveAll([headName(options), ...(options.base?.slice(0, 1) ?? [])])
  const { common, objectFormat } = firstAnswer ?? (await queries.folders())
  const { objects, shallow } = await locateOwnObjects(location, common)
  const boundary = new Set(shallow?.split(/\s+/).filter((sha) => sha !== ''))
  const ends = resolveEndsQuickly(firstAnswer?.ids ?? [], options) ?? (await resolveEnds(queries, options, boundary))
  const repository = await openIsolatedRepository({ objects, objectFormat, shallow, signal })
  const reader = new ObjectReader(repository, maxBytes)
  try {
    const head = ends.head === null ? null : await readCommit(reader, ends.head)
    const merged = head?.parents.length === 2 && head.parents[1] === options.merges ? head.parents[0]! : null
    const mergeBase = merged ?? (await mergeBaseOf(repository, reader, ends))
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
    // where the range makes a link of it, the archive is still what it was
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

async function mergeBaseOf(
  repository: IsolatedRepository,
  reader: ObjectReader,
  { base, tip }: ComparisonEnds,
): Promise<string | null> {
  return base === null || tip === null ? base : findMergeBase(repository, reader, base, tip)
}

/** The index that is judged; null where something else is. */
async function indexFileOf(
  head: ComparisonOptions['head'],
  top: string,
  queries: RepositoryQueries,
): Promise<IndexFile | null> {
  if (typeof head !== 'object' || !('index' in head)) return null
  return { path: head.index ?? `${await queries.worktreeGitFolder()}/index`, top }
}
