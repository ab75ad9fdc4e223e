import type { WatchOptions } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import type { WatchEvent } from '../../model/watch.ts'
import { watchNdjson } from '../../reporters/json/watch.ts'
import type { Look } from '../../reporters/look.ts'
import { watchText } from '../../reporters/text/watch.ts'
import { watchStatus } from '../../reporters/text/watch-status.ts'
import { type Call, flag, type Run, value } from '../run.ts'
import type { Output } from '../terminal/output.ts'
import { statusLine } from '../terminal/status-line.ts'

export const run: Run = async (call) => {
  const options = asked(call)
  await using variorum = await call.open()
  const tellers = (await call.outputs()).map((output) => tellerOf(output, call))
  try {
    for await (const event of variorum.watch(options)) for (const { tell } of tellers) await tell(event)
  } finally {
    for (const { end } of tellers) await end()
  }
  return call.signal.aborted ? 130 : 0
}

function asked(call: Call): WatchOptions {
  const settle = value(call, 'settle')
  return {
    signal: call.signal,
    timeZone: call.look.timeZone,
    ...(call.rest.length === 0 ? {} : { paths: call.rest }),
    ...(call.dryRun ? { dryRun: true } : {}),
    ...(flag(call, 'writeChanges') ? { writeChanges: true } : {}),
    ...(flag(call, 'once') ? { once: true } : {}),
    ...(settle === undefined ? {} : { settle: milliseconds(settle) }),
  }
}

function milliseconds(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new VariorumError('usage', `--settle takes milliseconds, not "${text}".`, {
    advice: 'Write --settle 5000 for five seconds.',
  })
}

interface Teller {
  readonly tell: (event: WatchEvent) => Promise<void>
  readonly end: () => Promise<void>
}

function tellerOf(output: Output, call: Call): Teller {
  const { screen } = output
  if (output.format === 'text' && screen !== null && !call.quiet) return screenTeller(output, screen, call)
  const reporter = output.format === 'text' ? watchText({ dryRun: call.dryRun, quiet: call.quiet }) : watchNdjson
  const parts = reporter(output.look)
  return { tell: (event) => output.write(parts.item(event)), end: async () => {} }
}

/** A feed above a line of figures, each as wide as the terminal is at that moment. */
function screenTeller(output: Output, screen: () => number, { dryRun }: Call): Teller {
  const look: Look = {
    ...output.look,
    get width() {
      return screen()
    },
  }
  const parts = watchText({ dryRun, quiet: false })(look)
  const line = statusLine((text) => output.write(text))
  return {
    async tell(event) {
      if (event.kind === 'status') return line.draw(watchStatus(event, look))
      if (event.kind === 'end') await line.wipe()
      await line.print(parts.item(event))
    },
    end: () => line.wipe(),
  }
}
