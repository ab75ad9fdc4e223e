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
import type { Look, StreamReporter } from '../look.ts'
import { block, readable } from '../terminal/block.ts'
import { gravity } from '../terminal/severity-mark.ts'
import { joined, paint, plain, type Span } from '../terminal/spans.ts'
import { oneLine, titleDiff } from '../terminal/word-diff.ts'
import { wrap } from '../terminal/wrap.ts'
import { clock, duration, moment } from '../wording/moment.ts'
import { count, figure } from '../wording/quantity.ts'
import { visible } from '../wording/visible.ts'
import { foldNames } from './summary.ts'

export interface WatchView {
  readonly dryRun: boolean
  /** Only what was recorded, no talk around it. */
  readonly quiet: boolean
}

const dot: Span = ['quiet', ' · ']
/** Columns before the text: the time, and a version's number or a sign. */
const margin = 16
/** Of what was missed while nobody watched, so many versions are told one by one. */
const missedShown = 10

/**
 * A watch as it goes on: on a terminal a feed to keep open all day, in a pipe one line for each thing that happened.
 * The look is read anew for each, so that its width may change meanwhile.
 */
export function watchText(view: WatchView): StreamReporter<WatchEvent> {
  return (look) => {
    let missed = 0
    let day = ''
    return {
      item(event) {
        if (event.kind === 'status') return ''
        if (event.kind === 'version' && event.missed && ++missed > missedShown) return ''
        if (view.quiet && (event.kind === 'ready' || event.kind === 'caught-up' || event.kind === 'end')) return ''
        if (!Number.isFinite(look.width)) return record(event, look)
        const today = clock(event.at, look.timeZone).day
        const turned = day !== '' && day !== today ? block([['quiet', today]], look) : ''
        day = today
        return turned + told(event, view, Math.max(0, missed - missedShown), look)
      },
    }
  }
}

type Told = Exclude<WatchEvent, { kind: 'status' }>

function told(event: Told, view: WatchView, left: number, look: Look): string {
  switch (event.kind) {
    case 'ready': {
      const where: Span[] = [
        plain('Watching '),
        ['path', oneLine(event.archive)],
        plain(` since ${moment(event.at, look.timeZone)}`),
      ]
      return block([...where, ['quiet', view.dryRun ? '. Dry run: nothing is written.' : '. Ctrl-C ends it.']], look)
    }
    case 'caught-up':
      return block([['good', '✓ '], plain(caughtUp(event, left))], look, [0, 2])
    case 'version':
      return versionText(event, look)
    case 'page':
      return pageText(event, look)
    case 'section':
      return sectionText(event, look)
    case 'finding':
      return findingText(event, look)
    case 'health':
      return entry(
        event.at,
        event.state === 'live' ? ['good', '✓'] : ['editorial', '▲'],
        [plain(event.message)],
        [],
        look,
      )
    case 'end':
      return block([['good', '✓ '], ...ended(event)], look, [0, 2])
    default:
      return event satisfies never
  }
}

/** One thing that happened: time, sign, what; below it the facts, as far as there are any. */
function entry(at: number, [style, sign]: Span, what: readonly Span[], facts: readonly Span[], look: Look): string {
  const { time } = clock(at, look.timeZone)
  const text = block(facts.length === 0 ? what : [...what, plain('\n'), ...facts], look, margin)
  const head = [['quiet', `${time}  `] as const, [style, sign.padEnd(margin - time.length - 2)] as const]
  return paint(head, look.color) + text.slice(margin)
}

function versionText(event: WatchVersion, look: Look): string {
  const { at, number, title, path } = event
  const name = oneLine(event.event.title)
  const what: Span[] = title ? titleDiff(title.diff, look) : [plain(number === 1 ? name : firstLine(name, look))]
  const facts = withPath(versionFacts(event), path)
  const warning = isGrave(event) ? [plain('\n'), ['factual', `! ${graveText}`] as const] : []
  return entry(at, ['strong', `@${number}`], what, [...facts, ...warning], look)
}

/** A title that is known is not told at length again. */
function firstLine(text: string, look: Look): string {
  const [first = []] = wrap([plain(visible(text))], Math.max(16, Math.min(look.width, readable) - margin) - 2)
  const kept = first.map(([, part]) => part).join('')
  return kept === visible(text) ? text : `${kept} …`
}

function withPath(facts: readonly Span[], path: string): Span[] {
  return joined([joined(facts, dot), ['path', oneLine(path)]], plain('  '))
}

const graveText = 'readers have seen the former title, and a fact in it is another one now'

function isGrave({ title }: WatchVersion): boolean {
  return title?.published === true && title.severity === 'factual'
}

