import { VariorumError } from '../../model/errors.ts'
import type { ShownVersion } from '../../model/report.ts'
import { showJson } from '../../reporters/json/show.ts'
import { showText } from '../../reporters/text/show.ts'
import { resolveEventArgument, withEventSuggestions } from '../arguments/event-argument.ts'
import type { RunCommand } from '../invocation.ts'
import { emit, type Reporters } from '../terminal/emit.ts'

const reporters: Reporters<ShownVersion> = { text: showText, json: showJson }

export const run: RunCommand<'show'> = async (invocation) => {
  const [given] = invocation.args
  const { raw = false } = invocation.options
  if (raw && invocation.hasFormatFlag) {
    throw new VariorumError('usage', '--raw and --format exclude each other.', { advice: 'Leave one of them out.' })
  }
  await using variorum = await invocation.openVariorum()
  const event = resolveEventArgument(given, invocation.cwd, variorum.archive)
  const version = await withEventSuggestions(variorum, event.replace(/@[^@]*$/, ''), () => variorum.show(event))
  if (raw) await invocation.writeRaw(bytesOf(version))
  else await emit(await invocation.openOutputs(), version, reporters)
  return 0
}

function bytesOf({ bytes, path }: ShownVersion): Uint8Array {
  if (bytes !== null) return bytes
  const message = `This version has no bytes: only the Changes section of ${path} claims it.`
  const advice = 'Leave out --raw to see the claimed title, or name a later version.'
  throw new VariorumError('version-not-found', message, { advice })
}
