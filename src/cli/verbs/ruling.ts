import type { Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import { rulingJson } from '../../reporters/json/ruling.ts'
import { rulingText } from '../../reporters/text/ruling.ts'
import { resolveEventArgument, withEventSuggestions } from '../arguments/event-argument.ts'
import type { Invocation, RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

/** Runs `link` or `unlink`. */
export const run: RunCommand<'link' | 'unlink'> = async (invocation) => {
  await using variorum = await invocation.openVariorum()
  const [a, b] = eventPairOf(invocation, variorum)
  const options = { ...invocation.runOptions(), reason: invocation.options.reason }
  const report = await withPairSuggestions(variorum, [a, b], () => variorum[invocation.command](a, b, options))
  const text = invocation.quiet ? () => '' : rulingText
  await emit(await invocation.openOutputs(), report, { text, json: rulingJson })
  return 0
}

/** The arguments A and B. A file inside the archive becomes its path in the archive. */
export function eventPairOf(
  { args: [a, b], cwd }: Invocation<'link' | 'unlink' | 'why'>,
  { archive }: Variorum,
): [string, string] {
  return [resolveEventArgument(a, cwd, archive), resolveEventArgument(b, cwd, archive)]
}

/**
 * Runs an action on two events. If one of them is not found, the error lists similar ones.
 * @throws what the action throws
 */
export async function withPairSuggestions<Result>(
  variorum: Variorum,
  names: readonly [string, string],
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    const [first, second] = names.map((name) => name.replace(/@[^@/]+$/, '')) as [string, string]
    const isSecond =
      error instanceof VariorumError && !error.message.includes(`"${first}"`) && error.message.includes(`"${second}"`)
    return withEventSuggestions(variorum, isSecond ? second : first, () => Promise.reject(error))
  }
}
