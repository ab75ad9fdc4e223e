import type { ArchiveStatus } from '../../model/report.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { redactPassword } from '../wording/origin.ts'

const labelWidth = 11

/** The figures of an archive, and the next command to try. @param firstCommand the command for an empty store */
export const statusText =
  (firstCommand: FirstCommand): Reporter<ArchiveStatus> =>
  (status, options) => {
    const row = (name: string, ...spans: Span[]) => renderLabelled([['quiet', name]], spans, labelWidth, options)
    const retitled = status.retitled > 0 ? `, ${formatNumber(status.retitled)} retitled` : ''
    const rows = [
      row('archive', pathSpan(status.archive)),
      row('store', pathSpan(redactPassword(status.store))),
      '\n',
      row('pages', plainSpan(formatNumber(status.pages))),
      row('snapshots', plainSpan(formatNumber(status.snapshots))),
      row('events', plainSpan(formatNumber(status.events)), ['quiet', retitled]),
      row('versions', plainSpan(formatNumber(status.versions))),
      row('last run', ...lastRunSpans(status, options)),
      row('ledger', ['quiet', status.snapshots === 0 ? 'empty' : `${status.ledger.slice(0, 16)}…`]),
      status.behind === null
        ? ''
        : `\n${renderBlock([['editorial', '! '], plainSpan(oneLine(status.behind))], options, [0, 2])}`,
      '\n',
      row('next', ['strong', nextCommand(status, firstCommand)]),
    ]
    return rows.join('')
  }

function lastRunSpans({ lastRun: run }: ArchiveStatus, options: RenderOptions): Span[] {
  if (run === null) return [plainSpan('none yet')]
  const what = `${run.verb} of ${oneLine(redactPassword(run.source))}`
  return [
    plainSpan(`${formatTime(run.at, options.timeZone)}, ${what}`),
    ['quiet', `, ${formatCount(run.revisions, 'revision')}`],
  ]
}

/** `ingest` is for an archive outside of a repository: it has no history to import. */
export type FirstCommand = 'import' | 'ingest'

type CommandStatus = Pick<ArchiveStatus, 'snapshots' | 'retitled' | 'behind'>

/** The most useful next command. */
export function nextCommand(status: CommandStatus, firstCommand: FirstCommand): string {
  const { snapshots, retitled, behind } = status
  if (snapshots === 0) return `variorum ${firstCommand}`
  if (behind !== null) return 'variorum reindex'
  return retitled > 0 ? 'variorum audit' : 'variorum history'
}
