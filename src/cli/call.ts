import { resolve } from 'node:path'
import type { Look } from '../reporters/look.ts'
import { block } from '../reporters/terminal/block.ts'
import { formatsOf } from './arguments/format.ts'
import type { Settings } from './config/settings.ts'
import { open as openLibrary } from './open.ts'
import type { Request } from './program.ts'
import type { Call } from './run.ts'
import { fileOutput, noOutput, type Output, streamOutput } from './terminal/output.ts'
import { pagerOf, startPager } from './terminal/pager.ts'
import { type ProgressLine, progressLine } from './terminal/progress.ts'
import type { World } from './world.ts'

/** A call with what must happen at its end. */
export interface Running {
  readonly call: Call
  finish(): Promise<void>
  abandon(): Promise<void>
}

interface Setting {
  readonly world: World
  readonly request: Request & { readonly kind: 'run' }
  readonly settings: Settings
  /** How standard output looks, and how talk looks. */
  readonly look: Look
  readonly talkLook: Look
}

/**
 * Puts together what a command is given.
 * @throws VariorumError `usage` where the formats asked for do not fit the command
 */
export function callOf(setting: Setting): Running {
  const { world, request, settings, look, talkLook } = setting
  const { flags } = request
  const quiet = flags.quiet === true
  const formats = formatsOf(flags.format ?? [], request.command.formats)
  const ready: Output[] = []
  const last: string[] = []
  let outputs: Promise<readonly Output[]> | null = null
  let progress: ProgressLine | null = null

  const prepare = async () => {
    for (const { name, file } of formats) {
      if (file === null) ready.push(await standardOutput(name, setting))
      else if (flags.dryRun === true) ready.push(noOutput(name, look))
      else ready.push(await fileOutput({ name, file: resolve(settings.open.cwd, file) }, look, settings.open.cwd))
    }
    return ready
  }
  const line = () => {
    progress ??= progressLine(world.stderr, world.env, quiet)
    return progress
  }
  const talk = (text: string) => {
    progress?.stop()
    if (!quiet) world.stderr.write(block([['quiet', text]], talkLook))
  }

  const call: Call = {
    ...argumentsOf(request.args),
    options: request.options,
    cwd: settings.open.cwd,
    env: world.env,
    given: settings.given,
    config: settings.open.config,
    formats,
    formatted: flags.format !== undefined,
    dryRun: flags.dryRun === true,
    quiet,
    interactive: world.stdout.isTTY === true && world.stderr.isTTY === true && !quiet,
    signal: world.signal,
    look,
    talk,
    talkAtTheEnd: (text) => void last.push(text),
    open: () => (world.open ?? openLibrary)(settings.open),
    outputs() {
      progress?.stop()
      outputs ??= prepare()
      return outputs
    },
    running() {
      line()
      return { signal: world.signal, dryRun: flags.dryRun === true, onProgress: (state) => line().report(state) }
    },
    async raw(bytes) {
      const output = streamOutput('text', look, world.stdout, null)
      await output.write(bytes)
    },
  }
  return {
    call,
    async finish() {
      progress?.stop()
      for (const output of ready) await output.finish()
      const files = ready.length === 0 ? [] : formats.flatMap(({ file }) => file ?? [])
      if (files.length > 0 && flags.dryRun === true) last.push(`Nothing was written; it would be: ${files.join(', ')}`)
      // where nothing else is said, at least that it is done
      else if (files.length === formats.length && last.length === 0) last.push(`Written: ${files.join(', ')}`)
      for (const text of last) talk(text)
    },
    async abandon() {
      progress?.stop()
      for (const output of ready) await output.abandon()
    },
  }
}

function argumentsOf(args: readonly (string | string[] | undefined)[]): Pick<Call, 'args' | 'rest'> {
  const last = args.at(-1)
  return {
    args: args.map((arg) => (typeof arg === 'string' ? arg : undefined)),
    rest: Array.isArray(last) ? last : [],
  }
}

async function standardOutput(name: Output['format'], { world, request, look }: Setting): Promise<Output> {
  const wanted = name === 'text' && request.command.paged && request.flags.pager && world.stdout.isTTY === true
  const pager = wanted && world.env.TERM !== 'dumb' ? pagerOf(world.env) : null
  const started = pager === null ? null : await startPager(pager, world.stdout, world.env, world.cwd)
  return streamOutput(name, look, started?.stream ?? world.stdout, started?.ended ?? null)
}
