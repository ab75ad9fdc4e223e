import type { RulingOptions, Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import type { RulingReport } from '../../model/ruling.ts'
import { rulingJson } from '../../reporters/json/ruling.ts'
import { rulingText } from '../../reporters/text/ruling.ts'
import { withEventSuggestions } from '../arguments/event-argument.ts'
import { resolvePageArgument } from '../arguments/page-argument.ts'
import { flagValue, type Invocation } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

/** Writes down what a person says of two, and tells what came of it. */
export async function runRuling(
  invocation: Invocation,
  action: (variorum: Variorum, a: string, b: string, options: RulingOptions) => Promise<RulingReport>,
): Promise<0> {
  const reason = flagValue(invocation, 'reason')
  await using variorum = await invocation.openVariorum()
  const [a, b] = eventPairOf(invocation, variorum)
  const options = { ...invocation.runOptions(), ...(reason === undefined ? {} : { reason }) }
  const report = await withPairSuggestions(variorum, [a, b], () => action(variorum, a, b, options))
  await emit(await invocation.openOutputs(), report, {
    text: invocation.quiet ? () => '' : rulingText,
    json: rulingJson,
  })
  return 0
}

/** The two that are named, files by their paths in the archive. */
export function eventPairOf(invocation: Invocation, variorum: Variorum): [string, string] {
  const [a = '', b = ''] = invocation.args
  return [
    resolvePageArgument(a, invocation.cwd, variorum.archive),
    resolvePageArgument(b, invocation.cwd, variorum.archive),
  ]
}

/** Does what names two events; where one of them fits none, the failure lists what it may have meant. */
export async function withPairSuggestions<Result>(
  variorum: Variorum,
  names: readonly string[],
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    const eventNames = names.map((name) => name.replace(/@[^@/]+$/, ''))
    const unmatchedName = eventNames.find(
      (name) => error instanceof VariorumError && error.message.includes(`"${name}"`),
    )
    return withEventSuggestions(variorum, unmatchedName ?? eventNames[0] ?? '', () => Promise.reject(error))
  }
}
