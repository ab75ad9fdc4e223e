import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Rule } from '../../rules/rule.ts'
import type { Reporter } from '../render-options.ts'
import { wholeArchivePath } from '../terminal/findings.ts'
import { formatNumber } from '../wording/format-quantity.ts'
import { printable } from '../wording/printable.ts'
import { formatReportJson } from './report-json.ts'

type RuleSummary = Pick<Rule, 'code' | 'name' | 'severity' | 'summary'>

/** GitHub refuses a file with more. */
const maxResults = 25_000

const sarifLevels: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'note' }
const severityOrder: readonly Finding['severity'][] = ['error', 'warning', 'info']

/**
 * SARIF 2.1.0: every rule, and every finding, with what is known as unchanged and what is allowed as suppressed.
 * @param rules all that there are, in the order in which results refer to them
 * @param version of the program
 */
export function sarif(rules: readonly RuleSummary[], version: string): Reporter<CheckReport> {
  const indices = new Map(rules.map(({ code }, index) => [code, index]))
  return ({ range, findings }) => {
    const results = resultsOf(mostSevere(findings), indices)
    const run = {
      tool: { driver: { name: 'variorum', semanticVersion: version, rules: rules.map(ruleDescriptor) } },
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(findings.length) }],
      columnKind: 'utf16CodeUnits',
      properties: { base: range.base, head: range.head, source: range.source },
      results,
    }
    return formatReportJson(
      { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
      4,
    )
  }
}

function ruleDescriptor({ code, name, severity, summary }: RuleSummary) {
  const description = sarifMessage(summary)
  return {
    id: code,
    name,
    shortDescription: description,
    fullDescription: description,
    help: sarifMessage(`${summary} "variorum explain ${code}" says more.`),
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: sarifLevels[severity] },
  }
}

/** Where there are too many, those that count and are graver stay; the order stays in any case. */
function mostSevere(findings: readonly CheckFinding[]): readonly CheckFinding[] {
  if (findings.length <= maxResults) return findings
  const weight = ({ standing, severity }: CheckFinding) =>
    (standing === 'new' ? 0 : 3) + severityOrder.indexOf(severity)
  const kept = new Set(findings.toSorted((a, b) => weight(a) - weight(b)).slice(0, maxResults))
  return findings.filter((finding) => kept.has(finding))
}

function notifications(total: number) {
  if (total <= maxResults) return []
  const text = `${formatNumber(total - maxResults)} of ${formatNumber(total)} findings are left out, the least grave ones.`
  return [{ level: 'warning', message: sarifMessage(text) }]
}

function resultsOf(findings: readonly CheckFinding[], indices: ReadonlyMap<string, number>) {
  const seenLocations = new Set<string>()
  return findings.map((finding) => {
    const { rule, severity, path, line, standing, reason } = finding
    const { event, expected, actual, diff, fingerprint } = finding
    const locationKey = JSON.stringify([rule, path, line ?? 1])
    const isRepeated = seenLocations.has(locationKey)
    seenLocations.add(locationKey)
    return {
      ruleId: rule,
      ruleIndex: indices.get(rule),
      level: sarifLevels[severity],
      message: sarifMessage(printable(finding.message)),
      locations: [{ physicalLocation: physicalLocation(finding) }],
      partialFingerprints: {
        'variorum/v1': fingerprint,
        // GitHub works this one out from the line's text, and would take a rule's findings on one line for one
        primaryLocationLineHash: isRepeated ? fingerprint : undefined,
      },
      // of both lists the format wants all results, or none, to have one
      baselineState: standing === 'new' ? 'new' : 'unchanged',
      suppressions: standing === 'allowed' ? [{ kind: 'inSource', justification: printable(reason ?? '') }] : [],
      properties: { standing, event, expected, actual, diff },
    }
  })
}

/** GitHub takes no result without a place and a line. */
function physicalLocation({ path, line, column }: CheckFinding) {
  const uri = (path ?? wholeArchivePath).toWellFormed().split('/').map(encodeURIComponent).join('/')
  return {
    artifactLocation: { uri },
    region: { startLine: line ?? 1, startColumn: line === null ? undefined : (column ?? undefined) },
  }
}

/** A message is half a template: braces stand doubled, and what looks like a link is one. */
function sarifMessage(text: string) {
  return { text: text.replaceAll('](', ']\\u{28}').replace(/[{}]/g, (brace) => brace + brace) }
}
