import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { VariorumError } from '../model/errors.ts'
import type { BaseFiles } from '../sources/git/comparison.ts'
import { placeWithin } from '../sources/git/folder.ts'
import { readSmallFile } from '../sources/small-file.ts'

/**
 * The fingerprints of the findings that an earlier report lists. Where commits are judged and the file stood before them, it
 * is read as it stood: a range does not add to what is known of itself.
 * @throws VariorumError `file-not-found`, `config-unreadable`
 */
export async function readBaseline(file: string, cwd: string, files: BaseFiles): Promise<ReadonlySet<string>> {
  const place = resolve(cwd, file)
  const stood = files.commits ? await asItStood(place, files) : null
  const source = stood === null ? await onDisk(place, file) : new TextDecoder().decode(stood)
  try {
    const report: unknown = JSON.parse(source)
    const findings = (report as { findings?: unknown }).findings
    if (!Array.isArray(findings)) throw new Error('it has no list of findings')
    return new Set(findings.flatMap((found) => (typeof found?.fingerprint === 'string' ? [found.fingerprint] : [])))
  } catch (error) {
    throw new VariorumError('config-unreadable', `${file} is no report of a check: ${(error as Error).message}.`, {
      advice: `Make one: variorum check --format json:${file}`,
      cause: error,
    })
  }
}

async function asItStood(place: string, files: BaseFiles): Promise<Uint8Array | null> {
  const named = await placeWithin(files.top, place)
  const read = named === null ? null : await files.read(named)
  if (read !== null) return read
  // the one that a link leads to
  const within = relative(files.top, await realpath(place).catch(() => place)).split(sep)
  return within[0] === '..' ? null : files.read(within.join('/'))
}

async function onDisk(place: string, file: string): Promise<string> {
  try {
    return await readSmallFile(place)
  } catch (error) {
    throw new VariorumError('file-not-found', `There is no ${file} to take the baseline from.`, {
      advice: `Make one: variorum check --format json:${file}`,
      cause: error,
    })
  }
}
