import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import { readSmallFile } from '../../sources/files/small-file.ts'
import { pathWithin } from '../../sources/git/repository/archive-folder.ts'
import { systemErrorCode, systemErrorReason } from '../system-error.ts'

const reportAdvice = 'Name a report that "variorum check --format json:FILE" wrote.'

/**
 * Reads the fingerprints of the findings in an earlier report. For a range of commits the file is read from the base, if it
 * exists there, so that a range cannot add findings to its own baseline.
 * @throws VariorumError `file-not-found`, `config-unreadable`, `usage`
 */
export async function readBaseline(file: string, cwd: string, files: BaseFiles): Promise<ReadonlySet<string>> {
  const absolutePath = resolve(cwd, file)
  const baseContent = files.commits ? await readFromBase(absolutePath, file, files) : null
  const source = baseContent === null ? await readFromDisk(absolutePath, file) : new TextDecoder().decode(baseContent)
  try {
    return new Set(fingerprintsOf(JSON.parse(source)))
  } catch (error) {
    const message = `${file} is not a report of a check: ${(error as Error).message}.`
    throw new VariorumError('config-unreadable', message, { advice: reportAdvice, cause: error })
  }
}

function fingerprintsOf(report: unknown): string[] {
  const findings = (report as { findings?: unknown } | null)?.findings
  if (!Array.isArray(findings)) throw new Error('it has no list of findings')
  return findings.map((found: { fingerprint?: unknown } | null) => {
    if (typeof found?.fingerprint !== 'string') throw new Error('an entry of its list is not a finding')
    return found.fingerprint
  })
}

/** @throws VariorumError `usage` if the file is new in the range that it should excuse */
async function readFromBase(absolutePath: string, file: string, files: BaseFiles): Promise<Uint8Array | null> {
  const pathAsNamed = await pathWithin(files.top, absolutePath)
  // the target, if the file is a link
  const realPathParts = relative(files.top, await realpath(absolutePath).catch(() => absolutePath)).split(sep)
  const realPath = realPathParts[0] === '..' ? null : realPathParts.join('/')
  const paths = [pathAsNamed, realPath].filter((path) => path !== null)
  for (const one of paths) {
    const bytes = await files.read(one)
    if (bytes !== null) return bytes
  }
  for (const one of paths) {
    if (!(await files.brings(one))) continue
    throw new VariorumError('usage', `${file} is part of the checked commits, so it cannot excuse their findings.`, {
      advice: 'Commit the baseline earlier, or keep it out of the repository.',
    })
  }
  return null
}

async function readFromDisk(absolutePath: string, file: string): Promise<string> {
  try {
    return await readSmallFile(absolutePath)
  } catch (error) {
    const code = systemErrorCode(error)
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
    const reason = code === 'EISDIR' ? 'it is a folder' : systemErrorReason(error)
    const problem = isMissing ? 'does not exist' : `cannot be read: ${reason}`
    const advice = isMissing ? `Make one: variorum check --format json:${file}` : reportAdvice
    throw new VariorumError('file-not-found', `The baseline ${file} ${problem}.`, { advice, cause: error })
  }
}
