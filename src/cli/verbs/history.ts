import type { History } from '../../model/event.ts'
import { historiesJson, historyJson, historyNdjson } from '../../reporters/json/history.ts'
import { eventsText } from '../../reporters/text/events.ts'
import { historyText } from '../../reporters/text/history.ts'
import { namingEvent } from '../arguments/event-argument.ts'
import { pageArgument } from '../arguments/page-argument.ts'
import type { Run } from '../run.ts'
import { emitStream, type StreamReporters } from '../terminal/emit.ts'

const one: StreamReporters<History> = { text: historyText, json: historyJson, ndjson: historyNdjson }
const every: StreamReporters<History> = { text: eventsText, json: historiesJson, ndjson: historyNdjson }

export const run: Run = async (call) => {
  const [given] = call.args
  const { signal } = call
  await using variorum = await call.open()
  if (given === undefined) {
    const told = await emitStream(await call.outputs(), variorum.history(undefined, { signal }), every)
    if (told === 0 && call.interactive) call.talk('No events yet. Next: variorum import')
    return 0
  }
  const event = pageArgument(given, call.cwd, variorum.archive)
  const histories = variorum.history(event, { signal })[Symbol.asyncIterator]()
  const first = await namingEvent(variorum, event, () => histories.next())
  await emitStream(await call.outputs(), from(first, histories), one)
  return 0
}

async function* from<Item>(first: IteratorResult<Item>, rest: AsyncIterator<Item>): AsyncIterable<Item> {
  for (let result = first; !result.done; result = await rest.next()) yield result.value
}
