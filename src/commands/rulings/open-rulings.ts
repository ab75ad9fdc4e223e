import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  type RulingProblem,
  readRulings,
  rulingFileName,
  type WrittenRuling,
} from '../../identity/rulings/ruling-file.ts'
import { Rulings } from '../../identity/rulings/rulings.ts'
import { VariorumError } from '../../model/errors.ts'
import { readPageFile } from '../../sources/files/page-file.ts'
import type { Context } from '../archive/context.ts'

/** As many bytes of rulings nobody writes. */
const largest = 4 * 2 ** 20

export interface RulingFile {
  readonly text: string
  /** Null where there is no file. */
  readonly bytes: Uint8Array | null
  readonly written: readonly WrittenRuling[]
  readonly rulings: Rulings
}

/**
 * What people said about who is who, from the file at the archive's root.
 * @throws VariorumError `links-unreadable` where the file cannot be read or followed
 */
export async function openRulings({ archive }: Pick<Context, 'archive'>): Promise<RulingFile> {
  const file = await readPageFile(join(archive, rulingFileName), largest)
  if (file.what === 'gone') return { text: '', bytes: null, written: [], rulings: Rulings.none }
  if (file.what === 'refused') throw refused(file.reason)
  const text = decoded(file.bytes)
  return { text, bytes: file.bytes, ...followed(text) }
}

/**
 * Reads the rulings of an archive, each time anew. Where they cannot be read any more, as while somebody edits them, those
 * read last hold; where the process may open no file, it waits until it may.
 */
export function rulingsOf(context: Pick<Context, 'archive'>): () => Promise<Rulings> {
  let last: Rulings | null = null
  return async () => {
    for (;;) {
      try {
        last = (await openRulings(context)).rulings
        return last
      } catch (error) {
        if (last !== null) return last
        if (!(error instanceof VariorumError) || !/\(E[MN]FILE\)/.test(error.message)) throw error
        await setTimeout(pause)
      }
    }
  }
}

/** Milliseconds. */
const pause = 200

export type Followed = Pick<RulingFile, 'written' | 'rulings'>

/** @param reason completes a sentence that begins with the file's name */
export function refused(reason: string): VariorumError {
  const isThere = reason.startsWith('could not be read')
  return new VariorumError('links-unreadable', `${rulingFileName} ${reason}.`, {
    advice: isThere ? 'See that you may read it.' : 'It is a text file of its own, at the root of the archive.',
  })
}

/** The text of a file, its byte order mark kept. @throws VariorumError `links-unreadable` where it is not UTF-8 */
export function decoded(bytes: Uint8Array): string {
  try {
    // what cannot be read would not be written back as it was
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const message = `${rulingFileName} is not UTF-8 text.`
    throw new VariorumError('links-unreadable', message, { advice: 'Save it in UTF-8.', cause })
  }
}

/** What a file's text comes to. @throws VariorumError `links-unreadable`, with its lines */
export function followed(text: string): Followed {
  const { rulings, problems } = readRulings(text)
  if (problems.length > 0) throw unreadable(problems)
  return { written: rulings, rulings: new Rulings(rulings) }
}

const named = 8

function unreadable(problems: readonly RulingProblem[]): VariorumError {
  const told = problems.slice(0, named).map(({ message, lines }) => `${place(lines)}: ${message}`)
  const more = problems.length > named ? [`and ${problems.length - named} more`] : []
  return new VariorumError('links-unreadable', [`${rulingFileName} cannot be followed:`, ...told, ...more].join('\n'), {
    advice: 'Mend or delete a line that is named.',
  })
}

function place(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`
}
