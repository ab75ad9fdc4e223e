import type { Shown } from '../../model/report.ts'
import type { Reporter } from '../look.ts'
import { document, time } from './document.ts'
import { absenceJson, eventJson, originJson, snapshotJson, versionJson } from './version.ts'

/** A version as a document; its exact bytes are what `--raw` gives. */
export const showJson: Reporter<Shown> = ({ event, version, path, at, absent, origin, snapshot, body, bytes }) =>
  document({
    event: event === null ? null : eventJson(event),
    version: version === null ? null : versionJson(version),
    path,
    at: time(at),
    absent: absent && absenceJson(absent),
    origin: originJson(origin),
    snapshot: snapshotJson(snapshot),
    body,
    size: bytes?.length ?? null,
  })
