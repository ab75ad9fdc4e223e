import type { ShownVersion } from '../../model/report.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument, timeJson } from './document.ts'
import { absenceJson, eventJson, originJson, snapshotJson, versionJson } from './version.ts'

/** A version as one document, without its exact bytes. */
export const showJson: Reporter<ShownVersion> = ({ event, version, path, at, absent, origin, snapshot, body, bytes }) =>
  jsonDocument({
    event: event && eventJson(event),
    version: version && versionJson(version),
    path,
    at: timeJson(at),
    absent: absent && absenceJson(absent),
    origin: originJson(origin),
    snapshot: snapshotJson(snapshot),
    body,
    size: bytes?.length ?? null,
  })
