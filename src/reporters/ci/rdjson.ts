import type { CheckFinding, CheckReport } from '../../model/check.ts'
import { codeSpan } from '../markdown/escape.ts'
import type { Reporter } from '../render-options.ts'
import { factLines, messageLines, newFindings, type SeverityWords, wholeArchivePath } from '../terminal/findings.ts'
import { formatReportJson } from './report-json.ts'

const rdjsonSeverities: SeverityWords = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

/** The new findings as diagnostics for reviewdog. */
export const rdjson: Reporter<CheckReport> = ({ findings }) =>
  formatReportJson({ source: { name: 'variorum' }, diagnostics: newFindings(findings).map(diagnostic) }, 2)

function diagnostic(finding: CheckFinding) {
  const { path, severity, rule } = finding
  return {
    message: messageOf(finding),
    location: { path: path ?? wholeArchivePath, range: rangeOf(finding) },
    severity: rdjsonSeverities[severity],
    code: { value: rule },
  }
}

/** The facts are a separate paragraph: a mark in the message has no effect there. */
function messageOf(finding: CheckFinding): string {
  const text = neutralizeMarkdown(`${finding.name}: ${messageLines(finding).join('\n')}`)
  const facts = factLines(finding, codeSpan).join('\n')
  return facts === '' ? text : `${text}\n\n${facts}`
}

function rangeOf({ line, column }: CheckFinding) {
  if (line === null) return undefined
  // Reviewdog counts columns in bytes: they are equal to ours after ASCII characters.
  return { start: column === null ? { line } : { line, column } }
}

/** Breaks up links, tags, mentions and references: a message becomes a comment in Markdown or a line in a log. */
function neutralizeMarkdown(text: string): string {
  const active = /(?<=\])[([]|<(?=[a-z/!?])|@(?=\w)|#(?=\d)/gi
  return text.replace(active, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
}
