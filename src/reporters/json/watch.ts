import type { WatchEvent, WatchVersion } from '../../model/watch.ts'
import type { StreamReporter } from '../render-options.ts'
import { ndjsonLine, schemaVersion, timeJson } from './document.ts'
import { findingJson } from './finding.ts'
import { summaryFields } from './summary.ts'
import { snapshotJson } from './version.ts'

/**
 * A watch as a stream for other programs, one line for each thing that happened, in order. Every line has
 * `schemaVersion`, `type` and `at`; times are RFC 3339 in UTC, what is absent is `null`.
 *
 * - `ready`: saves are noticed from now on. `archive`.
 * - `caught-up`: what was missed is recorded. `pages`, `snapshots`, `versions`, `titleChanges`.
 * - `version`: `path`, `event` { `id`, `day`, `topic`, `title` }, `number`, `from`, `snapshot`, `missed`, `folded`,
 *   `formerly`, `fields`, `title` null or { `classes`, `severity`, `published`, `diff` }, `body` null or { `added`, `removed` } in words.
 * - `page`: recorded without a version. `path`, `what` (`removed moved returned folded kept`), `event`, `missed`,
 *   `formerly`, `fold` (null, or `related changes formats covers layout moved list`).
 * - `section`: a Changes section was brought up to date. `path`, `event`, `state` (`written left`), `finding`.
 * - `finding`: `finding`, as elsewhere.
 * - `health`: `state` (`live degraded away stuck`), `message`.
 * - `end`: `summary`, as of an import.
 *
 * The figures of a status line are left out: they are for people.
 */
export const watchNdjson: StreamReporter<WatchEvent> = () => ({
  item: (event) => (event.kind === 'status' ? '' : ndjsonLine(watchLine(event))),
})

function watchLine(event: Exclude<WatchEvent, { kind: 'status' }>) {
  const head = { schemaVersion, type: event.kind, at: timeJson(event.at) }
  switch (event.kind) {
    case 'ready':
      return { ...head, archive: event.archive }
    case 'caught-up': {
      const { pages, snapshots, versions, titleChanges } = event
      return { ...head, pages, snapshots, versions, titleChanges }
    }
    case 'version':
      return { ...head, ...versionLine(event) }
    case 'page': {
      const { path, what, event: watchedEvent, missed, formerly, fold } = event
      return { ...head, path, what, event: watchedEvent, missed, formerly, fold }
    }
    case 'section': {
      const { path, event: watchedEvent, state, finding } = event
      return { ...head, path, event: watchedEvent, state, finding: finding && findingJson(finding) }
    }
    case 'finding':
      return { ...head, finding: findingJson(event.finding) }
    case 'health':
      return { ...head, state: event.state, message: event.message }
    case 'end':
      return { ...head, summary: summaryFields(event.summary) }
    default:
      return event satisfies never
  }
}

function versionLine({
  path,
  event,
  number,
  from,
  snapshot,
  missed,
  folded,
  formerly,
  fields,
  title,
  body,
}: WatchVersion) {
  return {
    path,
    event,
    number,
    from: timeJson(from),
    snapshot: snapshotJson(snapshot),
    missed,
    folded,
    formerly,
    fields,
    title: title && {
      classes: title.classes,
      severity: title.severity,
      published: title.published,
      diff: title.diff,
    },
    body,
  }
}
