import type { Change } from '../../model/change.ts'
import type { History, MatchEvidence, Relation, Version } from '../../model/event.ts'
import type { Instant } from '../../model/time.ts'
import type { RenderOptions, StreamReporter } from '../render-options.ts'
import { renderBlock, withNoBreakSpaces } from '../terminal/block.ts'
import { formatWeight, reasonText } from '../terminal/evidence.ts'
import { dot, joinSpans, type Line, plainSpan, type Span, severityMark } from '../terminal/spans.ts'
import { countWords, oneLine, pathSpan, titleDiffSpans } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { formatDuration, formatTime, formatTimeRange } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'

/** The versions of an event, oldest first, each title as a word diff against the version before. */
export const historyText: StreamReporter<History> = (options) => ({
  item: (history) =>
    eventHeading(history, options) +
    history.versions.map((version) => `\n${versionText(version, history, options)}`).join(''),
})

function eventHeading({ event, versions }: History, options: RenderOptions): string {
  const facts: Span[] = [
    plainSpan(event.day ?? 'undated'),
    plainSpan(oneLine(event.topic ?? '')),
    plainSpan(formatCount(versions.length, 'version')),
    ['quiet', event.id],
    ['editorial', event.live ? '' : 'on no page now'],
  ]
  return renderBlock([['strong', oneLine(event.title)]], options) + renderBlock(joinSpans(facts, dot), options)
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
  const facts: Line[] = [
    ...version.changes.filter((change) => change !== title).map((change) => changeSpans(change, options)),
    ...(version === history.versions[0] ? [[pathSpan(version.path)]] : []),
    ...rulingLines(version, options),
    ...version.kin.map((kin): Line => [['quiet', `${relationTexts[kin.kind]} ${kin.event}`]]),
    ...version.gone.map(({ from, until }) => absenceSpans(from, until, options)),
  ]
  lines.push(...facts.map((fact) => renderBlock(fact, options, [4, 6])))
  if (options.verbose) lines.push(evidenceText(version, options))
  return lines.join('')
}

/** `@2 Update  2018-01-15 15:02 → 22:14 UTC · current for 7 h 12 min`. */
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
    return [plainSpan(until === null ? 'time unknown' : `until ${formatTime(until, zone)}, start unknown`)]
  if (until === null) return [plainSpan(`${label === 'Current version' ? 'since' : 'from'} ${formatTime(from, zone)}`)]
  return [
    plainSpan(formatTimeRange(from, until, zone)),
    ['quiet', withNoBreakSpaces(`current for ${formatDuration(until - from)}`, options)],
  ]
}

/** `not published 2018-01-15 → 2018-03-01 UTC · missing for 45 d`. @param until null: still not published */
export function absenceSpans(from: Instant, until: Instant | null, options: RenderOptions): Span[] {
  const zone = options.timeZone
  if (until === null) return [['editorial', `not published since ${formatTime(from, zone)}`]]
  return [
    ['editorial', `not published ${formatTimeRange(from, until, zone)}`],
    dot,
    ['quiet', `missing for ${formatDuration(until - from)}`],
  ]
}

function changeSpans(change: Change, options: RenderOptions): Span[] {
  const { field, diff } = change
  if (field === 'topic' || field === 'day' || field === 'path')
    return [['quiet', `${field} `], ...titleDiffSpans(diff, options)]
  const { removed, added } = countWords(diff)
  const lines = (kind: 'removed' | 'added') =>
    diff.filter((segment) => segment[0] === kind).flatMap(([, text]) => text.split('\n').filter((line) => line !== ''))
  const words = `+${added} −${removed} ${added + removed === 1 ? 'word' : 'words'}`
  const amount = field === 'sources' ? `+${lines('added').length} −${lines('removed').length}` : words
  return [['quiet', `${field} `], severityMark(change), plainSpan(`  ${amount}`)]
}

function evidenceText({ origin, snapshot, link }: Version, options: RenderOptions): string {
  const from = `from ${originText(origin)}${snapshot === null ? '' : `, snapshot ${snapshot.slice(0, 12)}`}`
  return renderBlock([['quiet', oneLine(from)]], options, [4, 6]) + (link === null ? '' : linkText(link, options))
}

function linkText({ score, reasons }: MatchEvidence, options: RenderOptions): string {
  const head = renderBlock([['quiet', `the same event, score ${score.toFixed(2)}:`]], options, 4)
  const rows = reasons.map(({ kind, value, weight }) =>
    renderBlock([['quiet', `${formatWeight(weight)} ${kind}  ${oneLine(value)}`]], options, [6, 12]),
  )
  return head + rows.join('')
}

const relationTexts: Readonly<Record<Relation['kind'], string>> = {
  merged: 'absorbed the event',
  'merged-into': 'was merged into the event',
  split: 'a part was split off as the event',
  'split-from': 'was split from the event',
}

/** A ruling is always printed; other evidence only with `-v`. */
function rulingLines({ link }: Version, options: RenderOptions): Line[] {
  const ruling = link?.reasons.find(({ kind }) => kind === 'ruling')
  return ruling === undefined || options.verbose ? [] : [[['quiet', reasonText(ruling)]]]
}
