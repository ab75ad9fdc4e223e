import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Rule } from '../../rules/rule.ts'
import type { Reporter } from '../render-options.ts'
import { type SeverityWords, wholeArchivePath } from '../terminal/findings.ts'
import { formatNumber } from '../wording/format-quantity.ts'
import { printable } from '../wording/printable.ts'
import { formatReportJson } from './report-json.ts'

type RuleSummary = Pick<Rule, 'code' | 'name' | 'severity' | 'summary'>

/** GitHub refuses a file with more results. */
const maxResults = 25_000

const sarifLevels: SeverityWords = { error: 'error', warning: 'warning', info: 'note' }
const severityOrder: readonly Finding['severity'][] = ['error', 'warning', 'info']

/**
 * SARIF 2.1.0 with every rule and every finding: known findings are unchanged, allowed findings are suppressed.
 * @param rules all rules: results refer to them by their index
 * @param version the version of this program
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
    const schema = 'https://json.schemastore.org/sarif-2.1.0.json'
    return formatReportJson({ $schema: schema, version: '2.1.0', runs: [run] }, 4)
  }
}

function ruleDescriptor({ code, name, severity, summary }: RuleSummary) {
  const description = sarifMessage(summary)
  return {
    id: code,
    name,
    shortDescription: description,
    fullDescription: description,
    help: sarifMessage(`${summary} "variorum explain ${code}" has more.`),
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: sarifLevels[severity] },
  }
}

/** The findings that fit: new ones before known ones, then by severity. Their order is kept. */
function mostSevere(findings: readonly CheckFinding[]): readonly CheckFinding[] {
  if (findings.length <= maxResults) return findings
  const weight = ({ standing, severity }: CheckFinding) =>
    (standing === 'new' ? 0 : 3) + severityOrder.indexOf(severity)
  const kept = new Set(findings.toSorted((a, b) => weight(a) - weight(b)).slice(0, maxResults))
  return findings.filter((finding) => kept.has(finding))
}

function notifications(total: number) {
  if (total <= maxResults) return []
  const text = `${formatNumber(total - maxResults)} of ${formatNumber(total)} findings are left out, the least severe ones.`
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
        // GitHub computes this from the line's text by default, and would join findings of a rule on one line.
        primaryLocationLineHash: isRepeated ? fingerprint : undefined,
      },
      // SARIF wants `baselineState` and `suppressions` in all results or in none.
      baselineState: standing === 'new' ? 'new' : 'unchanged',
      suppressions: standing === 'allowed' ? [{ kind: 'inSource', justification: printable(reason ?? '') }] : [],
      properties: { standing, event, expected, actual, diff },
    }
  })
}

/** GitHub requires a file and a line for each result. */
function physicalLocation({ path, line, column }: CheckFinding) {
  const uri = (path ?? wholeArchivePath).toWellFormed().split('/').map(encodeURIComponent).join('/')
  return {
    artifactLocation: { uri },
    region: { startLine: line ?? 1, startColumn: line === null ? undefined : (column ?? undefined) },
  }
}

/** A SARIF message has placeholders and links: braces are doubled, links broken up. */
function sarifMessage(text: string) {
  return { text: text.replaceAll('](', ']\\u{28}').replace(/[{}]/g, (brace) => brace + brace) }
}
