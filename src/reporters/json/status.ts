import type { Status } from '../../model/report.ts'
import type { Reporter } from '../look.ts'
import { withoutPassword } from '../wording/address.ts'
import { document, time } from './document.ts'

/** Where the archive stands, as a document. */
export const statusJson: Reporter<Status> = (status) => {
  const { store, archive, pages, snapshots, events, versions, retitled, lastRun, ledger, behind } = status
  return document({
    store: withoutPassword(store),
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
            source: withoutPassword(lastRun.source),
            at: time(lastRun.at),
            revisions: lastRun.revisions,
          },
    ledger,
    behind,
  })
}
