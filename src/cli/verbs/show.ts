import { VariorumError } from '../../model/errors.ts'
import type { Shown } from '../../model/report.ts'
import { showJson } from '../../reporters/json/show.ts'
import { showText } from '../../reporters/text/show.ts'
import { namingEvent } from '../arguments/event-argument.ts'
import { pageArgument } from '../arguments/page-argument.ts'
import { flag, type Run } from '../run.ts'
import { emit, type Reporters } from '../terminal/emit.ts'

const reporters: Reporters<Shown> = { text: showText, json: showJson }

export const run: Run = async (call) => {
  const [given = ''] = call.args
  const raw = flag(call, 'raw')
  if (raw && call.formatted) {
    throw new VariorumError('usage', '--raw and --format exclude each other.', { advice: 'Leave one of them out.' })
  }
  await using variorum = await call.open()
  const event = pageArgument(given, call.cwd, variorum.archive)
  const shown = await namingEvent(variorum, event.replace(/@[^@]*$/, ''), () => variorum.show(event))
  if (raw) await call.raw(bytesOf(shown))
  else await emit(await call.outputs(), shown, reporters)
  return 0
}

function bytesOf({ bytes, path }: Shown): Uint8Array {
  if (bytes !== null) return bytes
  throw new VariorumError(
    'version-not-found',
    `Only the Changes section of ${path} claims this version: it has no bytes.`,
    {
      advice: 'Leave --raw out to see what is claimed, or name a later version.',
    },
  )
}