function versionFacts({ number, fields, title, body, folded, formerly }: WatchVersion): Span[] {
  return [
    plain(number === 1 ? 'new event' : ''),
    ...(title ? [gravity(title)] : []),
    plain(body ? `body ${amount(body)}` : fields.includes('body') ? 'body' : ''),
    ['quiet', fields.filter((field) => field !== 'title' && field !== 'body' && field !== 'path').join(', ')],
    ['quiet', folded > 0 ? `${count(folded, 'save')} folded into it` : ''],
    ['quiet', formerly === null ? '' : `before on ${oneLine(formerly)}`],
  ]
}

function amount({ added, removed }: { readonly added: number; readonly removed: number }): string {
  const parts = [...(added > 0 ? [`+${figure(added)}`] : []), ...(removed > 0 ? [`−${figure(removed)}`] : [])]
  if (parts.length === 0) return 'layout'
  return `${parts.join(' ')} ${added + removed === 1 ? 'word' : 'words'}`
}

function pageText({ at, path, what, event, formerly, fold }: WatchPage, look: Look): string {
  const place: Span = ['path', oneLine(path)]
  if (what === 'folded') {
    const reason = fold === null ? 'nothing editorial differs' : foldNames[fold]
    return entry(at, ['quiet', '·'], [['quiet', `${oneLine(path)} saved, no new version: ${reason}`]], [], look)
  }
  const words: Record<typeof what, string> = {
    removed: 'removed',
    moved: `moved from ${oneLine(formerly ?? '')}`,
    returned: 'told again as before',
    kept: 'recorded; its history tells it once an import that is under way, or was broken off, is complete',
  }
  if (event === null) return entry(at, signs[what], [place, plain(` ${words[what]}`)], [], look)
  return entry(at, signs[what], [plain(oneLine(event.title))], withPath([plain(words[what])], path), look)
}

const signs: Readonly<Record<Exclude<WatchPage['what'], 'folded'>, Span>> = {
  removed: ['strong', '−'],
  moved: ['strong', '→'],
  returned: ['strong', '+'],
  kept: ['quiet', '·'],
}

function sectionText({ at, path, state, finding }: WatchSection, look: Look): string {
  const place: Span = ['path', oneLine(path)]
  if (state === 'written') return entry(at, ['good', '✓'], [plain('Changes section written in '), place], [], look)
  const why: Span[] = finding ? [['quiet', oneLine(finding.message)]] : []
  return entry(at, ['factual', '!'], [plain('Changes section not written in '), place], why, look)
}

function findingText({ at, finding }: WatchFinding, look: Look): string {
  const { severity, rule, name, path, line, message } = finding
  const style = severity === 'error' ? 'factual' : severity === 'warning' ? 'editorial' : 'quiet'
  const place = path === null ? '' : `  ${oneLine(path)}${line === null ? '' : `:${line}`}`
  return entry(
    at,
    [style, '!'],
    [
      [style, `${rule} ${name}`],
      ['path', place],
    ],
    [plain(oneLine(message))],
    look,
  )
}

function caughtUp({ snapshots, versions, titleChanges }: WatchCaughtUp, left: number): string {
  if (snapshots === 0) return 'Caught up: nothing was missed.'
  const titles = titleChanges === 0 ? '' : `, ${figure(titleChanges)} with another title`
  const more = left === 0 ? '' : ` ${figure(left)} more than shown here: "variorum history" lists all.`
  return `Caught up: ${count(versions, 'version')} from ${count(snapshots, 'snapshot')} missed so far${titles}.${more}`
}

function ended({ summary }: WatchEnd): Span[] {
  const { stored, removed, versions, titleChanges, findings, seconds } = summary
  const titles = titleChanges === 0 ? '' : `, ${figure(titleChanges)} with another title`
  const remarks = findings.length === 0 ? '' : ` ${count(findings.length, 'finding')}.`
  return [
    plain(`Watched for ${duration(seconds * 1000)}: `),
    ['strong', count(versions, 'version')],
    plain(`${titles}, from ${count(stored + removed, 'snapshot')}.${remarks}`),
  ]
}

/** For a pipe: one line, its fields set apart by two blanks. */
function record(event: Told, look: Look): string {
  const line = (...fields: readonly (string | Span[])[]) =>
    block(
      joined(
        [
          plain(toRfc3339(event.at)),
          plain(event.kind),
          ...fields.map((field) => (typeof field === 'string' ? plain(field) : field)),
        ],
        plain('  '),
      ),
      look,
    )
  const title = (told: WatchedEvent | null) => (told ? oneLine(told.title) : '-')
  switch (event.kind) {
    case 'ready':
      return line(oneLine(event.archive))
    case 'caught-up':
      return line(caughtUp(event, 0))
    case 'version': {
      const facts =
        versionFacts(event)
          .flatMap(([, text]) => (text === '' ? [] : [text]))
          .join(', ') || '-'
      const what = event.title ? titleDiff(event.title.diff, look) : [plain(title(event.event))]
      const grave = isGrave(event) ? ['published'] : []
      return line(oneLine(event.path), `@${event.number}`, event.title?.severity ?? '-', facts, ...grave, what)
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
      return line(ended(event))
    default:
      return event satisfies never
  }
}
