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
import { severityMark } from '../terminal/severity-mark.ts'
import { joinSpans, paint, plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, titleDiffSpans } from '../terminal/word-diff.ts'
import { wrapLine } from '../terminal/wrap.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatDayAndTime, formatDuration, formatTime } from '../wording/format-time.ts'
import { printable } from '../wording/printable.ts'
import { foldNames } from './summary.ts'

export interface WatchTextOptions {
  readonly dryRun: boolean
  /** Only what was recorded, no talk around it. */
  readonly quiet: boolean
}

const dot: Span = ['quiet', ' · ']
/** Columns before the text: the time, and a version's number or a sign. */
const textColumn = 16
/** Of what was missed while nobody watched, so many versions are told one by one. */
const maxMissedVersions = 10

/**
 * A watch as it goes on: on a terminal a feed to keep open all day, in a pipe one line for each thing that happened.
 * The look is read anew for each, so that its width may change meanwhile.
 */
export function watchText(watchOptions: WatchTextOptions): StreamReporter<WatchEvent> {
  return (options) => {
    let missed = 0
    let day = ''
    return {
      item(event) {
        if (event.kind === 'status') return ''
        if (event.kind === 'version' && event.missed && ++missed > maxMissedVersions) return ''
        if (watchOptions.quiet && (event.kind === 'ready' || event.kind === 'caught-up' || event.kind === 'end'))
          return ''
        if (!Number.isFinite(options.width)) return pipeLine(event, options)
        const today = formatDayAndTime(event.at, options.timeZone).day
        const turned = day !== '' && day !== today ? renderBlock([['quiet', today]], options) : ''
        day = today
        return turned + feedText(event, watchOptions, Math.max(0, missed - maxMissedVersions), options)
      },
    }
  }
}

type ReportedEvent = Exclude<WatchEvent, { kind: 'status' }>

function feedText(
  event: ReportedEvent,
  watchOptions: WatchTextOptions,
  omitted: number,
  options: RenderOptions,
): string {
  switch (event.kind) {
    case 'ready': {
      const where: Span[] = [
        plainSpan('Watching '),
        ['path', oneLine(event.archive)],
        plainSpan(` since ${formatTime(event.at, options.timeZone)}`),
      ]
      return renderBlock(
        [...where, ['quiet', watchOptions.dryRun ? '. Dry run: nothing is written.' : '. Ctrl-C ends it.']],
        options,
      )
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
    case 'health':
      return feedEntry(
        event.at,
        event.state === 'live' ? ['good', '✓'] : ['editorial', '▲'],
        [plainSpan(event.message)],
        [],
        options,
      )
    case 'end':
      return renderBlock([['good', '✓ '], ...endSpans(event)], options, [0, 2])
    default:
      return event satisfies never
  }
}

/** One thing that happened: time, sign, what; below it the facts, as far as there are any. */
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
  const warning = changesPublishedFact(event) ? [plainSpan('\n'), ['factual', `! ${publishedFactText}`] as const] : []
  return feedEntry(at, ['strong', `@${number}`], what, [...facts, ...warning], options)
}

/** A title that is known is not told at length again. */
function firstLine(text: string, options: RenderOptions): string {
  const [first = []] = wrapLine(
    [plainSpan(printable(text))],
    Math.max(16, Math.min(options.width, maxTextColumns) - textColumn) - 2,
  )
  const kept = first.map(([, part]) => part).join('')
  return kept === printable(text) ? text : `${kept} …`
}

function withPath(facts: readonly Span[], path: string): Span[] {
  return joinSpans([joinSpans(facts, dot), ['path', oneLine(path)]], plainSpan('  '))
}

const publishedFactText = 'readers have seen the former title, and a fact in it is another one now'

function changesPublishedFact({ title }: WatchVersion): boolean {
  return title?.published === true && title.severity === 'factual'
}

function versionFacts({ number, fields, title, body, folded, formerly }: WatchVersion): Span[] {
  return [
    plainSpan(number === 1 ? 'new event' : ''),
    ...(title ? [severityMark(title)] : []),
    plainSpan(body ? `body ${wordAmount(body)}` : fields.includes('body') ? 'body' : ''),
    ['quiet', fields.filter((field) => field !== 'title' && field !== 'body' && field !== 'path').join(', ')],
    ['quiet', folded > 0 ? `${formatCount(folded, 'save')} folded into it` : ''],
    ['quiet', formerly === null ? '' : `before on ${oneLine(formerly)}`],
  ]
}

function wordAmount({ added, removed }: { readonly added: number; readonly removed: number }): string {
  const parts = [
    ...(added > 0 ? [`+${formatNumber(added)}`] : []),
    ...(removed > 0 ? [`−${formatNumber(removed)}`] : []),
  ]
  if (parts.length === 0) return 'layout'
  return `${parts.join(' ')} ${added + removed === 1 ? 'word' : 'words'}`
}

