import { randomBytes } from 'node:crypto'
import { lstat, open, readlink, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { plainRendering, type RenderOptions } from '../../reporters/render-options.ts'
import { resolveOutwardLink } from '../../sources/files/outward-link.ts'
import type { FormatName, OutputFormat } from '../arguments/format-argument.ts'
import type { OutputStream } from '../runtime.ts'
import { isOutputClosed, OutputClosed } from './output-closed.ts'

/** One rendering on its way to a file or to standard output. */
export interface Output {
  readonly format: FormatName
  readonly renderOptions: RenderOptions
  /** Columns of the terminal at this moment, where a line may be drawn over; null where it may not. */
  readonly liveWidth: (() => number) | null
  write(text: string | Uint8Array): Promise<void>
  /** Makes it final. */
  finish(): Promise<void>
  /** Takes it back as far as that is possible. */
  abandon(): Promise<void>
}

/** To a stream, waiting where it is full. */
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

/** To nowhere, for a dry run. */
export function discardOutput(format: FormatName, renderOptions: RenderOptions): Output {
  const doNothing = async () => {}
  return { format, renderOptions, liveWidth: null, write: doNothing, finish: doNothing, abandon: doNothing }
}

function writeError(error: Error): Error {
  if (isOutputClosed(error)) return new OutputClosed()
  return new VariorumError('write-failed', `Standard output cannot be written: ${error.message}.`, { cause: error })
}

/**
 * To a file, which appears whole at the end or not at all.
 * @param cwd of the command: no link of the project around it leads out
 */
export async function fileOutput(
  { name, file }: OutputFormat & { readonly file: string },
  renderOptions: RenderOptions,
  cwd: string,
): Promise<Output> {
  const outside = await resolveOutwardLink(dirname(file), cwd)
  if (outside !== null) {
    throw new VariorumError(
      'write-failed',
      `${file} cannot be written: its folder is a link that leads to ${outside}.`,
      {
        advice: `If that is meant, name it: ${join(outside, basename(file))}`,
      },
    )
  }
  if (await isIrregularFile(file)) {
    throw new VariorumError('write-failed', `${file} cannot be written: it is no file.`, {
      advice: `Name a file, or write --format ${name} for standard output.`,
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

/** Whether something stands there that a file must not take the place of: a folder, a pipe, a device, a link to a stream. */
async function isIrregularFile(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => null)
  if (found === null) return false
  // what a stream is redirected to may be a file; the link to it is none to be replaced all the same
  if (found.isSymbolicLink() && (await readlink(file)).startsWith('/proc/')) return true
  const target = await stat(file).catch(() => null)
  return target !== null && !target.isFile()
}

async function withWriteError<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
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
