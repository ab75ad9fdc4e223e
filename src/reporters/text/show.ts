import type { MatchEvidence } from '../../model/event.ts'
import type { ShownVersion } from '../../model/report.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { reasonText, renderWeightRow } from '../terminal/evidence.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { formatBytes, formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { absenceSpans, versionSpans } from './history.ts'

const labelWidth = 10

/** A version as labelled rows, with its text below them. */
export const showText: Reporter<ShownVersion> = (shown, options) => {
  const { event, version, path, at, absent, origin, snapshot, body, bytes } = shown
  const title = version?.title ?? event?.title ?? path
  const row = (name: string, text: string | null | undefined, style: Span[0] = 'plain') =>
    text === null || text === undefined || text === '' ? '' : rowText(name, [[style, oneLine(text)]], options)
  const rows = [
    version === null ? '' : rowText('version', versionSpans(version, options), options),
    absent === null ? '' : rowText('absent', absenceSpans(absent.from, absent.until, options), options),
    row('day', version?.day ?? event?.day),
    row('topic', version?.topic ?? event?.topic),
    row('path', path, 'path'),
    row('recorded', at === null ? null : formatTime(at, options.timeZone)),
    row('origin', originText(origin)),
    row('snapshot', snapshot === null ? null : `sha256:${snapshot}`, 'quiet'),
    row('size', bytes === null ? null : sizeText(bytes.length)),
    row('event', event?.id, 'quiet'),
    ...linkRows(version?.link ?? null, options),
    ...(version?.sources ?? []).map((source, index) => row(index === 0 ? 'sources' : '', source)),
  ]
  const text = body.trim() === '' ? '' : `\n${renderBlock([plainSpan(body.trim())], options)}`
  return `${renderBlock([['strong', oneLine(title)]], options)}\n${rows.join('')}${text}`
}

/** Why the version belongs to its event: the score, and each piece of evidence with its weight. */
function linkRows(link: MatchEvidence | null, options: RenderOptions): string[] {
  if (link === null) return []
  const reasons = link.reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const rows = reasons.filter(({ weight }) => weight !== 0 || options.verbose)
  return [
    rowText('match', [plainSpan(`score ${link.score.toFixed(2)}`)], options),
    ...rows.map((reason) => renderWeightRow(reason.weight, reasonText(reason), options, labelWidth)),
  ]
}

function sizeText(bytes: number): string {
  return bytes < 1000 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatNumber(bytes)} bytes)`
}

function rowText(name: string, spans: readonly Span[], options: RenderOptions): string {
  return renderLabelled([['quiet', name]], spans, labelWidth, options)
}
