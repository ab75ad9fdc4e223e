import { whyJson } from '../../reporters/json/why.ts'
import { whyText } from '../../reporters/text/why.ts'
import type { Run } from '../run.ts'
import { emit } from '../terminal/emit.ts'
import { namesOf, namingEither } from './ruling.ts'

export const run: Run = async (call) => {
  await using variorum = await call.open()
  const [a, b] = namesOf(call, variorum)
  const why = await namingEither(variorum, [a, b], () => variorum.why(a, b))
  await emit(await call.outputs(), why, { text: whyText, json: whyJson })
  return 0
}
