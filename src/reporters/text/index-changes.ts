import type { EventBrief, IndexChanges, ReassignedVersions, RelationChange } from '../../model/ruling.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock, renderLabelled, renderList } from '../terminal/block.ts'
import { reasonText } from '../terminal/evidence.ts'
import { plainSpan } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

/** With `-v` all changes are listed. */
const maxListedChanges = 10

/** The effect of a rebuild on the index: moved versions, removed events, changed merges and splits; '' without any. */
export function indexChangesText({ rejudged, kin }: IndexChanges, options: RenderOptions): string {
  const dissolved = rejudged.filter(({ what }) => what === 'dissolved')
  const moved = rejudged.filter(({ what }) => what !== 'dissolved')
  const versions = moved.reduce((sum, one) => sum + one.versions, 0)
  const section = <One>(count: string, what: string, all: readonly One[], render: (one: One) => string) =>
    all.length === 0
      ? ''
      : `\n${renderBlock([['strong', count], plainSpan(` ${what}`)], options)}${renderList(all, maxListedChanges, render, options)}`
  return [
    section(formatCount(versions, 'version'), 'moved to another event', moved, (one) => reassignedText(one, options)),
    section(
      formatCount(dissolved.length, 'event'),
      `${dissolved.length === 1 ? 'was' : 'were'} removed from the index`,
      dissolved,
      (one) => reassignedText(one, options),
    ),
    section(formatCount(kin.length, 'merge or split', 'merges and splits'), 'changed', kin, (one) =>
      relationChangeText(one, options),
    ),
  ].join('')
}

function relationChangeText({ what, kind, whole, part }: RelationChange, options: RenderOptions): string {
  const relation = `${kind === 'merged' ? 'merged into' : 'split from'} ${eventText(whole)}`
  const head = renderBlock([plainSpan(oneLine(part.title)), plainSpan('  '), ['quiet', part.id]], options, [2, 4])
  return head + rowText(what === 'found' ? 'now' : 'was', relation, options)
}

function reassignedText(one: ReassignedVersions, options: RenderOptions): string {
  const { title, path, versions, what, from, to, link } = one
  const isWhole = versions === from.versions
  const more = versions === 1 || isWhole ? '' : ` and ${formatCount(versions - 1, 'later version')}`
  const head = renderBlock(
    [plainSpan(oneLine(title)), ['quiet', more], plainSpan('  '), pathSpan(path)],
    options,
    [2, 4],
  )
  const rows: [label: string, text: string][] = []
  if (what === 'parted') {
    rows.push(['was', `part of ${eventText(from)}`], ['now', `a separate event, ${to?.id}`])
  } else if (what === 'dissolved' || to === null) {
    const now = to === null ? 'on no page' : `its page has ${eventText(to)}`
    rows.push(['was', `a separate event, ${from.id}`], ['now', now])
  } else {
    const reasons = link?.reasons.filter(({ weight }) => weight > 0).map(reasonText) ?? [
      'its page had that event before',
    ]
    rows.push(
      ['was', isWhole ? `a separate event, ${from.id}` : `part of ${eventText(from)}`],
      ['now', `part of ${eventText(to)}`],
      ['because', reasons.join(', ')],
    )
  }
  return head + rows.map(([label, text]) => rowText(label, text, options)).join('')
}

function rowText(label: string, text: string, options: RenderOptions): string {
  return renderLabelled([['quiet', `    ${label}`]], [plainSpan(text)], 13, options)
}

function eventText({ id, title }: EventBrief): string {
  return `${id}, ${oneLine(title)}`
}
