import type { AuditGroup, AuditGrouping, ClassReason, TitleChange } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { groupEventsText, stoodText, undoneAfterText } from '../wording/audit-figures.ts'
import { formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { diffSide } from '../wording/readable-diff.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import type { ByteBudget } from './byte-budget.ts'
import { escapeMarkdown } from './escape.ts'
import { inlineDiff } from './inline-diff.ts'

export const changeColumns = ['time', 'stood', 'title', 'what', 'event'] as const

/** The first two lines of a table. @param names of our own */
export function tableHead(names: readonly string[]): string {
  return `| ${names.join(' | ')} |\n|${' --- |'.repeat(names.length)}\n`
}

/** A title change as a row of a table. */
export function changeRow(change: TitleChange, { timeZone, verbose }: RenderOptions): string {
  const { event, to, minutesStood, silent, bodyChanged } = change
  const notes = [silent ? 'silent' : 'noted', bodyChanged ? 'text too' : '', undoneAfterText(change)]
  return tableRow([
    to.at === null ? 'not known' : formatTime(to.at, timeZone),
    stoodText(minutesStood),
    titleCell(change) + (verbose ? `<br>${escapeMarkdown(to.path)}` : ''),
    [classesCell(change), notes.filter((note) => note !== '').join(', ')].filter((part) => part !== '').join('<br>'),
    escapeMarkdown(event),
  ])
}

/** Groups as a table, the most changes first, as many as there is room for. */
export function groupTableMarkdown(
  groups: readonly AuditGroup[],
  by: AuditGrouping | undefined,
  budget: ByteBudget,
): string {
  const gravest = severities.toReversed()
  const names = gravest.map((severity) => `${severitySymbols[severity]} ${severity}`)
  const head = tableHead([by ?? 'group', 'changes', 'events', 'silent', ...names, 'half stood'])
  const rows = groups.map((group) => {
    const { key, changes, silent, bySeverity, medianMinutesStood } = group
    return tableRow([
      key === null ? '–' : escapeMarkdown(key),
      formatNumber(changes),
      groupEventsText(group),
      ...[silent, ...gravest.map((severity) => bySeverity[severity])].map(formatNumber),
      stoodText(medianMinutesStood),
    ])
  })
  return head + budget.fill(rows, 'group')
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

/** Both titles whole, one under the other, where that reads better than one woven of both. */
function titleCell({ diff }: TitleChange): string {
  if (!isRewrite(diff)) return inlineDiff(diff)
  return `${inlineDiff(diffSide(diff, 'removed'))}<br>${inlineDiff(diffSide(diff, 'added'))}`
}

function classesCell({ classes, reasons }: TitleChange): string {
  return reasons.length === 0 ? classes.join(', ') : reasons.map(classReasonText).join(', ')
}

function classReasonText({ kind, removed, added }: ClassReason): string {
  if (removed.length === 0 && added.length === 0) return kind
  const words = (list: readonly string[]) => list.map(escapeMarkdown).join(', ') || '–'
  return `${kind} (${words(removed)} → ${words(added)})`
}
