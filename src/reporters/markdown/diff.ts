import type { Change, LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import type { Version } from '../../model/event.ts'
import type { VersionDiff } from '../../model/report.ts'
import { plainRendering, type RenderOptions, type Reporter } from '../render-options.ts'
import { changeSizeText, equalVersionsText, wholePageNote } from '../wording/change-counts.ts'
import { diffLines, linesNearChanges } from '../wording/diff-lines.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { formatTime, formatTimeRange } from '../wording/format-time.ts'
import { diffSide, isRewrite, readableDiff, sourceLines } from '../wording/readable-diff.ts'
import { actionLabel, formatRanges, isMoveSource, passagesOf, stepNumbers } from '../wording/sentence-passages.ts'
import { severityAndClasses } from '../wording/severity.ts'
import { codeBlock, codeSpan, escapeMarkdown } from './escape.ts'
import { inlineDiff, tagChange } from './inline-diff.ts'

/** Unchanged lines beside a change in a patch. */
const contextLines = 2

/** The diff of two versions for a pull request or a wiki. */
export const diffMarkdown: Reporter<VersionDiff> = ({ event, a, b, changes, folded }, options) => {
  const parts = changes.map((change) => fieldPart(change, options))
  if (changes.length === 0) parts.push(`${equalVersionsText}\n`)
  if (folded !== null) parts.push(`#### the whole page, ${wholePageNote}\n\n${patchBlock(folded, options)}`)
  return [`### ${escapeMarkdown(event.title)}\n`, versionTable([a, b], options), ...parts].join('\n')
}

function versionTable(versions: readonly Version[], { timeZone }: RenderOptions): string {
  const time = (at: number | null, unknown: string) => (at === null ? unknown : formatTime(at, timeZone))
  const rows = versions.map(({ number, label, from, until, path, gone }) => {
    const away = gone.map((one) => `; not published ${formatTimeRange(one.from, one.until, timeZone)}`)
    const end = `${time(until, 'now')}${away.join('')}`
    const cells = [`${number}: ${label}`, time(from, 'unknown'), end, escapeMarkdown(path)]
    return `| ${cells.join(' | ')} |\n`
  })
  return `| version | from | until | page |\n| --- | --- | --- | --- |\n${rows.join('')}`
}

function fieldPart(change: Change, options: RenderOptions): string {
  const { field, severity, classes } = change
  const size = changeSizeText(change)
  const head = `#### ${field} ${severityAndClasses(severity, classes)}\n\n${size && `${size}\n\n`}`
  return head + fieldContent(change, options)
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
  return sourceLines(diff)
    .map(([kind, line]) => `- ${kind === 'same' ? codeSpan(line) : tagChange(kind, codeSpan(line))}\n`)
    .join('')
}

/** Indents lines to the text of a list item. */
function indentLines(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ')
}

/** A long text as a patch, which services colour. */
function patchBlock(diff: TextDiff, options: RenderOptions): string {
  const signs = { same: ' ', removed: '-', added: '+' } as const
  const lines = diffLines(diff)
  const shown = options.verbose ? lines : linesNearChanges(lines, contextLines)
  const patch = shown.map((line) => {
    return typeof line === 'number' ? `@@ ${formatCount(line, 'line')} unchanged @@` : signs[line.kind] + line.text
  })
  return codeBlock(patch, 'diff')
}
