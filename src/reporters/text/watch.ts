import { toRfc3339 } from '../../model/time.ts'
import type {
  WatchCaughtUp,
  WatchEnd,
  WatchEvent,
  WatchedEvent,
  WatchFinding,
  WatchPage,
  WatchSection,
  WatchVersion,
} from '../../model/watch.ts'
import type { RenderOptions, StreamReporter } from '../render-options.ts'
import { maxTextColumns, renderBlock } from '../terminal/block.ts'
import { findingStyles } from '../terminal/findings.ts'
import { dot, joinSpans, paint, plainSpan, type Span, severityMark } from '../terminal/spans.ts'
import { oneLine, pathSpan, titleDiffSpans } from '../terminal/word-diff.ts'
import { wrapLine } from '../terminal/wrap.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatDayAndTime, formatDuration, formatTime } from '../wording/format-time.ts'
import { printable } from '../wording/printable.ts'
import { foldNames } from './summary.ts'

export interface WatchTextOptions {
  readonly dryRun: boolean
  /** Leave out the messages at the beginning and at the end. */
  readonly quiet: boolean
}

/** Columns before the text: the time, and the number of a version or a sign. */
const textColumn = 16
/** Versions from before the start of the watch that are listed one by one. */
const maxMissedVersions = 10

/**
 * The events of a watch: on a terminal a feed with a heading for each day, in a pipe one line for each event.
 * The options are read again for each event: the width of a terminal may change.
 */
export function watchText(watchOptions: WatchTextOptions): StreamReporter<WatchEvent> {
  return (options) => {
    let missed = 0
    let day = ''
    return {
      item(event) {
        if (event.kind === 'status') return ''
        if (event.kind === 'version' && event.missed && ++missed > maxMissedVersions) return ''
        if (watchOptions.quiet && ['ready', 'caught-up', 'end'].includes(event.kind)) return ''
        if (!Number.isFinite(options.width)) return pipeLine(event, options)
        const today = formatDayAndTime(event.at, options.timeZone).day
        const turned = day !== '' && day !== today ? renderBlock([['quiet', today]], options) : ''
        day = today
        return turned + feedText(event, watchOptions.dryRun, Math.max(0, missed - maxMissedVersions), options)
      },
    }
  }
}

type ReportedEvent = Exclude<WatchEvent, { kind: 'status' }>

function feedText(event: ReportedEvent, dryRun: boolean, omitted: number, options: RenderOptions): string {
  switch (event.kind) {
    case 'ready': {
      const since = plainSpan(` since ${formatTime(event.at, options.timeZone)}`)
      const note: Span = ['quiet', dryRun ? '. Dry run: nothing is written.' : '. Ctrl-C ends it.']
      return renderBlock([plainSpan('Watching '), pathSpan(event.archive), since, note], options)
    }
    case 'caught-up':
      return renderBlock([['good', '✓ '], plainSpan(caughtUpText(event, omitted))], options, [0, 2])
    case 'version':
      return versionText(event, options)
    case 'page':
      return pageText(event, options)
    case 'section':
      return sectionText(event, options)
    case 'finding':
      return findingText(event, options)
    case 'health': {
      const sign: Span = event.state === 'live' ? ['good', '✓'] : ['editorial', '▲']
      return feedEntry(event.at, sign, [plainSpan(event.message)], [], options)
    }
    case 'end':
      return renderBlock([['good', '✓ '], ...endSpans(event)], options, [0, 2])
  }
}

/** An entry of the feed: time, sign and text, with facts on the next line. */
function feedEntry(
  at: number,
  [style, sign]: Span,
  what: readonly Span[],
  facts: readonly Span[],
  options: RenderOptions,
): string {
  const { time } = formatDayAndTime(at, options.timeZone)
  const text = renderBlock(facts.length === 0 ? what : [...what, plainSpan('\n'), ...facts], options, textColumn)
  const head = [['quiet', `${time}  `] as const, [style, sign.padEnd(textColumn - time.length - 2)] as const]
  return paint(head, options.color) + text.slice(textColumn)
}

function versionText(event: WatchVersion, options: RenderOptions): string {
  const { at, number, title, path } = event
  const name = oneLine(event.event.title)
  const what: Span[] = title
    ? titleDiffSpans(title.diff, options)
    : [plainSpan(number === 1 ? name : firstLine(name, options))]
  const facts = withPath(versionFacts(event), path)
  if (changesPublishedFact(event))
    facts.push(['factual', '\n! the former title was published, and a fact in it changed'])
  return feedEntry(at, ['strong', `@${number}`], what, facts, options)
}

/** The first line of a title that did not change. */
function firstLine(text: string, options: RenderOptions): string {
  const width = Math.max(16, Math.min(options.width, maxTextColumns) - textColumn) - 2
  const [first = []] = wrapLine([plainSpan(printable(text))], width)
  const kept = paint(first, false)
  return kept === printable(text) ? text : `${kept} …`
}

function withPath(facts: readonly Span[], path: string): Span[] {
  return joinSpans([joinSpans(facts, dot), pathSpan(path)], plainSpan('  '))
}

function changesPublishedFact({ title }: WatchVersion): boolean {
  return title?.published === true && title.severity === 'factual'
}

