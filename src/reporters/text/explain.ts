import type { Rule } from '../../rules/rule.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { findingStyles } from '../terminal/findings.ts'
import { joinSpans, plainSpan, type Span } from '../terminal/spans.ts'

type RuleSummary = Pick<Rule, 'code' | 'name' | 'severity' | 'summary'>

/** A list of the rules: two lines each on a terminal, one line in a pipe. */
export const rulesText: Reporter<readonly RuleSummary[]> = (rules, options) => {
  const nameWidth = Math.max(...rules.map(({ name }) => name.length))
  const ruleText = ({ code, name, severity, summary }: RuleSummary) => {
    const cells: Span[] = [
      ['strong', code],
      ['path', name.padEnd(nameWidth)],
      [findingStyles[severity], severity.padEnd(7)],
    ]
    if (!Number.isFinite(options.width)) cells.push(plainSpan(summary))
    const head = renderBlock(joinSpans(cells, plainSpan('  ')), options)
    return Number.isFinite(options.width) ? head + renderBlock([plainSpan(summary)], options, 8) : head
  }
  return rules.map(ruleText).join('')
}

/** The page of a rule, with marked headings and unchanged examples. */
export const rulePageText: Reporter<{ readonly page: string }> = ({ page }, options) => {
  let verbatim = false
  return joinParagraphs(page)
    .map((line) => {
      if (line.startsWith('```')) {
        verbatim = !verbatim
        return ''
      }
      if (!verbatim) return proseLine(line, options)
      return renderBlock([plainSpan(line)], { ...options, width: Number.POSITIVE_INFINITY }, 4)
    })
    .join('')
}

function proseLine(line: string, options: RenderOptions): string {
  if (line === '') return '\n'
  const heading = /^#+ (.*)$/.exec(line)?.[1]
  return heading === undefined ? renderBlock(spansOf(line), options) : renderBlock([['heading', heading]], options)
}

/** `code` is printed in a style, without its backticks. */
function spansOf(line: string): Span[] {
  return line.split('`').map((part, index): Span => (index % 2 === 1 ? ['path', part] : plainSpan(part)))
}

/** Joins the lines of a paragraph, so that they can be wrapped. Lines of examples are kept. */
function joinParagraphs(page: string): string[] {
  const lines: string[] = []
  let verbatim = false
  for (const line of page.trimEnd().split('\n')) {
    const last = lines.at(-1)
    const starts = verbatim || line === '' || /^(?:```|#|- )/.test(line)
    if (line.startsWith('```')) verbatim = !verbatim
    if (starts || last === undefined || last === '' || last.startsWith('#') || last.startsWith('```')) lines.push(line)
    else lines[lines.length - 1] = `${last} ${line}`
  }
  return lines
}
