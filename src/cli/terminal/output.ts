import { randomBytes } from 'node:crypto'
import { lstat, open, readlink, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { plainRendering, type RenderOptions } from '../../reporters/render-options.ts'
import { resolveOutwardLink } from '../../sources/files/outward-link.ts'
import type { FormatName, OutputFormat } from '../arguments/format-argument.ts'
import type { OutputStream } from '../runtime.ts'
import { systemErrorReason } from '../system-error.ts'
import { isOutputClosed } from './output-closed.ts'

/** A destination for one format: a file or standard output. */
export interface Output {
  readonly format: FormatName
  readonly renderOptions: RenderOptions
  /** The current width of the terminal; null if lines cannot be overwritten. */
  readonly liveWidth: (() => number) | null
  write(text: string | Uint8Array): Promise<void>
  /** Completes the output. */
  finish(): Promise<void>
  /** Removes a file; text on a stream stays. */
  abandon(): Promise<void>
}

/** An output to a stream. `write` waits until the stream has taken the text. */
export function streamOutput(
  format: FormatName,
  renderOptions: RenderOptions,
  stream: OutputStream,
  pagerEnded: Promise<void> | null,
): Output {
  const isDrawable = pagerEnded === null && stream.isTTY === true
  let streamError: Error | null = null
  stream.on('error', (error) => {
    streamError = error
  })
  const close = async () => {
    if (pagerEnded === null) return
    stream.end()
    await pagerEnded
  }
  return {
    format,
    renderOptions,
    liveWidth: isDrawable ? () => Math.max(20, stream.columns ?? 80) : null,
    write: (text) =>
      new Promise<void>((resolve, reject) => {
        if (streamError !== null) return reject(writeError(streamError))
        if (text.length === 0) return resolve()
        stream.write(text, (error) => (error ? reject(writeError(error)) : resolve()))
      }),
    finish: close,
    abandon: close,
  }
}

/** An output that writes nothing, for a dry run. */
export function discardOutput(format: FormatName, renderOptions: RenderOptions): Output {
  const doNothing = async () => {}
  return { format, renderOptions, liveWidth: null, write: doNothing, finish: doNothing, abandon: doNothing }
}

function writeError(error: Error): Error {
  if (isOutputClosed(error)) return error
  return new VariorumError('write-failed', `Standard output cannot be written: ${error.message}.`, { cause: error })
}

/**
 * An output to a file. The file appears when it is complete.
 * @param cwd the folder of the command; a link that leads out of the project around it is refused
 * @throws VariorumError `write-failed`
 */
export async function fileOutput(
  { name, file }: OutputFormat & { readonly file: string },
  renderOptions: RenderOptions,
  cwd: string,
): Promise<Output> {
  const outside = await resolveOutwardLink(dirname(file), cwd)
  if (outside !== null) {
    throw new VariorumError('write-failed', `${file} cannot be written: its folder is a link to ${outside}.`, {
      advice: `If you mean that folder, write ${join(outside, basename(file))}`,
    })
  }
  if (await isIrregularFile(file)) {
    throw new VariorumError('write-failed', `${file} cannot be written: it is not a file.`, {
      advice: `Name a file, or use --format ${name} for standard output.`,
    })
  }
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await withWriteError(file, () => open(temporary, 'wx'))
  let pendingWrites = Promise.resolve()
  return {
    format: name,
    renderOptions: { ...plainRendering, timeZone: renderOptions.timeZone, verbose: renderOptions.verbose },
    liveWidth: null,
    write(text) {
      pendingWrites = pendingWrites.then(() => withWriteError(file, () => handle.writeFile(text)))
      return pendingWrites
    },
    async finish() {
      await pendingWrites
      await withWriteError(file, async () => {
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

/** Whether the path is something that a file must not replace: a folder, a pipe, a device, a link to a stream. */
async function isIrregularFile(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => null)
  if (found === null) return false
  // A link such as /dev/stdout can lead to a file by redirection, but must not be replaced.
  if (found.isSymbolicLink() && (await readlink(file)).startsWith('/proc/')) return true
  const target = await stat(file).catch(() => null)
  return target !== null && !target.isFile()
}

async function withWriteError<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw new VariorumError('write-failed', `${file} cannot be written: ${systemErrorReason(error)}.`, {
      advice: 'Name a file in an existing folder that you can write to.',
      cause: error,
    })
  }
}
