import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  formatLines,
  type RulingProblem,
  readRulings,
  rulingFileName,
  type WrittenRuling,
} from '../../identity/rulings/ruling-file.ts'
import { Rulings } from '../../identity/rulings/rulings.ts'
import { VariorumError } from '../../model/errors.ts'
import { readPageFile } from '../../sources/files/page-file.ts'
import type { CommandContext } from '../archive/command-context.ts'

/** Far more than people write. */
const maxFileBytes = 4 * 2 ** 20

export interface RulingFile {
  readonly text: string
  /** Null without a file. */
  readonly bytes: Uint8Array | null
  readonly entries: readonly WrittenRuling[]
  readonly rulings: Rulings
}

/**
 * Reads the rulings file at the archive's root.
 * @throws VariorumError `links-unreadable` if the file cannot be read, or has invalid lines
 */
export async function readRulingFile({ archive }: Pick<CommandContext, 'archive'>): Promise<RulingFile> {
  const file = await readPageFile(join(archive, rulingFileName), maxFileBytes)
  if (file.what === 'gone') return { text: '', bytes: null, entries: [], rulings: Rulings.none }
  if (file.what === 'refused') throw rulingFileError(file.reason)
  const text = decodeRulingFile(file.bytes)
  return { text, bytes: file.bytes, ...parseRulingFile(text) }
}

/**
 * @returns a function that reads the rulings of an archive on each call. While the file cannot be read, for example while
 * somebody edits it, it returns the last rulings. While the process has too many open files, it waits.
 */
export function rulingsLoader(context: Pick<CommandContext, 'archive'>): () => Promise<Rulings> {
  let last: Rulings | null = null
  return async () => {
    for (;;) {
      try {
        last = (await readRulingFile(context)).rulings
        return last
      } catch (error) {
        if (last !== null) return last
        if (!(error instanceof VariorumError) || !/\(E[MN]FILE\)/.test(error.message)) throw error
        await setTimeout(retryMs)
      }
    }
  }
}

const retryMs = 200

export type ParsedRulings = Pick<RulingFile, 'entries' | 'rulings'>

/** @param reason completes a sentence that begins with the file's name */
export function rulingFileError(reason: string): VariorumError {
  const isThere = reason.startsWith('could not be read')
  return new VariorumError('links-unreadable', `${rulingFileName} ${reason}.`, {
    advice: isThere ? 'Check that you may read it.' : 'It must be a text file at the root of the archive.',
  })
}

/** Decodes a rulings file and keeps its byte order mark. @throws VariorumError `links-unreadable` if it is not UTF-8 */
export function decodeRulingFile(bytes: Uint8Array): string {
  try {
    // a lenient decoder would change bytes when the file is written back
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const message = `${rulingFileName} is not UTF-8 text.`
    throw new VariorumError('links-unreadable', message, { advice: 'Save it in UTF-8.', cause })
  }
}

/** Parses a rulings file. @throws VariorumError `links-unreadable`, with the invalid lines */
export function parseRulingFile(text: string): ParsedRulings {
  const { rulings, problems } = readRulings(text)
  if (problems.length > 0) throw unreadableLinesError(problems)
  return { entries: rulings, rulings: new Rulings(rulings) }
}

const maxNamedProblems = 8

function unreadableLinesError(problems: readonly RulingProblem[]): VariorumError {
  const described = problems.slice(0, maxNamedProblems).map(({ message, lines }) => `${formatLines(lines)}: ${message}`)
  const more = problems.length > maxNamedProblems ? [`and ${problems.length - maxNamedProblems} more`] : []
  const message = [`${rulingFileName} has invalid lines:`, ...described, ...more].join('\n')
  return new VariorumError('links-unreadable', message, { advice: 'Correct or delete these lines.' })
}
