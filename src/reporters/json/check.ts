import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument, ndjsonLine, pick } from './document.ts'

/** A check as one document. Known and allowed findings are in it too, with their `standing`. */
export const checkJson: Reporter<CheckReport> = ({ range, findings, totals, fixed, notes }) =>
  jsonDocument({
    range: pick(range, 'base', 'head', 'source'),
    findings: findings.map(checkFindingJson),
    totals: pick(totals, 'pages', 'errors', 'warnings', 'infos', 'known', 'allowed'),
    fixed: fixed?.map((page) => pick(page, 'path', 'state', 'note')) ?? null,
    notes,
  })

/** One finding on each line. */
export const checkNdjson: Reporter<CheckReport> = ({ findings }) =>
  findings.map((finding) => ndjsonLine(checkFindingJson(finding))).join('')

function checkFindingJson(finding: CheckFinding) {
  return {
    ...pick(finding, 'rule', 'name', 'severity', 'message', 'path', 'line', 'column', 'event', 'expected', 'actual'),
    ...pick(finding, 'fingerprint', 'diff', 'standing', 'reason'),
  }
}
