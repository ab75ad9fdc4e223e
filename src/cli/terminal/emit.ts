import type { Reporter, StreamReporter } from '../../reporters/render-options.ts'
import type { FormatName } from '../arguments/format-argument.ts'
import type { Output } from './output.ts'

/** A reporter for each format of a command. */
export type Reporters<Data> = Partial<Record<FormatName, Reporter<Data>>>
export type StreamReporters<Item> = Partial<Record<FormatName, StreamReporter<Item>>>

/** Writes one result in every requested format. */
export async function emit<Data>(outputs: readonly Output[], data: Data, reporters: Reporters<Data>): Promise<void> {
  for (const output of outputs) await output.write(reporterOf(reporters, output)(data, output.renderOptions))
}

/** Writes results one by one in every requested format. @returns the number of results */
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
