import type { ClassReason, TitleChange, TitleState } from '../../model/audit.ts'
import type { MatchEvidence } from '../../model/event.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderLabelledList } from '../terminal/block.ts'
import { formatWeight, reasonText } from '../terminal/evidence.ts'
import { dot, joinSpans, type Line, plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { afterText, minutesText } from '../wording/audit-figures.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { severityAndClasses, severitySymbols } from '../wording/severity.ts'

const indent = '    '
const labelWidth = 14

/** Everything known about one title change, one labelled line for each fact. */
export function changeDetails(change: TitleChange, options: RenderOptions): string {
  const { from, to, silent, bodyChanged, minutesStood, reverted, link, origin, sources } = change
  const list = (label: string, texts: readonly Line[]) =>
    renderLabelledList(label, texts, indent.length + labelWidth, options, indent)
  const sourceLines = sources.map((source) => [pathSpan(source)])
  const line = (label: string, text: string) => list(label, [[plainSpan(text)]])
  return [
    list('event', [eventText(change)]),
    list('before', [stateText(from, from.path, options)]),
    list('after', [stateText(to, to.path === from.path ? '' : to.path, options)]),
    line('current for', minutesStood === null ? 'unknown' : minutesText(minutesStood)),
    list('classes', classLines(change)),
    line('noted', silent ? 'no: the page does not note the change' : 'yes, in the Changes section of the page'),
    line('text', bodyChanged ? 'changed with the title' : 'unchanged'),
    line('origin', originText(origin)),
    reverted === null ? '' : line('undone', undoneDetail(reverted, options)),
    // An unchanged path needs no evidence.
    link === null || from.path === to.path ? '' : list('one event', linkLines(link)),
    list('sources', sourceLines),
  ].join('')
}

function linkLines({ score, reasons }: MatchEvidence): Line[] {
  const rows = reasons.map((reason) => `${formatWeight(reason.weight)}  ${reasonText(reason)}`)
  return [`score ${score.toFixed(2)}, where 1 is certain`, ...rows].map((text) => [plainSpan(text)])
}

/** Each class with the words of the titles that are its reason. */
function classLines({ reasons, classes, severity }: TitleChange): Line[] {
  return reasons.length > 0 ? reasons.map(reasonLine) : [[[severity, severityAndClasses(severity, classes)]]]
}

function reasonLine({ kind, severity, removed, added }: ClassReason): Line {
  const head: Span = [severity, `${severitySymbols[severity]} ${kind}`]
  const spans = (words: readonly string[], style: 'removed' | 'added') =>
    joinSpans(
      words.map((word) => [style, oneLine(word)] as const),
      plainSpan(', '),
    )
  const [before, after] = [spans(removed, 'removed'), spans(added, 'added')]
  if (before.length === 0 && after.length === 0) return [head]
  if (before.length === 0) return [head, plainSpan('  added: '), ...after]
  if (after.length === 0) return [head, plainSpan('  removed: '), ...before]
  return [head, plainSpan('  '), ...before, plainSpan(' → '), ...after]
}

function eventText({ event, day, topic }: TitleChange): Line {
  return joinSpans([plainSpan(event), plainSpan(day ?? 'undated'), plainSpan(oneLine(topic ?? ''))], dot)
}

function stateText({ number, at }: TitleState, path: string, options: RenderOptions): Line {
  const time = at === null ? 'time unknown' : formatTime(at, options.timeZone)
  return joinSpans([plainSpan(`@${number}`), plainSpan(time), pathSpan(path)], plainSpan('  '))
}

function undoneDetail({ number, at, minutes }: NonNullable<TitleChange['reverted']>, options: RenderOptions): string {
  const after = minutes === null ? '' : ` ${afterText(minutes)}`
  const when = at === null ? '' : `, ${formatTime(at, options.timeZone)}`
  return `the former title was restored${after}${when} (@${number})`
}
