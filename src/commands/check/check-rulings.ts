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
  /** The lines that the range adds. */
  readonly added: readonly WrittenRuling[]
  /** How the rulings were chosen, if a person should know; else null. */
  readonly note: string | null
}

export const noRulings: EffectiveRulings = { rulings: Rulings.none, added: [], note: null }

/**
 * Reads the rulings that apply to a check. For commits, which anybody may have written, these are the rulings of the base;
 * for the git index and the working tree, the current ones.
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
    const note = `${rulingFileName} is unreadable in the base; its current lines apply.`
    return { rulings: headRulings.rulings, added: headRulings.entries, note }
  }
  const baseLines = new Set(baseRulings.entries.map(formatRuling))
  const added = headRulings.entries.filter((ruling) => !baseLines.has(formatRuling(ruling)))
  if (!files.commits) return { rulings: headRulings.rulings, added, note: null }
  const { rulings } = baseRulings
  const isSame = headRulings.rulings.fingerprint === rulings.fingerprint
  return { rulings, added, note: isSame ? null : `New lines in ${rulingFileName} apply from the next range on.` }
}

/** Notes for people: how the rulings were chosen, and which new lines have no effect. */
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

/** The paths that have or ever had a page; all paths in a shallow clone. */
async function existingPages(comparison: RangeComparison, paths: ReadonlySet<PagePath>) {
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
