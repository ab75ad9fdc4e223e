import { whyJson } from '../../reporters/json/why.ts'
import { whyText } from '../../reporters/text/why.ts'
import type { RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'
import { eventPairOf, withPairSuggestions } from './ruling.ts'

export const run: RunCommand<'why'> = async (invocation) => {
  await using variorum = await invocation.openVariorum()
  const [a, b] = eventPairOf(invocation, variorum)
  const why = await withPairSuggestions(variorum, [a, b], () => variorum.why(a, b))
  await emit(await invocation.openOutputs(), why, { text: whyText, json: whyJson })
  return 0
}
