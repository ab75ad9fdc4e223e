import { VariorumError } from '../model/errors.ts'
import type { RenderOptions } from '../reporters/render-options.ts'
import type { GlobalFlags } from './global-options.ts'
import { loadCommand } from './load-command.ts'
import { type CliRequest, parseArguments } from './parse-arguments.ts'
import type { ExitCode, OutputStream, Runtime } from './runtime.ts'
import { terminalWidthOf, usesColor } from './terminal/color.ts'
import { isOutputClosed } from './terminal/output-closed.ts'

/**
 * Runs the command line: parses the arguments, runs the command, and prints errors.
 * @returns the exit code; it never ends the process
 */
export async function main(runtime: Runtime): Promise<ExitCode> {
  const errorRendering = { options: renderOptionsFor(runtime.stderr, runtime, {}) }
  // The writer handles a failed write; without a listener the error event would end the process.
  for (const stream of [runtime.stdout, runtime.stderr]) stream.on('error', () => {})
  try {
    return await handleRequest(parseArguments(runtime.argv), runtime, errorRendering)
  } catch (error) {
    if (isOutputClosed(error)) return 0
    if (runtime.signal.aborted) {
      runtime.stderr.write('Interrupted. Recorded revisions are kept; run the same command again to continue.\n')
      return 130
    }
    const { renderError } = await import('./terminal/render-error.ts')
    runtime.stderr.write(renderError(error, errorRendering.options))
    return 2
  }
}

/** @param errorRendering how errors are rendered; flags and config change it before a later step can fail */
async function handleRequest(
  request: CliRequest,
  runtime: Runtime,
  errorRendering: { options: RenderOptions },
): Promise<ExitCode> {
  // Each part is loaded when it is needed, so that short answers are fast.
  const { readPackageVersion, versionText } = await import('./version.ts')
  if (request.kind === 'version') return writeText(runtime, await versionText())
  if (request.kind === 'help') {
    const { renderCommandHelp, renderOverview } = await import('./help.ts')
    const options = renderOptionsFor(runtime.stdout, runtime, request.flags)
    // help is prose: it wraps in a pipe too
    const helpOptions = Number.isFinite(options.width) ? options : { ...options, width: 100 }
    if (request.command !== null) return writeText(runtime, renderCommandHelp(request.command, helpOptions))
    return writeText(runtime, renderOverview(helpOptions, await readPackageVersion()))
  }
  const [{ createInvocation }, { resolveSettings }] = await Promise.all([
    import('./create-invocation.ts'),
    import('./config/settings.ts'),
  ])
  const { command, flags } = request
  errorRendering.options = renderOptionsFor(runtime.stderr, runtime, flags)
  const settings = await resolveSettings(flags, runtime.env, runtime.cwd, command.configSource !== 'base')
  const resolvedFlags = { ...flags, color: settings.color }
  errorRendering.options = renderOptionsFor(runtime.stderr, runtime, resolvedFlags)
  const renderOptions = { ...renderOptionsFor(runtime.stdout, runtime, resolvedFlags), timeZone: settings.timeZone }
  if (!command.startsFast) runtime.keepMemoryLow?.()
  const messageOptions = errorRendering.options
  const prepared = createInvocation({ runtime, request, settings, renderOptions, messageOptions })
  try {
    const run = await loadCommand(command.name)
    const code = await run(prepared.invocation)
    await prepared.finish()
    if (runtime.signal.aborted && code !== 130) throw new VariorumError('interrupted', 'Interrupted.')
    return code
  } catch (error) {
    await prepared.abandon()
    throw error
  }
}

async function writeText(runtime: Runtime, text: string): Promise<0> {
  await new Promise<void>((resolve, reject) =>
    runtime.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  )
  return 0
}

function renderOptionsFor(
  stream: OutputStream,
  { env }: Runtime,
  flags: Pick<GlobalFlags, 'color' | 'verbose'>,
): RenderOptions {
  return {
    color: usesColor(flags.color ?? 'auto', stream, env),
    width: terminalWidthOf(stream, env),
    verbose: flags.verbose === true,
    timeZone: 'UTC',
  }
}
