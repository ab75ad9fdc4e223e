import type { History } from '../../model/event.ts'
import type { StreamReporter } from '../render-options.ts'
import { compactJson, jsonDocument, ndjsonLine, schemaVersion } from './document.ts'
import { eventJson, versionJson } from './version.ts'

/** The history of one event as one document. */
export const historyJson: StreamReporter<History> = () => ({ item: (history) => jsonDocument(historyFields(history)) })

/** The histories of all events, one document on each line. */
export const historyNdjson: StreamReporter<History> = () => ({
  item: (history) => ndjsonLine({ schemaVersion, ...historyFields(history) }),
})

/** The histories of all events as one streamed document: `{ schemaVersion, histories: [ { event, versions } ] }`. */
export const historiesJson: StreamReporter<History> = () => {
  let items = 0
  return {
    start: `{ "schemaVersion": ${schemaVersion}, "histories": [`,
    item: (history) => `${items++ === 0 ? '\n' : ',\n'}${compactJson(historyFields(history))}`,
    end: () => `${items === 0 ? '' : '\n'}] }\n`,
  }
}

function historyFields({ event, versions }: History) {
  return { event: eventJson(event), versions: versions.map(versionJson) }
}
