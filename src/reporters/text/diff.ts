import type { Change, TextDiff } from '../../model/change.ts'
import type { VersionDiff } from '../../model/report.ts'
import type { Look, Reporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { inColumns } from '../terminal/columns.ts'
import { gravity } from '../terminal/gravity.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { folded, oneLine, titleDiff, wordDiff } from '../terminal/word-diff.ts'
import { versionLine } from './history.ts'

export type View = 'inline' | 'columns'

/** Two versions: each field that differs as a word diff, title first. */
export function diffText(view: View): Reporter<VersionDiff> {
  return ({ event, a, b, changes, folded: whole }, look) => {
    const head = [
      block([['strong', oneLine(event.title)]], look),
      block(versionLine(a, look), look, [0, 4]),
      block(versionLine(b, look), look, [0, 4]),
    ]
    const body = changes.map((change) => `\n${fieldText(change, view, look)}`)
    if (changes.length === 0) body.push(`\n${block([plain('The two versions say the same.')], look)}`)
    if (whole !== null) body.push(`\n${wholeText(whole, view, look)}`)
    return [...head, ...body].join('')
  }
}

function fieldText(change: Change, view: View, look: Look): string {
  const { field, diff, coarse } = change
  const head: Span[] = [['heading', field], plain('  '), gravity(change)]
  if (coarse) head.push(['quiet', '  too different for a fine diff: one replacement'])
  const shown = field === 'body' ? withoutLastFeed(look.verbose ? diff : folded(diff)) : diff
  return block(head, look) + (view === 'columns' ? inColumns(shown, look) : inline(field, shown, look))
}

function inline(field: Change['field'], diff: TextDiff, look: Look): string {
  if (field === 'sources') return block(sourceLines(diff), look, [2, 4])
  return block(field === 'body' ? wordDiff(diff, look) : titleDiff(diff, look), look, 2)
}

/** Sources are compared line by line: a link is the same or another one. */
function sourceLines(diff: TextDiff): Span[] {
  const lines = diff.flatMap(([kind, text]) => text.split('\n').map((line) => [kind, line] as const))
  return lines
    .filter(([kind, line]) => kind !== 'same' && line.trim() !== '')
    .flatMap(([kind, line], index): Span[] => {
      const feed: Span[] = index === 0 ? [] : [plain('\n')]
      return [...feed, [kind === 'added' ? 'good' : 'factual', `${kind === 'added' ? '+' : '−'} ${line}`]]
    })
}

function wholeText(diff: TextDiff, view: View, look: Look): string {
  const head = block(
    [
      ['heading', 'the whole page'],
      ['quiet', '  with what makes no version of its own'],
    ],
    look,
  )
  const shown = withoutLastFeed(look.verbose ? diff : folded(diff))
  return head + (view === 'columns' ? inColumns(shown, look) : block(wordDiff(shown, look), look, 2))
}

/** A text's last line feed is no line of its own. */
function withoutLastFeed(diff: TextDiff): TextDiff {
  const last = diff.at(-1)
  return last === undefined ? diff : [...diff.slice(0, -1), [last[0], last[1].replace(/[\r\n]+$/, '')]]
}
