import type { EventBrief, IndexChanges, ReassignedVersions, RelationChange } from '../../model/ruling.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock, renderLabelled, renderList } from '../terminal/block.ts'
import { reasonText } from '../terminal/evidence.ts'
import { type Line, plainSpan } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

/** With `-v` all changes are listed. */
const maxListedChanges = 10

/** The effect of a rebuild on the index: moved versions, removed events, changed merges and splits; '' without any. */
export function indexChangesText({ rejudged, kin }: IndexChanges, options: RenderOptions): string {
  const dissolved = rejudged.filter(({ what }) => what === 'dissolved')
  const moved = rejudged.filter(({ what }) => what !== 'dissolved')
  const versions = moved.reduce((sum, one) => sum + one.versions, 0)
  const section = <One>(count: string, what: string, all: readonly One[], render: Render<One>) => {
    if (all.length === 0) return ''
    const head = renderBlock([['strong', count], plainSpan(` ${what}`)], options)
    return `\n${head}${renderList(all, maxListedChanges, (one) => render(one, options), options)}`
  }
  const be = dissolved.length === 1 ? 'was' : 'were'
  return [
    section(formatCount(versions, 'version'), 'moved to another event', moved, reassignedText),
    section(formatCount(dissolved.length, 'event'), `${be} removed from the index`, dissolved, reassignedText),
    section(formatCount(kin.length, 'merge or split', 'merges and splits'), 'changed', kin, relationChangeText),
  ].join('')
}

type Render<One> = (one: One, options: RenderOptions) => string

function relationChangeText({ what, kind, whole, part }: RelationChange, options: RenderOptions): string {
  const relation = `${kind === 'merged' ? 'merged into' : 'split from'} ${eventText(whole)}`
  const head = renderBlock([plainSpan(oneLine(part.title)), plainSpan('  '), ['quiet', part.id]], options, [2, 4])
  return head + rowText(what === 'found' ? 'now' : 'was', relation, options)
}

function reassignedText(one: ReassignedVersions, options: RenderOptions): string {
  const { title, path, versions, what, from, to, link } = one
  const isWhole = versions === from.versions
  const more = versions === 1 || isWhole ? '' : ` and ${formatCount(versions - 1, 'later version')}`
  const head: Line = [plainSpan(oneLine(title)), ['quiet', more], plainSpan('  '), pathSpan(path)]
  const row = (label: string, text: string) => rowText(label, text, options)
  const [separate, part] = [`a separate event, ${from.id}`, `part of ${eventText(from)}`]
  const rows = () => {
    if (what === 'parted') return row('was', part) + row('now', `a separate event, ${to?.id}`)
    if (to === null) return row('was', separate) + row('now', 'on no page')
    if (what === 'dissolved') return row('was', separate) + row('now', `its page has ${eventText(to)}`)
    const reasons = link?.reasons
      .filter(({ weight }) => weight > 0)
      .map(reasonText)
      .join(', ')
    const why = row('because', reasons ?? 'its page had that event before')
    return row('was', isWhole ? separate : part) + row('now', `part of ${eventText(to)}`) + why
  }
  return renderBlock(head, options, [2, 4]) + rows()
}

function rowText(label: string, text: string, options: RenderOptions): string {
  return renderLabelled([['quiet', `    ${label}`]], [plainSpan(text)], 13, options)
}

function eventText({ id, title }: EventBrief): string {
  return `${id}, ${oneLine(title)}`
}
