import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Reporter } from '../render-options.ts'
import { findingLines, newFindings, type SeverityWords, wholeArchivePath } from '../terminal/findings.ts'
import { formatReportJson } from './report-json.ts'

const gitlabSeverities: SeverityWords = { error: 'major', warning: 'minor', info: 'info' }

/** A code quality report of GitLab: the new findings. */
export const gitlabCodeQuality: Reporter<CheckReport> = ({ findings }) => {
  const uses = new Map<string, number>()
  const issues = newFindings(findings).map((finding) => codeQualityIssue(finding, uses))
  return formatReportJson(issues, 1)
}

function codeQualityIssue(finding: CheckFinding, uses: Map<string, number>) {
  const { rule, name, severity, path, line, fingerprint } = finding
  const use = (uses.get(fingerprint) ?? 0) + 1
  uses.set(fingerprint, use)
  return {
    description: `${rule} ${name}: ${findingLines(finding).join('\n')}`,
    check_name: rule,
    // GitLab shows only the first of two issues with one fingerprint.
    fingerprint: use === 1 ? fingerprint : `${fingerprint}-${use}`,
    severity: gitlabSeverities[severity],
    location: { path: path ?? wholeArchivePath, lines: { begin: line ?? 1 } },
  }
}
