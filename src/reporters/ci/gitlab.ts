import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Reporter } from '../look.ts'
import { newOnes, plainLines, wholeArchive } from '../terminal/findings.ts'
import { layout } from './layout.ts'

const severities: Readonly<Record<Finding['severity'], string>> = { error: 'major', warning: 'minor', info: 'info' }

/** A code quality report of GitLab: the new findings. */
export const gitlabCodeQuality: Reporter<CheckReport> = ({ findings }) => {
  const uses = new Map<string, number>()
  return layout(
    newOnes(findings).map((finding) => issue(finding, uses)),
    1,
  )
}

function issue(finding: CheckFinding, uses: Map<string, number>) {
  const { rule, name, severity, path, line, fingerprint } = finding
  const use = (uses.get(fingerprint) ?? 0) + 1
  uses.set(fingerprint, use)
  return {
    description: `${rule} ${name}: ${plainLines(finding).join('\n')}`,
    check_name: rule,
    // of two issues with one fingerprint only the first is shown
    fingerprint: use === 1 ? fingerprint : `${fingerprint}-${use}`,
    severity: severities[severity],
    location: { path: path ?? wholeArchive, lines: { begin: line ?? 1 } },
  }
}
