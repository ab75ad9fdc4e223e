import { randomBytes } from 'node:crypto'
import { lstat, open, readlink, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { type Look, plainLook } from '../../reporters/look.ts'
import { outwardLink } from '../../sources/files/outward-link.ts'
import type { Format, FormatName } from '../arguments/format.ts'
import type { Sink } from '../world.ts'
import { meansReaderGone, ReaderGone } from './reader-gone.ts'

/** One rendering on its way to a file or to standard output. */
export interface Output {
  readonly format: FormatName
  readonly look: Look
  /** Columns of the terminal at this moment, where a line may be drawn over; null where it may not. */
  readonly screen: (() => number) | null
  write(text: string | Uint8Array): Promise<void>
  /** Makes it final. */
  finish(): Promise<void>
  /** Takes it back as far as that is possible. */
  abandon(): Promise<void>
}

/** To a stream, waiting where it is full. */
export function streamOutput(format: FormatName, look: Look, stream: Sink, ended: Promise<void> | null): Output {
  const drawable = ended === null && stream.isTTY === true
  let broken: Error | null = null
  stream.on('error', (error) => {
    broken = error
  })
  const close = async () => {
    if (ended === null) return
    stream.end()
    await ended
  }
  return {
    format,
    look,
    screen: drawable ? () => Math.max(20, stream.columns ?? 80) : null,
    write: (text) =>
      new Promise<void>((resolve, reject) => {
        if (broken !== null) return reject(failure(broken))
        if (text.length === 0) return resolve()
        stream.write(text, (error) => (error ? reject(failure(error)) : resolve()))
      }),
    finish: close,
    abandon: close,
  }
}

/** To nowhere, for a dry run. */
export function noOutput(format: FormatName, look: Look): Output {
  const nothing = async () => {}
  return { format, look, screen: null, write: nothing, finish: nothing, abandon: nothing }
}

function failure(error: Error): Error {
  if (meansReaderGone(error)) return new ReaderGone()
  return new VariorumError('write-failed', `Standard output cannot be written: ${error.message}.`, { cause: error })
}

/**
 * To a file, which appears whole at the end or not at all.
 * @param cwd of the command: no link of the project around it leads out
 */
export async function fileOutput(
  { name, file }: Format & { readonly file: string },
  look: Look,
  cwd: string,
): Promise<Output> {
  const outside = await outwardLink(dirname(file), cwd)
  if (outside !== null) {
    throw new VariorumError(
      'write-failed',
      `${file} cannot be written: its folder is a link that leads to ${outside}.`,
      {
        advice: `If that is meant, name it: ${join(outside, basename(file))}`,
      },
    )
  }
  if (await isNoFile(file)) {
    throw new VariorumError('write-failed', `${file} cannot be written: it is no file.`, {
      advice: `Name a file, or write --format ${name} for standard output.`,
    })
  }
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await attempt(file, () => open(temporary, 'wx'))
  let chain = Promise.resolve()
  return {
    format: name,
    look: { ...plainLook, timeZone: look.timeZone, verbose: look.verbose },
    screen: null,
    write(text) {
      chain = chain.then(() => attempt(file, () => handle.writeFile(text)))
      return chain
    },
    async finish() {
      await chain
      await attempt(file, async () => {
        await handle.sync()
        await handle.close()
        await rename(temporary, file)
      })
    },
    async abandon() {
      await handle.close().catch(() => {})
      await rm(temporary, { force: true })
    },
  }
}

/** Whether something stands there that a file must not take the place of: a folder, a pipe, a device, a link to a stream. */
async function isNoFile(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => null)
  if (found === null) return false
  // what a stream is redirected to may be a file; the link to it is none to be replaced all the same
  if (found.isSymbolicLink() && (await readlink(file)).startsWith('/proc/')) return true
  const target = await stat(file).catch(() => null)
  return target !== null && !target.isFile()
}

async function attempt<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    // without the name of the temporary file, which means nothing to anybody
    const reason = (error instanceof Error ? error.message : String(error)).replace(/, \w+ '.*$/s, '')
    throw new VariorumError('write-failed', `${file} cannot be written: ${reason}.`, {
      advice: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    })
  }
}
