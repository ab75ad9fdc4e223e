import type { ArchiveStatus } from '../../model/report.ts'
import type { Reporter } from '../render-options.ts'
import { redactPassword } from '../wording/origin.ts'
import { jsonDocument, pick, timeJson } from './document.ts'

/** The state of an archive as one document. */
export const statusJson: Reporter<ArchiveStatus> = (status) => {
  const run = status.lastRun
  return jsonDocument({
    store: redactPassword(status.store),
    ...pick(status, 'archive', 'pages', 'snapshots', 'events', 'versions', 'retitled'),
    lastRun: run && {
      verb: run.verb,
      source: redactPassword(run.source),
      at: timeJson(run.at),
      revisions: run.revisions,
    },
    ...pick(status, 'ledger', 'behind'),
  })
}
