import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { rulingFileName } from '../identity/ruling-file.ts'
import { Rulings } from '../identity/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { BaseFiles } from '../sources/git/comparison.ts'
import { followed } from './rulings.ts'

export interface RulingsInForce {
  readonly rulings: Rulings
  /** What a person should know about how they were chosen; null where there is nothing to say. */
  readonly note: string | null
}

export const unruled: RulingsInForce = { rulings: Rulings.none, note: null }

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
  const is = await files.after(path)
  const stood = read(await files.read(path))
  const stands = is === 'same' ? stood : read(is)
  if (stands instanceof VariorumError) throw stands
  if (stood instanceof VariorumError) {
    return { rulings: stands, note: `${rulingFileName} could not be followed before; it is taken as it is now.` }
  }
  if (!files.commits) return { rulings: stands, note: null }
  const note = `What is new in ${rulingFileName} counts from the next range on.`
  return { rulings: stood, note: stands.print === stood.print ? null : note }
}

function read(bytes: Uint8Array | null): Rulings | VariorumError {
  try {
    return bytes === null ? Rulings.none : followed(new TextDecoder().decode(bytes)).rulings
  } catch (error) {
    if (error instanceof VariorumError) return error
    throw error
  }
}
