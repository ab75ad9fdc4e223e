import type { ClassReason, TitleChange, TitleState } from '../../model/audit.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderLabelled } from '../terminal/block.ts'
import { formatWeight, reasonText } from '../terminal/evidence.ts'
import { joinSpans, type Line, plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { afterText, stoodText } from '../wording/audit-figures.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'

const dot: Span = ['quiet', ' · ']
const indent = '    '
const labelWidth = 14

/** All that is known of one title change, a line each with its label. */
export function changeDetails(change: TitleChange, options: RenderOptions): string {
  const { from, to, silent, bodyChanged, minutesStood, reverted, link, origin, sources } = change
  const line = (label: string, text: Line | string) =>
    detailLine(label, typeof text === 'string' ? [plainSpan(text)] : text, options)
  const stood = minutesStood === null ? 'how long is not known' : stoodText(minutesStood)
  const lines = [
    line('event', eventText(change)),
    line('before', stateText(from, options)),
    line('after', stateText({ ...to, path: to.path === from.path ? null : to.path }, options)),
    line('stood', stood),
    ...classLines(change).map((text, at) => line(at === 0 ? 'classes' : '', text)),
    line(
      'noted',
      silent ? 'silent: nothing in the page says that the title changed' : 'the page says so in its Changes section',
    ),
    line('text', bodyChanged ? 'changed with the title' : 'stayed as it was'),
    line('by', originText(origin)),
  ]
  if (reverted !== null) lines.push(line('undone', undoneDetail(reverted, options)))
  // in one place there is nothing to prove
  if (link !== null && from.path !== to.path) {
    lines.push(line('one event', `likely by ${link.score.toFixed(2)}, where 1 is certain`))
    for (const reason of link.reasons) lines.push(line('', `${formatWeight(reason.weight)}  ${reasonText(reason)}`))
  }
  sources.forEach((source, at) => {
    lines.push(line(at === 0 ? 'sources' : '', [['path', oneLine(source)]]))
  })
  return lines.join('')
}

/** Each class with what of the titles makes it so. */
function classLines({ reasons, classes, severity }: TitleChange): Line[] {
  if (reasons.length > 0) return reasons.map(reasonLine)
  return [
    [[severity, `${severitySymbols[severity]} ${severity}${classes.length === 0 ? '' : `: ${classes.join(', ')}`}`]],
  ]
}

function reasonLine({ kind, severity, removed, added }: ClassReason): Line {
  const head: Span = [severity, `${severitySymbols[severity]} ${kind}`]
  const spans = (words: readonly string[], style: 'removed' | 'added'): Span[] =>
    words.flatMap((word, at): Span[] => [...(at === 0 ? [] : [plainSpan(', ')]), [style, oneLine(word)]])
  const [gone, come] = [spans(removed, 'removed'), spans(added, 'added')]
  if (gone.length === 0 && come.length === 0) return [head]
  if (gone.length === 0) return [head, plainSpan('  came: '), ...come]
  if (come.length === 0) return [head, plainSpan('  went: '), ...gone]
  return [head, plainSpan('  '), ...gone, plainSpan(' → '), ...come]
}

function eventText({ event, day, topic }: TitleChange): Line {
  return joinSpans([plainSpan(event), plainSpan(day ?? 'undated'), plainSpan(oneLine(topic ?? ''))], dot)
}

/** @param state its path may be left out, where it is another's */
function stateText(
  { number, path, at }: Omit<TitleState, 'path'> & { readonly path: string | null },
  options: RenderOptions,
): Line {
  const time = at === null ? 'time not known' : formatTime(at, options.timeZone)
  return joinSpans([plainSpan(`@${number}`), plainSpan(time), ['path', oneLine(path ?? '')]], plainSpan('  '))
}

function undoneDetail({ number, at, minutes }: NonNullable<TitleChange['reverted']>, options: RenderOptions): string {
  const after = minutes === null ? '' : ` ${afterText(minutes)}`
  const when = at === null ? '' : `, ${formatTime(at, options.timeZone)}`
  return `the former title came back${after}${when} (@${number})`
}

function detailLine(label: string, text: Line, options: RenderOptions): string {
  return renderLabelled([['quiet', `${indent}${label}`]], text, indent.length + labelWidth, options)
}
