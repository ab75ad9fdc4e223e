import type { Change, LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import type { Version } from '../../model/event.ts'
import type { VersionDiff } from '../../model/report.ts'
import { type Look, plainLook, type Reporter } from '../look.ts'
import { diffLines, nearChanges } from '../wording/lines.ts'
import { moment, span } from '../wording/moment.ts'
import { count } from '../wording/quantity.ts'
import { readAt, sideOf } from '../wording/reading.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { isDeparture, numbers, numbersOf, passages, wordOf } from '../wording/sentences.ts'
import { symbols } from '../wording/severity-symbols.ts'
import { sentencesTold, wordsTold } from '../wording/tally.ts'
import { asCode, asCodeBlock, asText } from './escape.ts'
import { marked, tagged } from './words.ts'

/** Lines kept beside a change of a text that is shown as a patch. */
const context = 2

/** Two versions and what differs, for a pull request or a wiki. */
export const diffMarkdown: Reporter<VersionDiff> = ({ event, a, b, changes, folded }, look) => {
  const parts = changes.map((change) => fieldPart(change, look))
  if (changes.length === 0) parts.push('The two versions say the same.\n')
  if (folded !== null)
    parts.push(`#### the whole page, with what makes no version of its own\n\n${patch(folded, look)}`)
  return [`### ${asText(event.title)}\n`, versionTable([a, b], look), ...parts].join('\n')
}

function versionTable(versions: readonly Version[], { timeZone }: Look): string {
  const time = (at: number | null, unknown: string) => (at === null ? unknown : moment(at, timeZone))
  const rows = versions.map(({ number, label, from, until, path, gone }) => {
    const away = gone.map((one) => `; not published ${span(one.from, one.until, timeZone)}`)
    const stood = `${time(until, 'it still stands')}${away.join('')}`
    const cells = [`${number}: ${label}`, time(from, 'not known'), stood, asText(path)]
    return `| ${cells.join(' | ')} |\n`
  })
  return `| version | from | until | page |\n| --- | --- | --- | --- |\n${rows.join('')}`
}

function fieldPart(change: Change, look: Look): string {
  const { field, diff, severity, classes, coarse, sentences } = change
  const kinds = classes.length === 0 ? '' : `: ${classes.join(', ')}`
  const tally = sentences !== null ? sentencesTold(sentences) : field === 'title' ? wordsTold(diff) : ''
  const notes =
    coarse && sentences === null ? ['too different for a fine diff: one replacement'] : tally === '' ? [] : [tally]
  return [
    `#### ${field} ${symbols[severity]} ${severity}${kinds}\n\n`,
    ...notes.map((note) => `${note}\n\n`),
    fieldContent(change, look),
  ].join('')
}

function fieldContent({ field, diff, sentences }: Change, look: Look): string {
  if (sentences !== null) return sentenceItems(sentences, look)
  if (field === 'body') return patch(diff, look)
  if (field === 'sources') return sourceItems(diff)
  if (field === 'title' && isRewrite(diff)) {
    return `- before: ${marked(sideOf(diff, 'removed'))}\n- after: ${marked(sideOf(diff, 'added'))}\n`
  }
  return `- ${field}: ${marked(diff)}\n`
}

function sentenceItems(steps: readonly SentenceStep[], look: Look): string {
  return passages(steps, look.verbose)
    .map((passage) => {
      if (passage.kind === 'step') return sentenceItem(passage.step)
      return `- ⋮ ${count(passage.sentences, 'sentence')} unchanged\n`
    })
    .join('')
}

function sentenceItem(step: SentenceStep): string {
  const { links } = step
  const word = wordOf(step)
  const named = word === '' ? '' : ` **${word}**`
  if (isDeparture(step)) return `- ${numbers(step.before)}${named}\n`
  if (step.block === 'code') return `- ${numbersOf(step)}${named}:\n${indented(patch(readAt(step), plainLook))}`
  const number = numbersOf({ ...step, before: step.action === 'moved' ? [] : step.before })
  return `- ${number}${named}: ${marked(readAt(step))}\n${links.map(linkItem).join('')}`
}

function linkItem({ text, before, after }: LinkChange): string {
  return `  - link ${asCode(text)}: <del>${asCode(before)}</del> <ins>${asCode(after)}</ins>\n`
}

function sourceItems(diff: TextDiff): string {
  return diff
    .flatMap(([kind, text]) => text.split('\n').map((line) => [kind, line] as const))
    .filter(([, line]) => line.trim() !== '')
    .map(([kind, line]) => `- ${kind === 'same' ? asCode(line) : tagged(kind, asCode(line))}\n`)
    .join('')
}

/** Within the item of a list. */
function indented(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ')
}

/** A long text by lines, as services colour patches. */
function patch(diff: TextDiff, look: Look): string {
  const signs = { same: ' ', removed: '-', added: '+' } as const
  const lines = diffLines(diff)
  const shown = look.verbose ? lines : nearChanges(lines, context)
  return asCodeBlock(
    shown.map((line) =>
      typeof line === 'number' ? `@@ ${count(line, 'line')} unchanged @@` : `${signs[line.kind]}${line.text}`,
    ),
    'diff',
  )
}