function pageText({ at, path, what, event, formerly, fold }: WatchPage, options: RenderOptions): string {
  const pathSpan: Span = ['path', oneLine(path)]
  if (what === 'folded') {
    const reason = fold === null ? 'nothing editorial differs' : foldNames[fold]
    return feedEntry(at, ['quiet', '·'], [['quiet', `${oneLine(path)} saved, no new version: ${reason}`]], [], options)
  }
  const words: Record<typeof what, string> = {
    removed: 'removed',
    moved: `moved from ${oneLine(formerly ?? '')}`,
    returned: 'told again as before',
    kept: 'recorded; its history tells it once an import that is under way, or was broken off, is complete',
  }
  if (event === null) return feedEntry(at, pageSigns[what], [pathSpan, plainSpan(` ${words[what]}`)], [], options)
  return feedEntry(
    at,
    pageSigns[what],
    [plainSpan(oneLine(event.title))],
    withPath([plainSpan(words[what])], path),
    options,
  )
}

const pageSigns: Readonly<Record<Exclude<WatchPage['what'], 'folded'>, Span>> = {
  removed: ['strong', '−'],
  moved: ['strong', '→'],
  returned: ['strong', '+'],
  kept: ['quiet', '·'],
}

function sectionText({ at, path, state, finding }: WatchSection, options: RenderOptions): string {
  const pathSpan: Span = ['path', oneLine(path)]
  if (state === 'written')
    return feedEntry(at, ['good', '✓'], [plainSpan('Changes section written in '), pathSpan], [], options)
  const why: Span[] = finding ? [['quiet', oneLine(finding.message)]] : []
  return feedEntry(at, ['factual', '!'], [plainSpan('Changes section not written in '), pathSpan], why, options)
}

function findingText({ at, finding }: WatchFinding, options: RenderOptions): string {
  const { severity, rule, name, path, line, message } = finding
  const style = severity === 'error' ? 'factual' : severity === 'warning' ? 'editorial' : 'quiet'
  const location = path === null ? '' : `  ${oneLine(path)}${line === null ? '' : `:${line}`}`
  return feedEntry(
    at,
    [style, '!'],
    [
      [style, `${rule} ${name}`],
      ['path', location],
    ],
    [plainSpan(oneLine(message))],
    options,
  )
}

function caughtUpText({ snapshots, versions, titleChanges }: WatchCaughtUp, omitted: number): string {
  if (snapshots === 0) return 'Caught up: nothing was missed.'
  const titles = titleChanges === 0 ? '' : `, ${formatNumber(titleChanges)} with another title`
  const more = omitted === 0 ? '' : ` ${formatNumber(omitted)} more than shown here: "variorum history" lists all.`
  return `Caught up: ${formatCount(versions, 'version')} from ${formatCount(snapshots, 'snapshot')} missed so far${titles}.${more}`
}

function endSpans({ summary }: WatchEnd): Span[] {
  const { stored, removed, versions, titleChanges, findings, seconds } = summary
  const titles = titleChanges === 0 ? '' : `, ${formatNumber(titleChanges)} with another title`
  const remarks = findings.length === 0 ? '' : ` ${formatCount(findings.length, 'finding')}.`
  return [
    plainSpan(`Watched for ${formatDuration(seconds * 1000)}: `),
    ['strong', formatCount(versions, 'version')],
    plainSpan(`${titles}, from ${formatCount(stored + removed, 'snapshot')}.${remarks}`),
  ]
}

/** For a pipe: one line, its fields set apart by two blanks. */
function pipeLine(event: ReportedEvent, options: RenderOptions): string {
  const line = (...fields: readonly (string | Span[])[]) =>
    renderBlock(
      joinSpans(
        [
          plainSpan(toRfc3339(event.at)),
          plainSpan(event.kind),
          ...fields.map((field) => (typeof field === 'string' ? plainSpan(field) : field)),
        ],
        plainSpan('  '),
      ),
      options,
    )
  const title = (watched: WatchedEvent | null) => (watched ? oneLine(watched.title) : '-')
  switch (event.kind) {
    case 'ready':
      return line(oneLine(event.archive))
    case 'caught-up':
      return line(caughtUpText(event, 0))
    case 'version': {
      const facts =
        versionFacts(event)
          .flatMap(([, text]) => (text === '' ? [] : [text]))
          .join(', ') || '-'
      const what = event.title ? titleDiffSpans(event.title.diff, options) : [plainSpan(title(event.event))]
      const published = changesPublishedFact(event) ? ['published'] : []
      return line(oneLine(event.path), `@${event.number}`, event.title?.severity ?? '-', facts, ...published, what)
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
    default:
      return event satisfies never
  }
}
