import type { Change } from '../../model/change.ts'
import type { History, MatchEvidence, Relation, Version } from '../../model/event.ts'
import type { Instant } from '../../model/time.ts'
import type { RenderOptions, StreamReporter } from '../render-options.ts'
import { renderBlock, withNoBreakSpaces } from '../terminal/block.ts'
import { formatWeight, reasonText } from '../terminal/evidence.ts'
import { severityMark } from '../terminal/severity-mark.ts'
import { joinSpans, plainSpan, type Span } from '../terminal/spans.ts'
import { countWords, oneLine, titleDiffSpans } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { formatDuration, formatTime, formatTimeRange } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'

const dot: Span = ['quiet', ' · ']

/** One event's versions, oldest first, each title as a word diff against the one before. */
export const historyText: StreamReporter<History> = (options) => ({
  item: (history) =>
    eventHeading(history, options) +
    history.versions.map((version) => `\n${versionText(version, history, options)}`).join(''),
})

function eventHeading({ event, versions }: History, options: RenderOptions): string {
  const facts = joinSpans(
    [
      plainSpan(event.day ?? 'undated'),
      plainSpan(oneLine(event.topic ?? '')),
      plainSpan(formatCount(versions.length, 'version')),
      ['quiet', event.id],
      ...(event.live ? [] : [['editorial', 'no page tells it any more'] as const]),
    ],
    dot,
  )
  return renderBlock([['strong', oneLine(event.title)]], options) + renderBlock(facts, options)
}

function versionText(version: Version, history: History, options: RenderOptions): string {
  const lines = [renderBlock(versionSpans(version, options), options, [0, 4])]
  const title = version.changes.find(({ field }) => field === 'title')
  if (title === undefined) {
    const style = version.number === 1 ? 'plain' : 'quiet'
    lines.push(renderBlock([[style, oneLine(version.title)]], options, 4))
  } else {
    lines.push(
      renderBlock([severityMark(title)], options, 4),
      renderBlock(titleDiffSpans(title.diff, options), options, 4),
    )
  }
  for (const change of version.changes)
    if (change !== title) lines.push(renderBlock(changeSpans(change, options), options, [4, 6]))
  if (version === history.versions[0]) lines.push(renderBlock([['path', oneLine(version.path)]], options, [4, 6]))
  lines.push(
    rulingLine(version, options),
    ...version.kin.map((kin) => renderBlock([['quiet', relationText(kin)]], options, [4, 6])),
  )
  for (const { from, until } of version.gone)
    lines.push(renderBlock(absenceSpans(from, until, options), options, [4, 6]))
  if (options.verbose) lines.push(evidenceText(version, options))
  return lines.join('')
}

/** `@2 Update  2018-01-15 15:02 → 22:14 UTC · stood 7 h 12 min`. */
export function versionSpans(version: Version, options: RenderOptions): Span[] {
  return [
    ['strong', `@${version.number} ${version.label}`],
    plainSpan('  '),
    ...joinSpans(periodSpans(version, options), dot),
  ]
}

function periodSpans({ from, until, label }: Version, options: RenderOptions): Span[] {
  const zone = options.timeZone
  if (from === null)
    return [plainSpan(until === null ? 'time unknown' : `until ${formatTime(until, zone)}, beginning unknown`)]
  if (until === null)
    return [
      plainSpan(label === 'Current version' ? `since ${formatTime(from, zone)}` : `from ${formatTime(from, zone)}`),
    ]
  return [
    plainSpan(formatTimeRange(from, until, zone)),
    ['quiet', withNoBreakSpaces(`stood ${formatDuration(until - from)}`, options)],
  ]
}

/** `not published 2018-01-15 → 2018-03-01 UTC · gone 45 d`. @param until null: it is not back */
export function absenceSpans(from: Instant, until: Instant | null, options: RenderOptions): Span[] {
  const zone = options.timeZone
  if (until === null) return [['editorial', `not published since ${formatTime(from, zone)}`]]
  return [
    ['editorial', `not published ${formatTimeRange(from, until, zone)}`],
    dot,
    ['quiet', `gone ${formatDuration(until - from)}`],
  ]
}

function changeSpans(change: Change, options: RenderOptions): Span[] {
  const { field, diff } = change
  if (field === 'topic' || field === 'day' || field === 'path')
    return [['quiet', `${field} `], ...titleDiffSpans(diff, options)]
  const { removed, added } = countWords(diff)
  const lines = (kind: 'removed' | 'added') =>
    diff.filter((segment) => segment[0] === kind).flatMap(([, text]) => text.split('\n').filter((line) => line !== ''))
  const amount =
    field === 'sources'
      ? `+${lines('added').length} −${lines('removed').length}`
      : `+${added} −${removed} ${added + removed === 1 ? 'word' : 'words'}`
  return [['quiet', `${field} `], severityMark(change), plainSpan(`  ${amount}`)]
}

function evidenceText({ origin, snapshot, link }: Version, options: RenderOptions): string {
  const from = `from ${originText(origin)}${snapshot === null ? '' : `, snapshot ${snapshot.slice(0, 12)}`}`
  return renderBlock([['quiet', oneLine(from)]], options, [4, 6]) + (link === null ? '' : linkText(link, options))
}

function linkText({ score, reasons }: MatchEvidence, options: RenderOptions): string {
  const head = renderBlock([['quiet', `the same event, by a score of ${score.toFixed(2)}:`]], options, 4)
  const rows = reasons.map(({ kind, value, weight }) =>
    renderBlock([['quiet', `${formatWeight(weight)} ${kind}  ${oneLine(value)}`]], options, [6, 12]),
  )
  return head + rows.join('')
}

const relationTexts: Readonly<Record<Relation['kind'], string>> = {
  merged: 'took in the event',
  'merged-into': 'ended as part of the event',
  split: 'a part of it became the event',
  'split-from': 'was a part of the event',
}

function relationText({ kind, event }: Relation): string {
  return `${relationTexts[kind]} ${event}`
}

/** That people said so is told to everybody; all other evidence to those who ask. */
function rulingLine({ link }: Version, options: RenderOptions): string {
  const ruling = link?.reasons.find(({ kind }) => kind === 'ruling')
  return ruling === undefined || options.verbose ? '' : renderBlock([['quiet', reasonText(ruling)]], options, [4, 6])
}
