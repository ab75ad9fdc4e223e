import { formatCount } from '../../reporters/wording/format-quantity.ts'
import type { RunCommand } from '../invocation.ts'

export const run: RunCommand<'export'> = async (invocation) => {
  await using variorum = await invocation.openVariorum()
  const outputs = await invocation.openOutputs()
  let lineCount = 0
  for await (const line of variorum.export({ signal: invocation.signal })) {
    lineCount += 1
    for (const output of outputs) await output.write(line)
  }
  invocation.printMessageAtEnd(`${formatCount(lineCount, 'line')} exported.`)
  return 0
}
