import type { RulingOptions, Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import type { RulingReport } from '../../model/ruling.ts'
import { rulingJson } from '../../reporters/json/ruling.ts'
import { rulingText } from '../../reporters/text/ruling.ts'
import { namingEvent } from '../arguments/event-argument.ts'
import { pageArgument } from '../arguments/page-argument.ts'
import { type Call, value } from '../run.ts'
import { emit } from '../terminal/emit.ts'

/** Writes down what a person says of two, and tells what came of it. */
export async function ruleOn(
  call: Call,
  act: (variorum: Variorum, a: string, b: string, options: RulingOptions) => Promise<RulingReport>,
): Promise<0> {
  const reason = value(call, 'reason')
  await using variorum = await call.open()
  const [a, b] = namesOf(call, variorum)
  const options = { ...call.running(), ...(reason === undefined ? {} : { reason }) }
  const report = await namingEither(variorum, [a, b], () => act(variorum, a, b, options))
  await emit(await call.outputs(), report, { text: call.quiet ? () => '' : rulingText, json: rulingJson })
  return 0
}

/** The two that are named, files by their paths in the archive. */
export function namesOf(call: Call, variorum: Variorum): [string, string] {
  const [a = '', b = ''] = call.args
  return [pageArgument(a, call.cwd, variorum.archive), pageArgument(b, call.cwd, variorum.archive)]
}

/** Does what names two events; where one of them fits none, the failure lists what it may have meant. */
export async function namingEither<Result>(
  variorum: Variorum,
  names: readonly string[],
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    const asked = names.map((name) => name.replace(/@[^@/]+$/, ''))
    const failed = asked.find((name) => error instanceof VariorumError && error.message.includes(`"${name}"`))
    return namingEvent(variorum, failed ?? asked[0] ?? '', () => Promise.reject(error))
  }
}
