import { changesOutsideBulk } from '../../audit/bulk-changes.ts'
import type { Audit, TitleChange } from '../../model/audit.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { plainSpan } from '../terminal/spans.ts'
import { oneLine, titleDiffSpans } from '../terminal/word-diff.ts'
import { headlineOf, listedGroups, stoodText } from '../wording/audit-figures.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { changeDetails } from './audit-details.ts'
import { groupLines, groupTableText } from './audit-groups.ts'
import { changeTable } from './audit-table.ts'
import { auditTotalsText } from './audit-totals.ts'

/** Title changes, or groups of them: for a terminal a table with totals below it, for a pipe one line each. */
export const auditText: Reporter<Audit> = (audit, options) => {
  const { changes, totals, filter } = audit
  const groups = listedGroups(audit)
  if (!Number.isFinite(options.width)) {
    if (groups !== null) return groupLines(groups, options)
    return changes
      .map((change) => changeLine(change, options) + (options.verbose ? changeDetails(change, options) : ''))
      .join('')
  }
  if (totals.changes === 0) return renderBlock([plainSpan(headlineOf(totals, filter))], options)
  if (groups !== null) {
    const left = limitNote(groups.length, audit.groups?.length ?? 0, 'group', options)
    return `${groupTableText(groups, filter.groupBy, options)}\n${auditTotalsText(audit, options)}${left}`
  }
  const listed = options.verbose ? audit : { ...audit, changes: changesOutsideBulk(audit) }
  const inBulk = changes.length - listed.changes.length
  const left = limitNote(changes.length, totals.changes, 'change', options)
  return `${changeTable(listed, options)}${bulkNote(inBulk, options)}\n${auditTotalsText(audit, options)}${left}`
}

function changeLine(change: TitleChange, options: RenderOptions): string {
  const { to, severity, classes, silent, minutesStood, diff } = change
  const facts = [
    to.at === null ? 'time-unknown' : formatTime(to.at, options.timeZone),
    severity,
    classes.join(',') || '-',
    silent ? 'silent' : 'noted',
    minutesStood === null ? '-' : stoodText(minutesStood),
    oneLine(to.path),
  ]
  return renderBlock([plainSpan(`${facts.join('  ')}  `), ...titleDiffSpans(diff, options)], options)
}

/** Where changes are told as one each, as `at once` among the figures. */
function bulkNote(inBulk: number, options: RenderOptions): string {
  return inBulk === 0
    ? ''
    : renderBlock(
        [
          [
            'quiet',
            `\n${formatCount(inBulk, 'change')} made at once ${inBulk === 1 ? 'is' : 'are'} told below; -v lists ${inBulk === 1 ? 'it' : 'them'} too`,
          ],
        ],
        options,
      )
}

function limitNote(shown: number, all: number, one: string, options: RenderOptions): string {
  if (shown >= all) return ''
  return renderBlock(
    [['editorial', `\n${formatCount(shown, one)} shown, ${formatNumber(all - shown)} left out by --limit`]],
    options,
  )
}
