import type { History } from '../../model/event.ts'
import type { StreamReporter } from '../render-options.ts'
import { jsonDocument, ndjsonLine, schemaVersion } from './document.ts'
import { eventJson, versionJson } from './version.ts'

/** One event's history as a document. */
export const historyJson: StreamReporter<History> = () => ({ item: (history) => jsonDocument(historyFields(history)) })

/** Every event's history: the same documents, one a line. */
export const historyNdjson: StreamReporter<History> = () => ({
  item: (history) => ndjsonLine({ schemaVersion, ...historyFields(history) }),
})

/** Every event's history in one document, written as it comes: `{ schemaVersion, histories: [ { event, versions } ] }`. */
export const historiesJson: StreamReporter<History> = () => {
  let items = 0
  return {
    start: `{ "schemaVersion": ${schemaVersion}, "histories": [`,
    item(history) {
      items += 1
      return `${items === 1 ? '\n' : ',\n'}${ndjsonLine(historyFields(history)).trimEnd()}`
    },
    end: () => `${items === 0 ? '' : '\n'}] }\n`,
  }
}

function historyFields({ event, versions }: History) {
  return { event: eventJson(event), versions: versions.map(versionJson) }
}
