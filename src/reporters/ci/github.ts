import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Reporter } from '../render-options.ts'
import { findingLines, newFindings, type SeverityWords } from '../terminal/findings.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { printable } from '../wording/printable.ts'

/** A runner shows this many annotations of each severity in a step. */
const maxAnnotationsPerSeverity = 10

const annotationLevels: SeverityWords = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands of GitHub Actions: an annotation for each new finding, or for the first few of each severity. */
export const githubAnnotations: Reporter<CheckReport> = ({ findings }) => {
  const bySeverity = Map.groupBy(newFindings(findings), ({ severity }) => severity)
  const omitted = new Set(Array.from(bySeverity.values()).flatMap((group) => group.slice(shownCount(group.length))))
  const annotations = newFindings(findings).filter((finding) => !omitted.has(finding))
  const rest = (['error', 'warning', 'info'] as const).map((severity) => {
    const total = bySeverity.get(severity)?.length ?? 0
    return remainderAnnotation(severity, total - shownCount(total))
  })
  return [...annotations.map(annotation), ...rest].join('')
}

/** The last annotation of a severity counts the findings left out. */
function shownCount(total: number): number {
  return total <= maxAnnotationsPerSeverity ? total : maxAnnotationsPerSeverity - 1
}

function annotation(finding: CheckFinding): string {
  const { severity, path, line, column, rule, name } = finding
  const properties = path === null ? [] : [`file=${propertyValue(path)}`]
  if (path !== null && line !== null) properties.push(`line=${line}`, ...(column === null ? [] : [`col=${column}`]))
  properties.push(`title=${propertyValue(`${rule} ${name}`)}`)
  return workflowCommand(annotationLevels[severity], properties, findingLines(finding).join('\n'))
}

function remainderAnnotation(severity: Finding['severity'], omitted: number): string {
  if (omitted === 0) return ''
  const text = `and ${formatCount(omitted, `more ${severity}`)}: see the job summary`
  return workflowCommand(annotationLevels[severity], ['title=variorum check'], text)
}

/** @param data lines that are safe to print */
function workflowCommand(name: string, properties: readonly string[], data: string): string {
  return `::${name} ${properties.join(',')}::${percentEncode(data, /[%\r\n]/g)}\n`
}

function propertyValue(text: string): string {
  return percentEncode(printable(text), /[%\r\n:,]/g)
}

function percentEncode(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => encodeURIComponent(character))
}
