import type { WatchOptions } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import type { WatchEvent } from '../../model/watch.ts'
import { watchNdjson } from '../../reporters/json/watch.ts'
import type { RenderOptions } from '../../reporters/render-options.ts'
import { watchText } from '../../reporters/text/watch.ts'
import { watchStatusText } from '../../reporters/text/watch-status.ts'
import type { Invocation, RunCommand } from '../invocation.ts'
import type { Output } from '../terminal/output.ts'
import { createStatusLine } from '../terminal/status-line.ts'

export const run: RunCommand<'watch'> = async (invocation) => {
  const options = parseWatchOptions(invocation)
  await using variorum = await invocation.openVariorum()
  const writers = (await invocation.openOutputs()).map((output) => createEventWriter(output, invocation))
  try {
    for await (const event of variorum.watch(options)) for (const { write } of writers) await write(event)
  } finally {
    for (const { finish } of writers) await finish()
  }
  return invocation.signal.aborted ? 130 : 0
}

function parseWatchOptions(invocation: Invocation<'watch'>): WatchOptions {
  const { signal, dryRun, renderOptions, args, options } = invocation
  const { writeChanges, once, settle } = options
  return {
    signal,
    dryRun,
    timeZone: renderOptions.timeZone,
    paths: args[0],
    writeChanges,
    once,
    settle: settle === undefined ? undefined : parseMilliseconds(settle),
  }
}

function parseMilliseconds(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new VariorumError('usage', `--settle needs milliseconds, but got "${text}".`, {
    advice: 'Write --settle 5000 for five seconds.',
  })
}

interface EventWriter {
  readonly write: (event: WatchEvent) => Promise<void>
  readonly finish: () => Promise<void>
}

function createEventWriter(output: Output, invocation: Invocation<'watch'>): EventWriter {
  const { liveWidth } = output
  if (output.format === 'text' && liveWidth !== null && !invocation.quiet)
    return createLiveWriter(output, liveWidth, invocation)
  const reporter =
    output.format === 'text' ? watchText({ dryRun: invocation.dryRun, quiet: invocation.quiet }) : watchNdjson
  const parts = reporter(output.renderOptions)
  return { write: (event) => output.write(parts.item(event)), finish: async () => {} }
}

/** Writes events above a status line, which stays last. Both follow the current width of the terminal. */
function createLiveWriter(output: Output, liveWidth: () => number, { dryRun }: Invocation<'watch'>): EventWriter {
  const renderOptions: RenderOptions = {
    ...output.renderOptions,
    get width() {
      return liveWidth()
    },
  }
  const parts = watchText({ dryRun, quiet: false })(renderOptions)
  const bottomLine = createStatusLine((text) => output.write(text))
  return {
    async write(event) {
      if (event.kind === 'status') return bottomLine.draw(watchStatusText(event, renderOptions))
      if (event.kind === 'end') await bottomLine.wipe()
      await bottomLine.print(parts.item(event))
    },
    finish: () => bottomLine.wipe(),
  }
}
