import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  type IneffectiveRuling,
  itemWithPageMessage,
  linksItemWithPage,
} from '../../identity/rulings/ineffective-rulings.ts'
import { rulingFileName, type WrittenRuling } from '../../identity/rulings/ruling-file.ts'
import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import { Rulings } from '../../identity/rulings/rulings.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import { decodeRulingFile, type ParsedRulings, parseRulingFile, rulingFileError } from '../rulings/read-ruling-file.ts'
import { ineffectiveRulingNote } from '../rulings/ruling-notes.ts'

export interface EffectiveRulings {
  readonly rulings: Rulings
  /** The lines that the range brings. */
  readonly added: readonly WrittenRuling[]
  /** What a person should know about how they were chosen; null where there is nothing to say. */
  readonly note: string | null
}

export const noRulings: EffectiveRulings = { rulings: Rulings.none, added: [], note: null }

/**
 * What people said about who is who, as it is in force for what is judged: as it stood before commits, which may be
 * anybody's; as it lies here where nothing is committed yet. What cannot be followed is told as soon as it comes.
 * @param archive absolute
 * @throws VariorumError `links-unreadable`
 */
export async function readEffectiveRulings(files: BaseFiles, archive: string): Promise<EffectiveRulings> {
  const folder = relative(files.top, await realpath(archive).catch(() => archive)).split(sep)
  if (folder[0] === '..') return noRulings
  const path = join(...folder, rulingFileName).replaceAll(sep, '/')
  if (await files.isIrregular(path)) throw rulingFileError('is not a regular file')
  const current = await files.after(path)
  const baseRulings = tryParseRulingFile(await files.read(path))
  const headRulings = current === 'same' ? baseRulings : tryParseRulingFile(current)
  if (headRulings instanceof VariorumError) throw headRulings
  if (baseRulings instanceof VariorumError) {
    const note = `${rulingFileName} could not be followed before; it is taken as it is now.`
    return { rulings: headRulings.rulings, added: headRulings.entries, note }
  }
  const baseLines = new Set(baseRulings.entries.map(formatRuling))
  const added = headRulings.entries.filter((ruling) => !baseLines.has(formatRuling(ruling)))
  if (!files.commits) return { rulings: headRulings.rulings, added, note: null }
  const note = `What is new in ${rulingFileName} counts from the next range on.`
  return {
    rulings: baseRulings.rulings,
    added,
    note: headRulings.rulings.fingerprint === baseRulings.rulings.fingerprint ? null : note,
  }
}

/** What a person should know of how rulings were chosen, and of new ones that can have no effect. */
export async function rulingNotes(comparison: RangeComparison, { added, note }: EffectiveRulings): Promise<string[]> {
  const existing = await existingPages(comparison, new Set(added.flatMap(({ a, b }) => [a.path, b.path])))
  const ineffective = added.flatMap((ruling): IneffectiveRuling[] => {
    const { line } = ruling
    if (linksItemWithPage(ruling)) return [{ line, why: itemWithPageMessage }]
    const missing = [...new Set([ruling.a.path, ruling.b.path])].filter((path) => !existing.has(path))
    return missing.length === 0 ? [] : [{ line, why: `there is no page ${missing.join(', and no page ')}` }]
  })
  return [...(note === null ? [] : [note]), ...ineffective.map(ineffectiveRulingNote)]
}

/** Of some paths those where a page stands, or ever stood; all of them where it cannot be known. */
async function existingPages(
  comparison: RangeComparison,
  paths: ReadonlySet<PagePath>,
): Promise<ReadonlySet<PagePath>> {
  if (paths.size === 0 || comparison.compared.boundary.size > 0) return paths
  const found = new Set((await comparison.baseContentKeys(paths)).keys())
  for (const { path, after } of await comparison.changedPages()) if (after !== null) found.add(path)
  const unknown = [...paths].filter((path) => !found.has(path))
  return unknown.length === 0 ? found : found.union(await comparison.pathsWithHistory(unknown))
}

function tryParseRulingFile(bytes: Uint8Array | null): ParsedRulings | VariorumError {
  try {
    return bytes === null ? { entries: [], rulings: Rulings.none } : parseRulingFile(decodeRulingFile(bytes))
  } catch (error) {
    if (error instanceof VariorumError) return error
    throw error
  }
}
