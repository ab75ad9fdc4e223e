import type { ArchiveStatus } from '../../model/report.ts'
import type { Reporter } from '../render-options.ts'
import { redactPassword } from '../wording/origin.ts'
import { jsonDocument, timeJson } from './document.ts'

/** Where the archive stands, as a document. */
export const statusJson: Reporter<ArchiveStatus> = (status) => {
  const { store, archive, pages, snapshots, events, versions, retitled, lastRun, ledger, behind } = status
  return jsonDocument({
    store: redactPassword(store),
    archive,
    pages,
    snapshots,
    events,
    versions,
    retitled,
    lastRun:
      lastRun === null
        ? null
        : {
            verb: lastRun.verb,
            source: redactPassword(lastRun.source),
            at: timeJson(lastRun.at),
            revisions: lastRun.revisions,
          },
    ledger,
    behind,
  })
}
