import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument, ndjsonLine } from './document.ts'
import { findingJson } from './finding.ts'

/** The whole check as a document; findings that do not count are in it too, and say so. */
export const checkJson: Reporter<CheckReport> = ({ range, findings, totals, fixed, notes }) => {
  const { base, head, source } = range
  const { pages, errors, warnings, infos, known, allowed } = totals
  return jsonDocument({
    range: { base, head, source },
    findings: findings.map(checkFindingJson),
    totals: { pages, errors, warnings, infos, known, allowed },
    fixed: fixed === null ? null : fixed.map(({ path, state, note }) => ({ path, state, note })),
    notes,
  })
}

/** One finding a line. */
export const checkNdjson: Reporter<CheckReport> = ({ findings }) =>
  findings.map((finding) => ndjsonLine(checkFindingJson(finding))).join('')

function checkFindingJson(finding: CheckFinding) {
  const { rule, name, severity, message, path, line, expected, actual } = findingJson(finding)
  const { column, event, fingerprint, diff, standing, reason } = finding
  return {
    rule,
    name,
    severity,
    message,
    path,
    line,
    column,
    event,
    expected,
    actual,
    fingerprint,
    diff,
    standing,
    reason,
  }
}
