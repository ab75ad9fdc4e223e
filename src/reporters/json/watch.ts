import type { WatchEvent, WatchVersion } from '../../model/watch.ts'
import type { StreamReporter } from '../render-options.ts'
import { ndjsonLine, pick, schemaVersion, timeJson } from './document.ts'
import { summaryFields } from './summary.ts'
import { findingJson, snapshotJson } from './version.ts'

/**
 * A watch as a stream for other programs, one line for each event, in order. Every line has `schemaVersion`, `type` and
 * `at`. Times are RFC 3339 in UTC; an absent value is `null`.
 *
 * - `ready`: saves are noticed from now on. `archive`.
 * - `caught-up`: the saves before the watch are recorded. `pages`, `snapshots`, `versions`, `titleChanges`.
 * - `version`: `path`, `event` { `id`, `day`, `topic`, `title` }, `number`, `from`, `snapshot`, `missed`, `folded`,
 *   `formerly`, `fields`, `title` null or { `classes`, `severity`, `published`, `diff` }, `body` null or { `added`, `removed` } in words.
 * - `page`: recorded without a version. `path`, `what` (`removed moved returned folded kept`), `event`, `missed`,
 *   `formerly`, `fold` (null, or `related changes formats covers layout moved list`).
 * - `section`: a Changes section was written or not. `path`, `event`, `state` (`written left`), `finding`.
 * - `finding`: `finding`, as in other documents.
 * - `health`: `state` (`live degraded away stuck`), `message`.
 * - `end`: `summary`, as of an import.
 *
 * The figures of the status line are for people and not in the stream.
 */
export const watchNdjson: StreamReporter<WatchEvent> = () => ({
  item: (event) => (event.kind === 'status' ? '' : ndjsonLine(watchLine(event))),
})

function watchLine(event: Exclude<WatchEvent, { kind: 'status' }>) {
  const head = { schemaVersion, type: event.kind, at: timeJson(event.at) }
  switch (event.kind) {
    case 'ready':
      return { ...head, archive: event.archive }
    case 'caught-up':
      return { ...head, ...pick(event, 'pages', 'snapshots', 'versions', 'titleChanges') }
    case 'version':
      return { ...head, ...versionLine(event) }
    case 'page':
      return { ...head, ...pick(event, 'path', 'what', 'event', 'missed', 'formerly', 'fold') }
    case 'section': {
      const { finding } = event
      return { ...head, ...pick(event, 'path', 'event', 'state'), finding: finding && findingJson(finding) }
    }
    case 'finding':
      return { ...head, finding: findingJson(event.finding) }
    case 'health':
      return { ...head, ...pick(event, 'state', 'message') }
    case 'end':
      return { ...head, summary: summaryFields(event.summary) }
    default:
      return event satisfies never
  }
}

function versionLine(version: WatchVersion) {
  return {
    ...pick(version, 'path', 'event', 'number'),
    from: timeJson(version.from),
    snapshot: snapshotJson(version.snapshot),
    ...pick(version, 'missed', 'folded', 'formerly', 'fields'),
    title: version.title && pick(version.title, 'classes', 'severity', 'published', 'diff'),
    body: version.body,
  }
}
