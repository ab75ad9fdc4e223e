import type { CheckFinding, CheckReport, FindingStatus } from '../../../src/model/check.ts'
import type { EventId } from '../../../src/model/event.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { Rule } from '../../../src/rules/rule.ts'

type RuleDescription = Pick<Rule, 'code' | 'name' | 'severity' | 'summary'>

export const rules: readonly RuleDescription[] = [
  describeRule('VAR101', 'title-change-unrecorded', 'error', 'A former title is listed in the Changes section.'),
  describeRule('VAR112', 'slug-title-mismatch', 'off', 'A slug says what the title says.'),
  describeRule('VAR120', 'factual-title-change', 'warning', 'A fact in a title does not change in silence.'),
  describeRule('VAR150', 'bulk-change', 'info', 'One commit changes many pages in the same way.'),
]

function describeRule(code: string, name: string, severity: Rule['severity'], summary: string): RuleDescription {
  return { code, name, severity, summary }
}

export const bridge = 'news/2018/01/15/swing-bridge.md'
let findingCount = 0

/** A finding; fields that are not given have sample values. */
export function finding(part: Partial<CheckFinding> = {}): CheckFinding {
  findingCount += 1
  return {
    rule: 'VAR101',
    name: 'title-change-unrecorded',
    severity: 'error',
    message: 'The title changed and the Changes section does not list the former one.',
    path: bridge,
    line: 3,
    column: 1,
    event: 'swing-bridge' as EventId,
    expected: null,
    actual: null,
    fingerprint: findingCount.toString(16).padStart(32, '0'),
    diff: null,
    standing: 'new',
    reason: null,
    ...part,
  }
}

/** A report with its findings counted. */
export function report(findings: readonly CheckFinding[], part: Partial<CheckReport> = {}): CheckReport {
  const fresh = (severity: Finding['severity']) =>
    findings.filter((one) => one.standing === 'new' && one.severity === severity).length
  const countStatus = (...statuses: FindingStatus[]) => findings.filter((one) => statuses.includes(one.standing)).length
  const pages = [...new Set([bridge, ...findings.flatMap(({ path }) => (path === null ? [] : [path]))])]
  return {
    range: { base: 'a'.repeat(40), head: 'b'.repeat(40), source: 'HEAD~1..HEAD' },
    pages,
    findings,
    totals: {
      pages: pages.length,
      errors: fresh('error'),
      warnings: fresh('warning'),
      infos: fresh('info'),
      known: countStatus('base', 'baseline'),
      allowed: countStatus('allowed'),
    },
    notes: [],
    fixed: null,
    ...part,
  }
}

export const retitledFinding = finding({
  message: 'The title changed; list the former one in the Changes section.',
  diff: [
    ['same', 'The swing bridge closes after inspectors find '],
    ['removed', 'two'],
    ['added', 'three'],
    ['same', ' cracked bearings'],
  ],
})

/** A new error, warning and info, a known finding, one in the baseline, and an allowed one. */
export const mixedFindings: readonly CheckFinding[] = [
  finding({
    rule: 'VAR150',
    name: 'bulk-change',
    severity: 'info',
    message: '41 pages.',
    path: null,
    line: null,
    column: null,
  }),
  finding({ path: 'news/2018/01/14/ferry.md', message: 'It was so before.', standing: 'base' }),
  retitledFinding,
  finding({
    rule: 'VAR120',
    name: 'factual-title-change',
    severity: 'warning',
    message: 'A number in the title is another one.',
    column: null,
    expected: 'two',
    actual: 'three',
  }),
  finding({ message: 'It is meant so.', standing: 'allowed', reason: 'the harbour office renamed it' }),
  finding({ path: 'news/2018/01/16/market.md', line: null, column: null, message: 'Listed.', standing: 'baseline' }),
]
