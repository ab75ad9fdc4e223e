import type { Change, LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import type { Version } from '../../model/event.ts'
import type { VersionDiff } from '../../model/report.ts'
import { plainRendering, type RenderOptions, type Reporter } from '../render-options.ts'
import { sentenceChangesText, wordChangesText } from '../wording/change-counts.ts'
import { diffLines, linesNearChanges } from '../wording/diff-lines.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { formatTime, formatTimeRange } from '../wording/format-time.ts'
import { diffSide, readableDiff } from '../wording/readable-diff.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { actionLabel, formatRanges, isMoveSource, passagesOf, stepNumbers } from '../wording/sentence-passages.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import { codeBlock, codeSpan, escapeMarkdown } from './escape.ts'
import { inlineDiff, tagChange } from './inline-diff.ts'

/** Lines kept beside a change of a text that is shown as a patch. */
const contextLines = 2

/** Two versions and what differs, for a pull request or a wiki. */
export const diffMarkdown: Reporter<VersionDiff> = ({ event, a, b, changes, folded }, options) => {
  const parts = changes.map((change) => fieldPart(change, options))
  if (changes.length === 0) parts.push('The two versions say the same.\n')
  if (folded !== null)
    parts.push(`#### the whole page, with what makes no version of its own\n\n${patchBlock(folded, options)}`)
  return [`### ${escapeMarkdown(event.title)}\n`, versionTable([a, b], options), ...parts].join('\n')
}

function versionTable(versions: readonly Version[], { timeZone }: RenderOptions): string {
  const time = (at: number | null, unknown: string) => (at === null ? unknown : formatTime(at, timeZone))
  const rows = versions.map(({ number, label, from, until, path, gone }) => {
    const away = gone.map((one) => `; not published ${formatTimeRange(one.from, one.until, timeZone)}`)
    const stood = `${time(until, 'it still stands')}${away.join('')}`
    const cells = [`${number}: ${label}`, time(from, 'not known'), stood, escapeMarkdown(path)]
    return `| ${cells.join(' | ')} |\n`
  })
  return `| version | from | until | page |\n| --- | --- | --- | --- |\n${rows.join('')}`
}

function fieldPart(change: Change, options: RenderOptions): string {
  const { field, diff, severity, classes, coarse, sentences } = change
  const kinds = classes.length === 0 ? '' : `: ${classes.join(', ')}`
  const tally = sentences !== null ? sentenceChangesText(sentences) : field === 'title' ? wordChangesText(diff) : ''
  const notes =
    coarse && sentences === null ? ['too different for a fine diff: one replacement'] : tally === '' ? [] : [tally]
  return [
    `#### ${field} ${severitySymbols[severity]} ${severity}${kinds}\n\n`,
    ...notes.map((note) => `${note}\n\n`),
    fieldContent(change, options),
  ].join('')
}

function fieldContent({ field, diff, sentences }: Change, options: RenderOptions): string {
  if (sentences !== null) return sentenceItems(sentences, options)
  if (field === 'body') return patchBlock(diff, options)
  if (field === 'sources') return sourceItems(diff)
  if (field === 'title' && isRewrite(diff)) {
    return `- before: ${inlineDiff(diffSide(diff, 'removed'))}\n- after: ${inlineDiff(diffSide(diff, 'added'))}\n`
  }
  return `- ${field}: ${inlineDiff(diff)}\n`
}

function sentenceItems(steps: readonly SentenceStep[], options: RenderOptions): string {
  return passagesOf(steps, options.verbose)
    .map((passage) => {
      if (passage.kind === 'step') return sentenceItem(passage.step)
      return `- ⋮ ${formatCount(passage.sentences, 'sentence')} unchanged\n`
    })
    .join('')
}

function sentenceItem(step: SentenceStep): string {
  const { links } = step
  const word = actionLabel(step)
  const named = word === '' ? '' : ` **${word}**`
  if (isMoveSource(step)) return `- ${formatRanges(step.before)}${named}\n`
  if (step.block === 'code')
    return `- ${stepNumbers(step)}${named}:\n${indentLines(patchBlock(readableDiff(step), plainRendering))}`
  const number = stepNumbers({ ...step, before: step.action === 'moved' ? [] : step.before })
  return `- ${number}${named}: ${inlineDiff(readableDiff(step))}\n${links.map(linkItem).join('')}`
}

function linkItem({ text, before, after }: LinkChange): string {
  return `  - link ${codeSpan(text)}: <del>${codeSpan(before)}</del> <ins>${codeSpan(after)}</ins>\n`
}

function sourceItems(diff: TextDiff): string {
  return diff
    .flatMap(([kind, text]) => text.split('\n').map((line) => [kind, line] as const))
    .filter(([, line]) => line.trim() !== '')
    .map(([kind, line]) => `- ${kind === 'same' ? codeSpan(line) : tagChange(kind, codeSpan(line))}\n`)
    .join('')
}

/** Within the item of a list. */
function indentLines(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ')
}

/** A long text by lines, as services colour patches. */
function patchBlock(diff: TextDiff, options: RenderOptions): string {
  const signs = { same: ' ', removed: '-', added: '+' } as const
  const lines = diffLines(diff)
  const shown = options.verbose ? lines : linesNearChanges(lines, contextLines)
  return codeBlock(
    shown.map((line) =>
      typeof line === 'number' ? `@@ ${formatCount(line, 'line')} unchanged @@` : `${signs[line.kind]}${line.text}`,
    ),
    'diff',
  )
}
