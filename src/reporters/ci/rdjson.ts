import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import { newOnes, plainLines, wholeArchive } from '../findings.ts'
import type { Reporter } from '../look.ts'
import { layout } from './layout.ts'

const severities: Readonly<Record<Finding['severity'], string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

/** Reviewdog's diagnostics: the new findings. */
export const rdjson: Reporter<CheckReport> = ({ findings }) =>
  layout({ source: { name: 'variorum' }, diagnostics: newOnes(findings).map(diagnostic) }, 2)

function diagnostic(finding: CheckFinding) {
  const { path, severity, rule, name } = finding
  return {
    message: inert(`${name}: ${plainLines(finding).join('\n')}`),
    location: { path: path ?? wholeArchive, range: rangeOf(finding) },
    severity: severities[severity],
    code: { value: rule },
  }
}

function rangeOf({ line, column }: CheckFinding) {
  if (line === null) return undefined
  // columns are counted in bytes there: without the line's text only the first one is known
  return { start: column === 1 ? { line, column } : { line } }
}

/** The text becomes a comment in Markdown, or a line in a log: what would be a link, a tag, a mention, a reference is broken up. */
function inert(text: string): string {
  return text.replace(
    /(?<=\])[([]|<(?=[a-z/!?])|@(?=\w)|#(?=\d)/gi,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  )
}
