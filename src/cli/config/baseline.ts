import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import { readSmallFile } from '../../sources/files/small-file.ts'
import { pathWithin } from '../../sources/git/repository/archive-folder.ts'

/**
 * The fingerprints of the findings that an earlier report lists. Where commits are judged and the file stood before them, it
 * is read as it stood: a range does not add to what is known of itself.
 * @throws VariorumError `file-not-found`, `config-unreadable`, `usage`
 */
export async function readBaseline(file: string, cwd: string, files: BaseFiles): Promise<ReadonlySet<string>> {
  const absolutePath = resolve(cwd, file)
  const baseContent = files.commits ? await readFromBase(absolutePath, file, files) : null
  const source = baseContent === null ? await readFromDisk(absolutePath, file) : new TextDecoder().decode(baseContent)
  try {
    return new Set(fingerprintsOf(JSON.parse(source)))
  } catch (error) {
    throw new VariorumError('config-unreadable', `${file} is no report of a check: ${(error as Error).message}.`, {
      advice: 'Name a report that "variorum check --format json:FILE" wrote.',
      cause: error,
    })
  }
}

function fingerprintsOf(report: unknown): string[] {
  const findings = (report as { findings?: unknown } | null)?.findings
  if (!Array.isArray(findings)) throw new Error('it has no list of findings')
  return findings.map((found: { fingerprint?: unknown } | null) => {
    if (typeof found?.fingerprint !== 'string') throw new Error('what it lists are no findings')
    return found.fingerprint
  })
}

/** @throws VariorumError `usage` where the file comes with what it is to excuse */
async function readFromBase(absolutePath: string, file: string, files: BaseFiles): Promise<Uint8Array | null> {
  const pathAsNamed = await pathWithin(files.top, absolutePath)
  // the one that a link leads to
  const realPathParts = relative(files.top, await realpath(absolutePath).catch(() => absolutePath)).split(sep)
  const candidatePaths = [pathAsNamed, realPathParts[0] === '..' ? null : realPathParts.join('/')].filter(
    (one) => one !== null,
  )
  for (const one of candidatePaths) {
    const read = await files.read(one)
    if (read !== null) return read
  }
  for (const one of candidatePaths) {
    if (!(await files.brings(one))) continue
    throw new VariorumError(
      'usage',
      `${file} comes with the commits that are judged, and cannot excuse what they do.`,
      {
        advice: 'Commit the baseline before, or keep it out of the repository.',
      },
    )
  }
  return null
}

async function readFromDisk(absolutePath: string, file: string): Promise<string> {
  try {
    return await readSmallFile(absolutePath)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      const reason = code === 'EISDIR' ? 'it is a folder' : message.replace(/, \w+ '.*$/s, '')
      throw new VariorumError('file-not-found', `The baseline ${file} cannot be read: ${reason}.`, {
        advice: 'Name a report that "variorum check --format json:FILE" wrote.',
        cause: error,
      })
    }
    throw new VariorumError('file-not-found', `There is no ${file} to take the baseline from.`, {
      advice: `Make one: variorum check --format json:${file}`,
      cause: error,
    })
  }
}