function versionFacts({ number, fields, title, body, folded, formerly }: WatchVersion): Span[] {
  return [
    plainSpan(number === 1 ? 'new event' : ''),
    ...(title ? [severityMark(title)] : []),
    plainSpan(body ? `body ${wordAmount(body)}` : fields.includes('body') ? 'body' : ''),
    ['quiet', fields.filter((field) => field !== 'title' && field !== 'body' && field !== 'path').join(', ')],
    ['quiet', folded > 0 ? `${formatCount(folded, 'earlier save')} included` : ''],
    ['quiet', formerly === null ? '' : `before at ${oneLine(formerly)}`],
  ]
}

function wordAmount({ added, removed }: { readonly added: number; readonly removed: number }): string {
  if (added + removed === 0) return 'layout'
  const parts = [added > 0 ? `+${formatNumber(added)} ` : '', removed > 0 ? `−${formatNumber(removed)} ` : '']
  return `${parts.join('')}${added + removed === 1 ? 'word' : 'words'}`
}

function pageText({ at, path, what, event, formerly, fold }: WatchPage, options: RenderOptions): string {
  if (what === 'folded') {
    const reason = fold === null ? 'nothing editorial differs' : foldNames[fold]
    return feedEntry(at, ['quiet', '·'], [['quiet', `${oneLine(path)} saved, no new version: ${reason}`]], [], options)
  }
  const outcomes: Record<typeof what, [sign: Span, text: string]> = {
    removed: [['strong', '−'], 'removed'],
    moved: [['strong', '→'], `moved from ${oneLine(formerly ?? '')}`],
    returned: [['strong', '+'], 'restored without changes'],
    kept: [['quiet', '·'], 'recorded; it is in the history after the import of older history is complete'],
  }
  const [sign, text] = outcomes[what]
  if (event === null) return feedEntry(at, sign, [pathSpan(path), plainSpan(` ${text}`)], [], options)
  return feedEntry(at, sign, [plainSpan(oneLine(event.title))], withPath([plainSpan(text)], path), options)
}

function sectionText({ at, path, state, finding }: WatchSection, options: RenderOptions): string {
  const isWritten = state === 'written'
  const what: Span[] = [plainSpan(`Changes section ${isWritten ? '' : 'not '}written in `), pathSpan(path)]
  const why: Span[] = finding && !isWritten ? [['quiet', oneLine(finding.message)]] : []
  return feedEntry(at, isWritten ? ['good', '✓'] : ['factual', '!'], what, why, options)
}

function findingText({ at, finding }: WatchFinding, options: RenderOptions): string {
  const { severity, rule, name, path, line, message } = finding
  const style = findingStyles[severity]
  const what: Span[] = [[style, `${rule} ${name}`]]
  if (path !== null) what.push(plainSpan('  '), pathSpan(`${path}${line === null ? '' : `:${line}`}`))
  return feedEntry(at, [style, '!'], what, [plainSpan(oneLine(message))], options)
}

function caughtUpText({ snapshots, versions, titleChanges }: WatchCaughtUp, omitted: number): string {
  if (snapshots === 0) return 'Caught up: nothing was missed.'
  const more = omitted === 0 ? '' : ` ${formatNumber(omitted)} more are not shown: "variorum history" lists all.`
  const counts = `${formatCount(versions, 'version')} from ${formatCount(snapshots, 'missed snapshot')}`
  return `Caught up: ${counts}${newTitlesText(titleChanges)}.${more}`
}

function newTitlesText(titleChanges: number): string {
  return titleChanges === 0 ? '' : `, ${formatNumber(titleChanges)} with a new title`
}

function endSpans({ summary }: WatchEnd): Span[] {
  const { stored, removed, versions, titleChanges, findings, seconds } = summary
  const remarks = findings.length === 0 ? '' : ` ${formatCount(findings.length, 'finding')}.`
  return [
    plainSpan(`Watched for ${formatDuration(seconds * 1000)}: `),
    ['strong', formatCount(versions, 'version')],
    plainSpan(`${newTitlesText(titleChanges)}, from ${formatCount(stored + removed, 'snapshot')}.${remarks}`),
  ]
}

/** For a pipe: one line, its fields separated by two blanks. */
function pipeLine(event: ReportedEvent, options: RenderOptions): string {
  const line = (...fields: readonly (string | Span[])[]) => {
    const all = [toRfc3339(event.at), event.kind, ...fields]
    const spans = all.map((field) => (typeof field === 'string' ? plainSpan(field) : field))
    return renderBlock(joinSpans(spans, plainSpan('  ')), options)
  }
  const title = (watched: WatchedEvent | null) => (watched ? oneLine(watched.title) : '-')
  switch (event.kind) {
    case 'ready':
      return line(oneLine(event.archive))
    case 'caught-up':
      return line(caughtUpText(event, 0))
    case 'version': {
      const facts = versionFacts(event).filter(([, text]) => text !== '')
      const factsText = facts.map(([, text]) => text).join(', ') || '-'
      const what = event.title ? titleDiffSpans(event.title.diff, options) : [plainSpan(title(event.event))]
      const published = changesPublishedFact(event) ? ['published'] : []
      return line(oneLine(event.path), `@${event.number}`, event.title?.severity ?? '-', factsText, ...published, what)
    }
    case 'page':
      return line(oneLine(event.path), event.what, oneLine(event.formerly ?? event.fold ?? '-'), title(event.event))
    case 'section':
      return line(oneLine(event.path), event.state, oneLine(event.finding?.message ?? title(event.event)))
    case 'finding': {
      const { severity, rule, name, path, message } = event.finding
      return line(oneLine(path ?? '-'), severity, `${rule} ${name}`, oneLine(message))
    }
    case 'health':
      return line(event.state, oneLine(event.message))
    case 'end':
      return line(endSpans(event))
  }
}
