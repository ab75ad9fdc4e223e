import { count } from '../../reporters/wording/quantity.ts'
import type { Run } from '../run.ts'

export const run: Run = async (call) => {
  await using variorum = await call.open()
  const outputs = await call.outputs()
  let lines = 0
  for await (const line of variorum.export({ signal: call.signal })) {
    lines += 1
    for (const output of outputs) await output.write(line)
  }
  call.talkAtTheEnd(`${count(lines, 'line')} exported.`)
  return 0
}
