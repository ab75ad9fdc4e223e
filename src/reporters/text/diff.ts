import type { Change, TextDiff } from '../../model/change.ts'
import type { VersionDiff } from '../../model/report.ts'
import type { Look, Reporter } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { inColumns } from '../terminal/columns.ts'
import { sentencesInColumns } from '../terminal/sentence-columns.ts'
import { sentencesInline } from '../terminal/sentences.ts'
import { gravity } from '../terminal/severity-mark.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { folded, oneLine, titleDiff, wordDiff } from '../terminal/word-diff.ts'
import { sideOf } from '../wording/reading.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { sentencesTold, wordsTold } from '../wording/tally.ts'
import { versionLine } from './history.ts'

export type View = 'inline' | 'columns'

/** A terminal of this width has room for two columns of prose. */
const roomForColumns = 140

/**
 * Two versions: each field that differs, title first, a body sentence by sentence.
 * @param asked how; null: side by side on a terminal that is wide enough, else in the running text
 */
export function diffText(asked: View | null): Reporter<VersionDiff> {
  return ({ event, a, b, changes, folded: whole }, look) => {
    const wide = Number.isFinite(look.width) && look.width >= roomForColumns
    const view = asked ?? (wide ? 'columns' : 'inline')
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
  const { field, diff, coarse, sentences } = change
  const head: Span[] = [['heading', field], plain('  '), gravity(change)]
  const words = field === 'title' ? wordsTold(diff) : ''
  if (words !== '') head.push(['quiet', `  ${words}`])
  if (coarse && sentences === null) head.push(['quiet', '  too different for a fine diff: one replacement'])
  const tally = sentences === null ? '' : block([['quiet', sentencesTold(sentences)]], look, 2)
  return block(head, look, [0, 2]) + tally + fieldDiff(change, view, look)
}

function fieldDiff({ field, diff, sentences }: Change, view: View, look: Look): string {
  if (sentences !== null)
    return view === 'columns' ? sentencesInColumns(sentences, look) : sentencesInline(sentences, look)
  if (field === 'body') return runningText(diff, view, look)
  if (field === 'sources') return sourceLines(diff, look)
  if (field === 'title' && isRewrite(diff))
    return view === 'columns' ? titleColumns(diff, look) : titleLines(diff, look)
  return block(titleDiff(diff, look), look, 2)
}

/** Both titles whole, one under the other, so that each can be read in one go. */
function titleLines(diff: TextDiff, look: Look): string {
  const line = (side: 'removed' | 'added') => signed(side, titleDiff(sideOf(diff, side), look), look)
  return line('removed') + line('added')
}

function titleColumns(diff: TextDiff, look: Look): string {
  return inColumns(
    diff.map(([kind, text]) => [kind, oneLine(text)] as const),
    look,
  )
}

/** Sources are compared line by line: a link is the same or another one. */
function sourceLines(diff: TextDiff, look: Look): string {
  return diff
    .flatMap(([kind, text]) => text.split('\n').map((line) => [kind, line] as const))
    .filter(([kind, line]) => kind !== 'same' && line.trim() !== '')
    .map(([kind, line]) =>
      signed(kind === 'added' ? 'added' : 'removed', [[kind === 'added' ? 'good' : 'bad', line]], look),
    )
    .join('')
}

function signed(side: 'removed' | 'added', text: Span[], look: Look): string {
  const sign: Span = side === 'removed' ? ['bad', '−'] : ['good', '+']
  return hanging([plain('  '), sign], text, 4, look)
}

function wholeText(diff: TextDiff, view: View, look: Look): string {
  const head = block(
    [
      ['heading', 'the whole page'],
      ['quiet', '  with what makes no version of its own'],
    ],
    look,
  )
  return head + runningText(diff, view, look)
}

/** A text line by line, as it was written. */
function runningText(diff: TextDiff, view: View, look: Look): string {
  const shown = withoutLastFeed(look.verbose ? diff : folded(diff))
  return view === 'columns' ? inColumns(shown, look) : block(wordDiff(shown, look), look, 2)
}

/** A text's last line feed is no line of its own. */
function withoutLastFeed(diff: TextDiff): TextDiff {
  const last = diff.at(-1)
  return last === undefined ? diff : [...diff.slice(0, -1), [last[0], last[1].replace(/[\r\n]+$/, '')]]
}
