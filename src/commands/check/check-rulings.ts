import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type IdleRuling, isUnlike, unlike } from '../../identity/rulings/idle-rulings.ts'
import { rulingFileName, type WrittenRuling } from '../../identity/rulings/ruling-file.ts'
import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import { Rulings } from '../../identity/rulings/rulings.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'
import type { Comparison } from '../../sources/git/comparison/comparison.ts'
import { decoded, type Followed, followed, refused } from '../rulings/open-rulings.ts'
import { noteOf } from '../rulings/ruling-notes.ts'

export interface RulingsInForce {
  readonly rulings: Rulings
  /** The lines that the range brings. */
  readonly fresh: readonly WrittenRuling[]
  /** What a person should know about how they were chosen; null where there is nothing to say. */
  readonly note: string | null
}

export const unruled: RulingsInForce = { rulings: Rulings.none, fresh: [], note: null }

/**
 * What people said about who is who, as it is in force for what is judged: as it stood before commits, which may be
 * anybody's; as it lies here where nothing is committed yet. What cannot be followed is told as soon as it comes.
 * @param archive absolute
 * @throws VariorumError `links-unreadable`
 */
export async function rulingsInForce(files: BaseFiles, archive: string): Promise<RulingsInForce> {
  const folder = relative(files.top, await realpath(archive).catch(() => archive)).split(sep)
  if (folder[0] === '..') return unruled
  const path = join(...folder, rulingFileName).replaceAll(sep, '/')
  if (await files.isIrregular(path)) throw refused('is not a regular file')
  const is = await files.after(path)
  const stood = read(await files.read(path))
  const stands = is === 'same' ? stood : read(is)
  if (stands instanceof VariorumError) throw stands
  if (stood instanceof VariorumError) {
    const note = `${rulingFileName} could not be followed before; it is taken as it is now.`
    return { rulings: stands.rulings, fresh: stands.written, note }
  }
  const former = new Set(stood.written.map(formatRuling))
  const fresh = stands.written.filter((ruling) => !former.has(formatRuling(ruling)))
  if (!files.commits) return { rulings: stands.rulings, fresh, note: null }
  const note = `What is new in ${rulingFileName} counts from the next range on.`
  return { rulings: stood.rulings, fresh, note: stands.rulings.print === stood.rulings.print ? null : note }
}

/** What a person should know of how rulings were chosen, and of new ones that can have no effect. */
export async function notesOnChoice(comparison: Comparison, { fresh, note }: RulingsInForce): Promise<string[]> {
  const standing = await standingPages(comparison, new Set(fresh.flatMap(({ a, b }) => [a.path, b.path])))
  const idle = fresh.flatMap((ruling): IdleRuling[] => {
    const { line } = ruling
    if (isUnlike(ruling)) return [{ line, why: unlike }]
    const lacking = [...new Set([ruling.a.path, ruling.b.path])].filter((path) => !standing.has(path))
    return lacking.length === 0 ? [] : [{ line, why: `there is no page ${lacking.join(', and no page ')}` }]
  })
  return [...(note === null ? [] : [note]), ...idle.map(noteOf)]
}

/** Of some paths those where a page stands, or ever stood; all of them where it cannot be known. */
async function standingPages(comparison: Comparison, paths: ReadonlySet<PagePath>): Promise<ReadonlySet<PagePath>> {
  if (paths.size === 0 || comparison.compared.boundary.size > 0) return paths
  const found = new Set((await comparison.before(paths)).keys())
  for (const { path, after } of await comparison.touched()) if (after !== null) found.add(path)
  const unknown = [...paths].filter((path) => !found.has(path))
  return unknown.length === 0 ? found : found.union(await comparison.formerly(unknown))
}

function read(bytes: Uint8Array | null): Followed | VariorumError {
  try {
    return bytes === null ? { written: [], rulings: Rulings.none } : followed(decoded(bytes))
  } catch (error) {
    if (error instanceof VariorumError) return error
    throw error
  }
}
