import type { History } from '../../model/event.ts'
import { historiesJson, historyJson, historyNdjson } from '../../reporters/json/history.ts'
import { eventsText } from '../../reporters/text/events.ts'
import { historyText } from '../../reporters/text/history.ts'
import { resolveEventArgument, withEventSuggestions } from '../arguments/event-argument.ts'
import type { RunCommand } from '../invocation.ts'
import { emitStream, type StreamReporters } from '../terminal/emit.ts'

const historyReporters: StreamReporters<History> = { text: historyText, json: historyJson, ndjson: historyNdjson }
const listReporters: StreamReporters<History> = { text: eventsText, json: historiesJson, ndjson: historyNdjson }

export const run: RunCommand<'history'> = async (invocation) => {
  const [given] = invocation.args
  const { signal } = invocation
  await using variorum = await invocation.openVariorum()
  if (given === undefined) {
    const histories = variorum.history(undefined, { signal })
    const eventCount = await emitStream(await invocation.openOutputs(), histories, listReporters)
    if (eventCount === 0 && invocation.formats.some(({ name }) => name === 'text'))
      invocation.printMessage('No events are recorded yet. Run "variorum import" or "variorum ingest".')
    return 0
  }
  const event = resolveEventArgument(given, invocation.cwd, variorum.archive)
  const histories = variorum.history(event, { signal })[Symbol.asyncIterator]()
  const first = await withEventSuggestions(variorum, event, () => histories.next())
  await emitStream(await invocation.openOutputs(), prepend(first, histories), historyReporters)
  return 0
}

async function* prepend<Item>(first: IteratorResult<Item>, rest: AsyncIterator<Item>): AsyncIterable<Item> {
  for (let result = first; !result.done; result = await rest.next()) yield result.value
}
