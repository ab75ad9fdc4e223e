import type { Change, TextDiff } from '../../model/change.ts'
import type { VersionDiff } from '../../model/report.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { renderSentenceColumns } from '../terminal/sentence-columns.ts'
import { renderSentenceLines } from '../terminal/sentence-lines.ts'
import { plainSpan, type Span, severityMark } from '../terminal/spans.ts'
import { renderTwoColumns } from '../terminal/two-columns.ts'
import { foldUnchangedLines, oneLine, titleDiffSpans, wordDiffSpans } from '../terminal/word-diff.ts'
import { changeSizeText, equalVersionsText, wholePageNote } from '../wording/change-counts.ts'
import { diffSide, isRewrite, sourceLines } from '../wording/readable-diff.ts'
import { versionSpans } from './history.ts'

export type DiffLayout = 'inline' | 'columns'

/** A wider terminal has room for two columns of prose. */
const minColumnsForTwoColumns = 140

/**
 * The diff of two versions: each changed field, the title first, a body sentence by sentence.
 * @param requested null: side by side on a wide terminal, else inline
 */
export function diffText(requested: DiffLayout | null): Reporter<VersionDiff> {
  return ({ event, a, b, changes, folded: whole }, options) => {
    const wide = Number.isFinite(options.width) && options.width >= minColumnsForTwoColumns
    const layout = requested ?? (wide ? 'columns' : 'inline')
    const head = [
      renderBlock([['strong', oneLine(event.title)]], options),
      renderBlock(versionSpans(a, options), options, [0, 4]),
      renderBlock(versionSpans(b, options), options, [0, 4]),
    ]
    const body = changes.map((change) => `\n${fieldText(change, layout, options)}`)
    if (changes.length === 0) body.push(`\n${renderBlock([plainSpan(equalVersionsText)], options)}`)
    if (whole !== null) body.push(`\n${wholePageText(whole, layout, options)}`)
    return [...head, ...body].join('')
  }
}

function fieldText(change: Change, layout: DiffLayout, options: RenderOptions): string {
  const head: Span[] = [['heading', change.field], plainSpan('  '), severityMark(change)]
  const size = changeSizeText(change)
  if (size !== '') head.push(['quiet', `${change.sentences === null ? '  ' : '\n'}${size}`])
  return renderBlock(head, options, [0, 2]) + fieldDiff(change, layout, options)
}

function fieldDiff({ field, diff, sentences }: Change, layout: DiffLayout, options: RenderOptions): string {
  if (sentences !== null)
    return layout === 'columns' ? renderSentenceColumns(sentences, options) : renderSentenceLines(sentences, options)
  if (field === 'body') return lineDiffText(diff, layout, options)
  if (field === 'sources') return sourcesText(diff, options)
  if (field !== 'title' || !isRewrite(diff)) return renderBlock(titleDiffSpans(diff, options), options, 2)
  const oneLineDiff = diff.map(([kind, text]) => [kind, oneLine(text)] as const)
  if (layout === 'columns') return renderTwoColumns(oneLineDiff, options)
  // Both titles, one under the other.
  const sides = (['removed', 'added'] as const).map((side) => [side, diffSide(oneLineDiff, side)] as const)
  return sides.map(([side, own]) => signedText(side, wordDiffSpans(own, options), options)).join('')
}

/** The removed and the added sources. */
function sourcesText(diff: TextDiff, options: RenderOptions): string {
  return sourceLines(diff)
    .map(([kind, line]) =>
      kind === 'same' ? '' : signedText(kind, [[kind === 'added' ? 'good' : 'bad', line]], options),
    )
    .join('')
}

function signedText(side: 'removed' | 'added', text: Span[], options: RenderOptions): string {
  const sign: Span = side === 'removed' ? ['bad', '−'] : ['good', '+']
  return renderLabelled([plainSpan('  '), sign], text, 4, options)
}

function wholePageText(diff: TextDiff, layout: DiffLayout, options: RenderOptions): string {
  const head: Span[] = [
    ['heading', 'the whole page'],
    ['quiet', `  ${wholePageNote}`],
  ]
  return renderBlock(head, options) + lineDiffText(diff, layout, options)
}

/** A text line by line, as it is in the page. */
function lineDiffText(diff: TextDiff, layout: DiffLayout, options: RenderOptions): string {
  const shown = withoutFinalLineFeed(options.verbose ? diff : foldUnchangedLines(diff))
  return layout === 'columns'
    ? renderTwoColumns(shown, options)
    : renderBlock(wordDiffSpans(shown, options), options, 2)
}

/** The line feed at the end of a text begins no line. */
function withoutFinalLineFeed(diff: TextDiff): TextDiff {
  const last = diff.at(-1)
  return last === undefined ? diff : [...diff.slice(0, -1), [last[0], last[1].replace(/[\r\n]+$/, '')]]
}
