import type { Status } from '../../model/report.ts'
import type { Look, Reporter } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { withoutPassword } from '../wording/address.ts'
import { moment } from '../wording/moment.ts'
import { count, figure } from '../wording/quantity.ts'

const labelWidth = 11

/** Where the archive stands, and the command to try next. @param beginning the command that fits where nothing is recorded */
export const statusText =
  (beginning: Beginning): Reporter<Status> =>
  (status, look) => {
    const row = (name: string, ...spans: Span[]) => hanging([['quiet', name]], spans, labelWidth, look)
    const rows = [
      row('archive', ['path', oneLine(status.archive)]),
      row('store', ['path', oneLine(withoutPassword(status.store))]),
      '\n',
      row('pages', plain(figure(status.pages))),
      row('snapshots', plain(figure(status.snapshots))),
      row('events', plain(figure(status.events)), [
        'quiet',
        status.retitled > 0 ? `, ${figure(status.retitled)} retitled` : '',
      ]),
      row('versions', plain(figure(status.versions))),
      row('last run', ...lastRun(status, look)),
      row('ledger', ['quiet', status.snapshots === 0 ? 'empty' : `${status.ledger.slice(0, 16)}…`]),
      status.behind === null ? '' : `\n${block([['editorial', '! '], plain(oneLine(status.behind))], look, [0, 2])}`,
      '\n',
      row('next', ['strong', nextCommand(status, beginning)]),
    ]
    return rows.join('')
  }

function lastRun({ lastRun: run }: Status, look: Look): Span[] {
  if (run === null) return [plain('none yet')]
  const what = `${run.verb} of ${oneLine(withoutPassword(run.source))}`
  return [plain(`${moment(run.at, look.timeZone)}, ${what}`), ['quiet', `, ${count(run.revisions, 'revision')}`]]
}

/** Outside of a repository there is no history to import. */
export type Beginning = 'import' | 'ingest'

/** What helps most from here. */
export function nextCommand(
  { snapshots, retitled, behind }: Pick<Status, 'snapshots' | 'retitled' | 'behind'>,
  beginning: Beginning,
): string {
  if (snapshots === 0) return `variorum ${beginning}`
  if (behind !== null) return 'variorum reindex'
  return retitled > 0 ? 'variorum audit' : 'variorum history'
}
