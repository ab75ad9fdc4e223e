import { methodNotes, methodSummary } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit, BulkChange, MostChangedEvent } from '../../model/audit.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock, renderLabelledList, withNoBreakSpaces } from '../terminal/block.ts'
import { joinSpans, type Line, plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, shortenUnchanged } from '../terminal/word-diff.ts'
import {
  bulkSizeText,
  figureSentences,
  headlineOf,
  publishedRateText,
  severityCounts,
} from '../wording/audit-figures.ts'
import { formatCount, keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { diffSideText } from '../wording/readable-diff.ts'

const labelWidth = 16
/** With `-v` all events are listed. */
const maxListedEvents = 5

/** The totals of an audit: the figures, the most changed events, the bulk changes, and the method of counting. */
export function auditTotalsText({ totals, filter }: Pick<Audit, 'totals' | 'filter'>, options: RenderOptions): string {
  const headline = keepUnitsTogether(headlineOf(totals, filter))
  if (totals.changes === 0) return renderBlock([plainSpan(headline)], options)
  const severe = severityCounts(totals.bySeverity).map(({ severity, text }): Span => {
    return [severity, withNoBreakSpaces(text, options)]
  })
  const list = (label: string, texts: readonly Line[]) => renderLabelledList(label, texts, labelWidth, options)
  const often = oftenChanged(totals.mostChanged, options).map((event) => mostChangedText(event, options))
  const bulk = totals.bulk.map((one) => bulkText(one, options))
  const method = options.verbose ? methodNotes({ totals, filter }) : [methodSummary({ totals, filter })]
  const published = options.verbose ? comparableRates(filter).map((rate) => publishedRateText(rate, totals)) : []
  return [
    renderBlock([['strong', headline]], options),
    renderBlock(joinSpans(severe, plainSpan('   ')), options),
    '\n',
    ...figureSentences(totals).map(({ label, text }) => list(label, [[plainSpan(keepUnitsTogether(text))]])),
    list('most changed', often),
    list('bulk', bulk),
    '\n',
    list('method', method.map(quietLine)),
    list('published', published.map(keepUnitsTogether).map(quietLine)),
  ].join('')
}

function quietLine(text: string): Line {
  return [['quiet', text]]
}

function oftenChanged(events: readonly MostChangedEvent[], { verbose }: RenderOptions): readonly MostChangedEvent[] {
  const often = events.filter(({ changes }) => changes > 1)
  return verbose ? often : often.slice(0, maxListedEvents)
}

function mostChangedText({ title, day, changes }: MostChangedEvent, { verbose }: RenderOptions): Line {
  const whole = oneLine(title)
  const displayedTitle = verbose ? whole : diffSideText(shortenUnchanged([['same', whole]]), 'added')
  return [
    ['strong', `${formatCount(changes, 'change')}: `],
    plainSpan(displayedTitle),
    ['quiet', day === null ? '' : `  ${day}`],
  ]
}

function bulkText(bulk: BulkChange, options: RenderOptions): Line {
  const { what, at, origin } = bulk
  const when = at === null ? '' : `, ${formatTime(at, options.timeZone)}`
  return [['strong', `${bulkSizeText(bulk)}: `], plainSpan(oneLine(what)), ['quiet', `${when}, ${originText(origin)}`]]
}
