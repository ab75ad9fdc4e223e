import type { Reporter, StreamReporter } from '../../reporters/render-options.ts'
import type { FormatName } from '../arguments/format-argument.ts'
import type { Output } from './output.ts'

/** How one result can be told: a reporter for each format of the command. */
export type Reporters<Data> = Partial<Record<FormatName, Reporter<Data>>>
export type StreamReporters<Item> = Partial<Record<FormatName, StreamReporter<Item>>>

/** Tells one result in every format asked for. */
export async function emit<Data>(outputs: readonly Output[], data: Data, reporters: Reporters<Data>): Promise<void> {
  for (const output of outputs) await output.write(reporterOf(reporters, output)(data, output.renderOptions))
}

/** Tells results as they come in every format asked for, holding none of them. */
export async function emitStream<Item>(
  outputs: readonly Output[],
  items: AsyncIterable<Item>,
  reporters: StreamReporters<Item>,
): Promise<number> {
  const writers = outputs.map((output) => ({ output, parts: reporterOf(reporters, output)(output.renderOptions) }))
  let itemCount = 0
  for (const { output, parts } of writers) if (parts.start) await output.write(parts.start)
  for await (const item of items) {
    itemCount += 1
    for (const { output, parts } of writers) await output.write(parts.item(item))
  }
  for (const { output, parts } of writers) if (parts.end) await output.write(parts.end())
  return itemCount
}

function reporterOf<One>(reporters: Partial<Record<FormatName, One>>, { format }: Output): One {
  const reporter = reporters[format]
  if (reporter === undefined) throw new Error(`no reporter for ${format}`)
  return reporter
}
