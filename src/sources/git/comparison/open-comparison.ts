import type { BaseFiles } from '../../../model/base-files.ts'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'
import { largestPage } from '../../source.ts'
import { type CleanRoom, openCleanRoom } from '../repository/clean-room.ts'
import { commonAncestor, readCommit } from '../repository/commits.ts'
import { folderWithin, placeWithin } from '../repository/folder.ts'
import { locateRepository, ownObjects } from '../repository/locate.ts'
import { ObjectReader } from '../repository/object-reader.ts'
import { openQuestions, type Questions } from '../repository/questions.ts'
import { selectFiles } from '../repository/selection.ts'
import type { IndexFile } from '../trees/index-file.ts'
import { Trees } from '../trees/trees.ts'
import { baseFiles } from './base-files.ts'
import { type Comparison, GitComparison, type Side } from './comparison.ts'
import { type Ends, endsAtOnce, endsOf, headName, type WantedEnds } from './ends.ts'

export interface ComparisonOptions extends WantedEnds {
  /** Where the head merges this commit, the base is the commit that it merges it into. */
  readonly merges?: string
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
export async function openComparison(repo: string, options: ComparisonOptions): Promise<Comparison> {
  const { signal, maxBytes = largestPage } = options
  const location = await locateRepository(repo, options.named ?? true)
  if (location.bare && !(typeof options.head === 'object' && 'commit' in options.head)) {
    throw new VariorumError('usage', `${location.top} is a bare repository: it has no work tree and no index.`, {
      advice: 'Say which commits to compare: variorum check BASE..HEAD',
    })
  }
  const questions = openQuestions(location, signal)
  const quick = await questions.together([headName(options), ...(options.base?.slice(0, 1) ?? [])])
  const { common, objectFormat } = quick ?? (await questions.folders())
  const { objects, shallow } = await ownObjects(location, common)
  const boundary = new Set(shallow?.split(/\s+/).filter((sha) => sha !== ''))
  const ends = endsAtOnce(quick?.ids ?? [], options) ?? (await endsOf(questions, options, boundary))
  const room = await openCleanRoom({ objects, objectFormat, shallow, signal })
  const reader = new ObjectReader(room, maxBytes)
  try {
    const head = ends.head === null ? null : await readCommit(reader, ends.head)
    const merged = head?.parents.length === 2 && head.parents[1] === options.merges ? head.parents[0]! : null
    const found = merged ?? (await ancestor(room, reader, ends))
    const base = found ?? ends.base
    const own = base === null ? null : await readCommit(reader, base)
    const trees = new Trees(reader, room)
    let staged: Promise<IndexFile | null> | null = null
    const index = () => {
      staged ??= indexOf(options.head, location.top, questions)
      return staged
    }
    const sides = { before: own?.tree ?? null, after: ends.head === null ? index : (head?.tree ?? null) }
    const files = baseFiles(location.top, { room, reader, trees }, sides)
    const archive = await options.archive(files)
    // where the range makes a link of it, the archive is still what it was
    const stood = await placeWithin(location.top, archive)
    const folder = stood && (await files.isFolder(stood)) ? stood : await folderWithin(location.top, archive)
    const selection = selectFiles(folder, [], options.accepts)
    const file = await index()
    const side: Side =
      file !== null
        ? { kind: 'index', file }
        : options.head === 'worktree'
          ? { kind: 'worktree', place: { top: location.top, folder, index: `${await questions.ownFolder()}/index` } }
          : { kind: 'tree', tree: head?.tree ?? null }
    return new GitComparison({
      room,
      reader,
      trees,
      selection,
      side,
      options,
      baseTree: own?.tree ?? null,
      single: head !== null && base !== null && head.parents[0] === base,
      compared: {
        top: location.top,
        folder,
        base,
        baseName: ends.baseName,
        head: ends.head,
        baseAt: own?.at ?? null,
        headAt: head?.at ?? null,
        unrelated: ends.base !== null && found === null,
        boundary,
      },
    })
  } catch (error) {
    reader.close()
    await room[Symbol.asyncDispose]()
    throw error
  }
}

async function ancestor(room: CleanRoom, reader: ObjectReader, { base, tip }: Ends): Promise<string | null> {
  return base === null || tip === null ? base : commonAncestor(room, reader, base, tip)
}

/** The index that is judged; null where something else is. */
async function indexOf(head: ComparisonOptions['head'], top: string, questions: Questions): Promise<IndexFile | null> {
  if (typeof head !== 'object' || !('index' in head)) return null
  return { path: head.index ?? `${await questions.ownFolder()}/index`, top }
}
