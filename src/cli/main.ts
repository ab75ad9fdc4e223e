import { VariorumError } from '../model/errors.ts'
import type { Look } from '../reporters/look.ts'
import type { GlobalFlags } from './config/settings.ts'
import { type Request, requestOf } from './program.ts'
import { usesColor, widthOf } from './terminal/color.ts'
import { meansReaderGone } from './terminal/reader-gone.ts'
import type { ExitCode, Sink, World } from './world.ts'

/**
 * The command line: reads the arguments, runs the command, and says how it went.
 * Never ends the process: the exit code is the result.
 */
export async function main(world: World): Promise<ExitCode> {
  const talk = { look: lookAt(world.stderr, world, {}) }
  // A write that fails is answered where it is awaited; unheard, the event would end the process.
  for (const stream of [world.stdout, world.stderr]) stream.on('error', () => {})
  try {
    return await answer(requestOf(world.argv), world, talk)
  } catch (error) {
    if (meansReaderGone(error)) return 0
    if (world.signal.aborted) {
      world.stderr.write('Interrupted. What was recorded is kept; the same command goes on from there.\n')
      return 130
    }
    const { problemText } = await import('./terminal/problem.ts')
    world.stderr.write(problemText(error, talk.look))
    return 2
  }
}

/** @param talk how talk looks, which the arguments and the config may change before something fails */
async function answer(request: Request, world: World, talk: { look: Look }): Promise<ExitCode> {
  // Loaded as they are needed, so that short answers are quick.
  const { versionOf, versionText } = await import('./version.ts')
  if (request.kind === 'version') return said(world, await versionText())
  if (request.kind === 'help') {
    const { commandHelp, overview } = await import('./help.ts')
    const look = helpLook(lookAt(world.stdout, world, request.flags))
    const { command } = request
    return said(world, command === null ? overview(look, await versionOf()) : commandHelp(command, look))
  }
  const [{ callOf }, { settle }] = await Promise.all([import('./call.ts'), import('./config/settings.ts')])
  const { command, flags } = request
  talk.look = lookAt(world.stderr, world, flags)
  const settings = await settle(flags, world.env, world.cwd, command.config !== 'base')
  const wanted = { ...flags, color: settings.color }
  talk.look = lookAt(world.stderr, world, wanted)
  const look = { ...lookAt(world.stdout, world, wanted), timeZone: settings.timeZone }
  if (!command.quick) world.keepMemoryLow?.()
  const running = callOf({ world, request, settings, look, talkLook: talk.look })
  try {
    const { run } = await command.load()
    const code = await run(running.call)
    await running.finish()
    return world.signal.aborted && code !== 130 ? interrupted() : code
  } catch (error) {
    await running.abandon()
    throw error
  }
}

function interrupted(): never {
  throw new VariorumError('interrupted', 'Interrupted.')
}

async function said(world: World, text: string): Promise<0> {
  await new Promise<void>((resolve, reject) => world.stdout.write(text, (error) => (error ? reject(error) : resolve())))
  return 0
}

function lookAt(stream: Sink, { env }: World, flags: Pick<Partial<GlobalFlags>, 'color' | 'verbose'>): Look {
  return {
    color: usesColor(flags.color ?? 'auto', stream, env),
    width: widthOf(stream, env),
    verbose: flags.verbose === true,
    timeZone: 'UTC',
  }
}

/** Help is prose: it is folded in a pipe too. */
function helpLook(look: Look): Look {
  return Number.isFinite(look.width) ? look : { ...look, width: 100 }
}
