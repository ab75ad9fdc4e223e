import type { Rule } from '../../rules/rule.ts'
import type { Look, Reporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { plain, type Span, type Style } from '../terminal/spans.ts'

type Described = Pick<Rule, 'code' | 'name' | 'severity' | 'summary'>

const styles: Readonly<Record<Rule['severity'], Style>> = {
  error: 'factual',
  warning: 'editorial',
  info: 'quiet',
  off: 'quiet',
}

/** Every rule in a line or two. */
export const rulesText: Reporter<readonly Described[]> = (rules, look) => {
  const wide = Math.max(...rules.map(({ name }) => name.length))
  return rules
    .map(({ code, name, severity, summary }) => {
      const head: Span[] = [
        ['strong', code],
        plain('  '),
        ['path', name.padEnd(wide)],
        plain('  '),
        [styles[severity], severity.padEnd(7)],
      ]
      return Number.isFinite(look.width)
        ? block(head, look) + block([plain(summary)], look, 8)
        : block([...head, plain(`  ${summary}`)], look)
    })
    .join('')
}

/** A rule's page: headings stand out, examples stay as they are written. */
export const rulePageText: Reporter<{ readonly page: string }> = ({ page }, look) => {
  let verbatim = false
  return joinParagraphs(page)
    .map((line) => {
      if (line.startsWith('```')) {
        verbatim = !verbatim
        return ''
      }
      return verbatim ? block([plain(line)], { ...look, width: Number.POSITIVE_INFINITY }, 4) : proseLine(line, look)
    })
    .join('')
}

function proseLine(line: string, look: Look): string {
  if (line === '') return '\n'
  const heading = /^#+ (.*)$/.exec(line)?.[1]
  return heading === undefined ? block(spansOf(line), look) : block([['heading', heading]], look)
}

/** `code` without its marks. */
function spansOf(line: string): Span[] {
  return line.split('`').map((part, index): Span => (index % 2 === 1 ? ['path', part] : plain(part)))
}

/** Lines of a paragraph become one, to be folded to the width there is; examples keep theirs. */
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
