import type { Link } from '../../model/event.ts'
import type { Shown } from '../../model/report.ts'
import type { Look, Reporter } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { reasonText, weighed } from '../terminal/evidence.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { moment } from '../wording/moment.ts'
import { originText } from '../wording/origin.ts'
import { figure, size } from '../wording/quantity.ts'
import { absenceSpans, versionLine } from './history.ts'

const labelWidth = 10

/** A version as a card: what it says first, then where it is from. */
export const showText: Reporter<Shown> = (shown, look) => {
  const { event, version, path, at, absent, origin, snapshot, body, bytes } = shown
  const title = version?.title ?? event?.title ?? path
  const row = (name: string, text: string | null | undefined, style: Span[0] = 'plain') =>
    text === null || text === undefined || text === '' ? '' : rowText(name, [[style, oneLine(text)]], look)
  const rows = [
    version === null ? '' : rowText('version', versionLine(version, look), look),
    absent === null ? '' : rowText('then', absenceSpans(absent.from, absent.until, look), look),
    row('day', version?.day ?? event?.day),
    row('topic', version?.topic ?? event?.topic),
    row('path', path, 'path'),
    row('recorded', at === null ? null : moment(at, look.timeZone)),
    row('origin', originText(origin)),
    row('snapshot', snapshot === null ? null : `sha256:${snapshot}`, 'quiet'),
    row('size', bytes === null ? null : sized(bytes.length)),
    row('event', event?.id, 'quiet'),
    ...linkRows(version?.link ?? null, look),
    ...(version?.sources ?? []).map((source, index) => row(index === 0 ? 'sources' : '', source)),
  ]
  const text = body.trim() === '' ? '' : `\n${block([plain(body.trim())], look)}`
  return `${block([['strong', oneLine(title)]], look)}\n${rows.join('')}${text}`
}

/** Why it is this event: the score, and each piece of evidence with its weight. */
function linkRows(link: Link | null, look: Look): string[] {
  if (link === null) return []
  const reasons = link.reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const rows = reasons.filter(({ weight }) => weight !== 0 || look.verbose)
  return [
    rowText('linked', [plain(`by a score of ${link.score.toFixed(2)}`)], look),
    ...rows.map((reason) => weighed(reason.weight, reasonText(reason), look, labelWidth)),
  ]
}

function sized(bytes: number): string {
  return bytes < 1000 ? size(bytes) : `${size(bytes)} (${figure(bytes)} bytes)`
}

function rowText(name: string, spans: readonly Span[], look: Look): string {
  return hanging([['quiet', name]], spans, labelWidth, look)
}
