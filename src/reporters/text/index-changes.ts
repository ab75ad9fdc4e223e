import type { EventBrief, IndexChanges, ReassignedVersions, RelationChange } from '../../model/ruling.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { reasonText } from '../terminal/evidence.ts'
import { plainSpan } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'

/** More than this are listed with -v. */
const maxListedChanges = 10

/** What is told by another event than before, since the record was judged anew, and why; '' where nothing is. */
export function indexChangesText({ rejudged, kin }: IndexChanges, options: RenderOptions): string {
  const dissolved = rejudged.filter(({ what }) => what === 'dissolved')
  const moved = rejudged.filter(({ what }) => what !== 'dissolved')
  const versions = moved.reduce((sum, one) => sum + one.versions, 0)
  const belong = `${versions === 1 ? 'belongs' : 'belong'} to another event than before`
  return [
    listText(formatCount(versions, 'version'), belong, moved, (one) => reassignedText(one, options), options),
    listText(
      formatCount(dissolved.length, 'event'),
      `${dissolved.length === 1 ? 'is' : 'are'} told no more`,
      dissolved,
      (one) => reassignedText(one, options),
      options,
    ),
    listText(
      formatCount(kin.length, 'merge or split', 'merges and splits'),
      `${kin.length === 1 ? 'is' : 'are'} told otherwise`,
      kin,
      (one) => relationChangeText(one, options),
      options,
    ),
  ].join('')
}

function listText<One>(
  counted: string,
  said: string,
  all: readonly One[],
  text: (one: One) => string,
  options: RenderOptions,
): string {
  if (all.length === 0) return ''
  const shown = options.verbose ? all : all.slice(0, maxListedChanges)
  const more = all.length - shown.length
  return [
    `\n${renderBlock([['strong', counted], plainSpan(` ${said}`)], options)}`,
    ...shown.map(text),
    more > 0 ? renderBlock([['quiet', `and ${formatNumber(more)} more: -v shows them all`]], options, 2) : '',
  ].join('')
}

function relationChangeText({ what, kind, whole, part }: RelationChange, options: RenderOptions): string {
  const of = `${kind === 'merged' ? 'merged into' : 'split from'} ${eventText(whole)}`
  const row = renderLabelled([['quiet', what === 'found' ? '    now' : '    was']], [plainSpan(of)], 12, options)
  return renderBlock([plainSpan(oneLine(part.title)), plainSpan('  '), ['quiet', part.id]], options, [2, 4]) + row
}

function reassignedText(
  { title, path, versions, what, from, to, link }: ReassignedVersions,
  options: RenderOptions,
): string {
  const whole = versions === from.versions
  const more = versions === 1 || whole ? '' : ` and ${formatCount(versions - 1, 'later version')}`
  const head = renderBlock(
    [plainSpan(oneLine(title)), ['quiet', more], plainSpan('  '), ['path', oneLine(path)]],
    options,
    [2, 4],
  )
  const row = (label: string, text: string) =>
    renderLabelled([['quiet', `    ${label}`]], [plainSpan(text)], 12, options)
  if (what === 'parted') return head + row('was of', eventText(from)) + row('now', `an event of its own, ${to?.id}`)
  if (what === 'dissolved' || to === null) {
    const now = to === null ? 'no page tells it' : `its page tells ${eventText(to)}`
    return head + row('was', `an event of its own, ${from.id}`) + row('now', now)
  }
  const why =
    link === null ? 'its page told that before' : link.reasons.filter(({ weight }) => weight > 0).map(reasonText)
  return [
    head,
    row('was', whole ? `an event of its own, ${from.id}` : `of ${eventText(from)}`),
    row('joins', eventText(to)),
    row('since', typeof why === 'string' ? why : why.join(', ')),
  ].join('')
}

function eventText({ id, title }: EventBrief): string {
  return `${id}, ${oneLine(title)}`
}
