import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Reporter } from '../look.ts'
import { asCode } from '../markdown/escape.ts'
import { factLines, messageLines, newOnes, wholeArchive } from '../terminal/findings.ts'
import { layout } from './layout.ts'

const severities: Readonly<Record<Finding['severity'], string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

/** Reviewdog's diagnostics: the new findings. */
export const rdjson: Reporter<CheckReport> = ({ findings }) =>
  layout({ source: { name: 'variorum' }, diagnostics: newOnes(findings).map(diagnostic) }, 2)

function diagnostic(finding: CheckFinding) {
  const { path, severity, rule } = finding
  return {
    message: messageOf(finding),
    location: { path: path ?? wholeArchive, range: rangeOf(finding) },
    severity: severities[severity],
    code: { value: rule },
  }
}

/** The facts are a paragraph of their own, which no mark of the message reaches into. */
function messageOf(finding: CheckFinding): string {
  const text = inert(`${finding.name}: ${messageLines(finding).join('\n')}`)
  const facts = factLines(finding, asCode).join('\n')
  return facts === '' ? text : `${text}\n\n${facts}`
}

function rangeOf({ line, column }: CheckFinding) {
  if (line === null) return undefined
  // columns are counted in bytes there, which agree with ours where what stands before on the line is ASCII: mostly a mark
  return { start: column === null ? { line } : { line, column } }
}

/** A message becomes a comment in Markdown, or a line in a log: what would be a link, a tag, a mention, a reference is broken up. */
function inert(text: string): string {
  return text.replace(
    /(?<=\])[([]|<(?=[a-z/!?])|@(?=\w)|#(?=\d)/gi,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  )
}
