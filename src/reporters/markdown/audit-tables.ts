import type { AuditGroup, ClassReason, Grouping, TitleChange } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { groupEvents, stoodText, undoneAfter } from '../wording/audit-figures.ts'
import { moment } from '../wording/moment.ts'
import { figure } from '../wording/quantity.ts'
import { sideOf } from '../wording/reading.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { symbols } from '../wording/severity-symbols.ts'
import { asText } from './escape.ts'
import type { Room } from './room.ts'
import { marked } from './words.ts'

export const changeColumns = ['time', 'stood', 'title', 'what', 'event'] as const

/** The first two lines of a table. @param names of our own */
export function tableHead(names: readonly string[]): string {
  return `| ${names.join(' | ')} |\n|${' --- |'.repeat(names.length)}\n`
}

/** A title change as a row of a table. */
export function changeRow(change: TitleChange, { timeZone, verbose }: Look): string {
  const { event, to, minutesStood, silent, bodyChanged } = change
  const notes = [silent ? 'silent' : 'noted', bodyChanged ? 'text too' : '', undoneAfter(change)]
  return row([
    to.at === null ? 'not known' : moment(to.at, timeZone),
    stoodText(minutesStood),
    titleCell(change) + (verbose ? `<br>${asText(to.path)}` : ''),
    [classesCell(change), notes.filter((note) => note !== '').join(', ')].filter((part) => part !== '').join('<br>'),
    asText(event),
  ])
}

/** Groups as a table, the most changes first, as many as there is room for. */
export function groupTable(groups: readonly AuditGroup[], by: Grouping | undefined, room: Room): string {
  const gravest = severities.toReversed()
  const names = gravest.map((severity) => `${symbols[severity]} ${severity}`)
  const head = tableHead([by ?? 'group', 'changes', 'events', 'silent', ...names, 'half stood'])
  const rows = groups.map((group) => {
    const { key, changes, silent, bySeverity, medianMinutesStood } = group
    return row([
      key === null ? '–' : asText(key),
      figure(changes),
      groupEvents(group),
      ...[silent, ...gravest.map((severity) => bySeverity[severity])].map(figure),
      stoodText(medianMinutesStood),
    ])
  })
  return head + room.fill(rows, 'group')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

/** Both titles whole, one under the other, where that reads better than one woven of both. */
function titleCell({ diff }: TitleChange): string {
  if (!isRewrite(diff)) return marked(diff)
  return `${marked(sideOf(diff, 'removed'))}<br>${marked(sideOf(diff, 'added'))}`
}

function classesCell({ classes, reasons }: TitleChange): string {
  return reasons.length === 0 ? classes.join(', ') : reasons.map(reasonText).join(', ')
}

function reasonText({ kind, removed, added }: ClassReason): string {
  if (removed.length === 0 && added.length === 0) return kind
  const words = (list: readonly string[]) => list.map(asText).join(', ') || '–'
  return `${kind} (${words(removed)} → ${words(added)})`
}
