import { madeSingly } from '../../audit/bulk.ts'
import type { Audit, TitleChange } from '../../model/audit.ts'
import type { Look, Reporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { plain } from '../terminal/spans.ts'
import { oneLine, titleDiff } from '../terminal/word-diff.ts'
import { headlineOf, listedGroups, stoodText } from '../wording/audit-figures.ts'
import { moment } from '../wording/moment.ts'
import { count, figure } from '../wording/quantity.ts'
import { changeDetails } from './audit-details.ts'
import { groupLines, groupTable } from './audit-groups.ts'
import { changeTable } from './audit-table.ts'
import { auditTotalsText } from './audit-totals.ts'

/** Title changes, or groups of them: for a terminal a table with totals below it, for a pipe one line each. */
export const auditText: Reporter<Audit> = (audit, look) => {
  const { changes, totals, filter } = audit
  const groups = listedGroups(audit)
  if (!Number.isFinite(look.width)) {
    if (groups !== null) return groupLines(groups, look)
    return changes.map((change) => record(change, look) + (look.verbose ? changeDetails(change, look) : '')).join('')
  }
  if (totals.changes === 0) return block([plain(headlineOf(totals, filter))], look)
  if (groups !== null) {
    const left = leftOut(groups.length, audit.groups?.length ?? 0, 'group', look)
    return `${groupTable(groups, filter.groupBy, look)}\n${auditTotalsText(audit, look)}${left}`
  }
  const listed = look.verbose ? audit : { ...audit, changes: madeSingly(audit) }
  const inBulk = changes.length - listed.changes.length
  const left = leftOut(changes.length, totals.changes, 'change', look)
  return `${changeTable(listed, look)}${setApart(inBulk, look)}\n${auditTotalsText(audit, look)}${left}`
}

function record(change: TitleChange, look: Look): string {
  const { to, severity, classes, silent, minutesStood, diff } = change
  const facts = [
    to.at === null ? 'time-unknown' : moment(to.at, look.timeZone),
    severity,
    classes.join(',') || '-',
    silent ? 'silent' : 'noted',
    minutesStood === null ? '-' : stoodText(minutesStood),
    oneLine(to.path),
  ]
  return block([plain(`${facts.join('  ')}  `), ...titleDiff(diff, look)], look)
}

/** Where changes are told as one each, as `at once` among the figures. */
function setApart(inBulk: number, look: Look): string {
  return inBulk === 0
    ? ''
    : block(
        [
          [
            'quiet',
            `\n${count(inBulk, 'change')} made at once ${inBulk === 1 ? 'is' : 'are'} told below; -v lists ${inBulk === 1 ? 'it' : 'them'} too`,
          ],
        ],
        look,
      )
}

function leftOut(shown: number, all: number, one: string, look: Look): string {
  if (shown >= all) return ''
  return block([['editorial', `\n${count(shown, one)} shown, ${figure(all - shown)} left out by --limit`]], look)
}
