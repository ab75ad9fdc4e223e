import { resolve } from 'node:path'
import type { Variorum } from '../commands/variorum.ts'
import type { RenderOptions } from '../reporters/render-options.ts'
import { renderBlock } from '../reporters/terminal/block.ts'
import { parseFormats } from './arguments/format-argument.ts'
import type { ResolvedOpenOptions, Settings } from './config/settings.ts'
import type { Invocation } from './invocation.ts'
import type { CliRequest } from './parse-arguments.ts'
import type { Runtime } from './runtime.ts'
import { discardOutput, fileOutput, type Output, streamOutput } from './terminal/output.ts'
import { startPager } from './terminal/pager.ts'
import { createProgressLine, type ProgressLine } from './terminal/progress.ts'

/** An invocation with the functions that end it. */
interface PreparedInvocation {
  readonly invocation: Invocation
  /** Completes the outputs, then prints the final messages. */
  finish(): Promise<void>
  /** Removes the unfinished outputs. */
  abandon(): Promise<void>
}

interface InvocationContext {
  readonly runtime: Runtime
  readonly request: CliRequest & { readonly kind: 'run' }
  readonly settings: Settings
  /** For standard output. */
  readonly renderOptions: RenderOptions
  /** For messages on standard error. */
  readonly messageOptions: RenderOptions
}

/**
 * Creates the invocation of a command.
 * @throws VariorumError `usage` if the command does not support a requested format
 */
export function createInvocation(context: InvocationContext): PreparedInvocation {
  const { runtime, request, settings, renderOptions, messageOptions } = context
  const { flags } = request
  const { quiet = false, dryRun = false } = flags
  const { cwd } = settings.openOptions
  const formats = parseFormats(flags.format ?? [], request.command.formats)
  const openedOutputs: Output[] = []
  const finalMessages: string[] = []
  let pendingOutputs: Promise<readonly Output[]> | null = null
  let progress: ProgressLine | null = null

  const openOutputs = async () => {
    for (const { name, file } of formats) {
      if (file === null) openedOutputs.push(await standardOutput(name, context))
      else if (dryRun) openedOutputs.push(discardOutput(name, renderOptions))
      else openedOutputs.push(await fileOutput({ name, file: resolve(cwd, file) }, renderOptions, cwd))
    }
    return openedOutputs
  }
  const ensureProgress = () => {
    progress ??= createProgressLine(runtime.stderr, runtime.env, quiet)
    return progress
  }
  const printMessage = (text: string) => {
    progress?.stop()
    if (!quiet) runtime.stderr.write(renderBlock([['quiet', text]], messageOptions))
  }

  const invocation: Invocation = {
    command: request.command.name,
    args: request.args,
    options: request.options,
    cwd,
    env: runtime.env,
    explicit: settings.explicit,
    config: settings.openOptions.config,
    formats,
    hasFormatFlag: flags.format !== undefined,
    dryRun,
    quiet,
    interactive: runtime.stdout.isTTY === true && runtime.stderr.isTTY === true && !quiet,
    signal: runtime.signal,
    renderOptions,
    printMessage,
    printMessageAtEnd: (text) => void finalMessages.push(text),
    openVariorum: () => (runtime.openVariorum ?? openLibrary)(settings.openOptions),
    openOutputs() {
      progress?.stop()
      pendingOutputs ??= openOutputs()
      return pendingOutputs
    },
    runOptions() {
      ensureProgress()
      return { signal: runtime.signal, dryRun, onProgress: (state) => ensureProgress().report(state) }
    },
    async writeRaw(bytes) {
      await streamOutput('text', renderOptions, runtime.stdout, null).write(bytes)
    },
  }
  return {
    invocation,
    async finish() {
      progress?.stop()
      for (const output of openedOutputs) await output.finish()
      const files = openedOutputs.length === 0 ? [] : formats.flatMap(({ file }) => file ?? [])
      if (files.length > 0 && dryRun)
        finalMessages.push(`Dry run: nothing was written. Without -n this writes: ${files.join(', ')}`)
      // without any other message, at least the files are named
      else if (files.length === formats.length && finalMessages.length === 0)
        finalMessages.push(`Written: ${files.join(', ')}`)
      for (const text of finalMessages) printMessage(text)
    },
    async abandon() {
      progress?.stop()
      for (const output of openedOutputs) await output.abandon()
    },
  }
}

async function standardOutput(
  name: Output['format'],
  { runtime, request, renderOptions }: InvocationContext,
): Promise<Output> {
  const wantsPager = name === 'text' && request.command.usesPager && request.flags.pager !== false
  const canPage = runtime.stdout.isTTY === true && runtime.env.TERM !== 'dumb'
  const pager = wantsPager && canPage ? await startPager(runtime) : null
  return streamOutput(name, renderOptions, pager?.stream ?? runtime.stdout, pager?.ended ?? null)
}

async function openLibrary({ config, ...options }: ResolvedOpenOptions): Promise<Variorum> {
  const { openVariorum } = await import('../commands/open-variorum.ts')
  if (config.sections === undefined) return openVariorum(options)
  const { extendSectionNames } = await import('../page/sections/outline.ts')
  return openVariorum({ ...options, config: { sections: extendSectionNames(config.sections) } })
}
