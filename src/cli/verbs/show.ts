import { VariorumError } from '../../model/errors.ts'
import type { ShownVersion } from '../../model/report.ts'
import { showJson } from '../../reporters/json/show.ts'
import { showText } from '../../reporters/text/show.ts'
import { withEventSuggestions } from '../arguments/event-argument.ts'
import { resolvePageArgument } from '../arguments/page-argument.ts'
import { hasFlag, type RunCommand } from '../invocation.ts'
import { emit, type Reporters } from '../terminal/emit.ts'

const reporters: Reporters<ShownVersion> = { text: showText, json: showJson }

export const run: RunCommand = async (invocation) => {
  const [given = ''] = invocation.args
  const raw = hasFlag(invocation, 'raw')
  if (raw && invocation.hasFormatFlag) {
    throw new VariorumError('usage', '--raw and --format exclude each other.', { advice: 'Leave one of them out.' })
  }
  await using variorum = await invocation.openVariorum()
  const event = resolvePageArgument(given, invocation.cwd, variorum.archive)
  const version = await withEventSuggestions(variorum, event.replace(/@[^@]*$/, ''), () => variorum.show(event))
  if (raw) await invocation.writeRaw(bytesOf(version))
  else await emit(await invocation.openOutputs(), version, reporters)
  return 0
}

function bytesOf({ bytes, path }: ShownVersion): Uint8Array {
  if (bytes !== null) return bytes
  throw new VariorumError(
    'version-not-found',
    `Only the Changes section of ${path} claims this version: it has no bytes.`,
    {
      advice: 'Leave --raw out to see what is claimed, or name a later version.',
    },
  )
}
