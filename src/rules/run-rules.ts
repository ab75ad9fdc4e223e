import { hash } from 'node:crypto'
import type { CheckFinding, FindingStatus } from '../model/check.ts'
import { compare } from '../model/compare.ts'
import type { EventId } from '../model/event.ts'
import type { Finding, FindingSeverity } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import { type Allowance, readAllowances } from '../page/sections/allowances.ts'
import { rules } from './index.ts'
import type { Remark, Rule } from './rule.ts'
import { baseInputOf, type RuleInput } from './rule-input.ts'
import { findRule } from './rule-names.ts'

/** What a run of the rules depends on beside its input. */
export interface RuleSettings {
  /** Severities by rule code, where they differ from the rule's own. */
  readonly severities?: ReadonlyMap<string, FindingSeverity | 'off'> | undefined
  /** Fingerprints of known findings. */
  readonly baseline?: ReadonlySet<string> | undefined
  /** The event of each page, for remarks that name none. */
  readonly eventByPath?: ReadonlyMap<PagePath, EventId>
}

/**
 * Runs every rule over a range.
 * @param extraFindings findings from reading the range; each counts like a remark of its rule
 * @returns findings sorted by path, line, column and rule
 */
export function runRules(
  input: RuleInput,
  settings: RuleSettings = {},
  extraFindings: readonly Finding[] = [],
): CheckFinding[] {
  const { severities = new Map() } = settings
  const baseInput = baseInputOf(input)
  const movedPaths = new Map(
    input.pages.flatMap(({ path, movedFrom }) => (movedFrom === null ? [] : [[movedFrom, path]])),
  )
  const allowances = new Map(input.pages.map(({ path, after }) => [path, after ? readAllowances(after.text) : []]))
  const portals = new Set(input.pages.flatMap(({ path, after }) => (after?.page.dialect === 'portal' ? [path] : [])))
  const findings: CheckFinding[] = []
  for (const rule of rules) {
    const defaultSeverity = severities.get(rule.code) ?? rule.severity
    if (defaultSeverity === 'off') continue
    const baseRemarks =
      rule.about === 'state' ? Array.from(rule.run(baseInput), (remark) => atCurrentPath(remark, movedPaths)) : []
    const knownFingerprints = new Set(withFingerprints(rule, baseRemarks).map(([, print]) => print))
    const remarks = [...rule.run(input), ...extraFindings.filter(({ name }) => name === rule.name)]
    for (const [remark, fingerprint] of withFingerprints(rule, remarks)) {
      const matching = allowancesFor(rule, remark, allowances, portals)
      const allowance = matching.find(({ reason }) => reason !== null) ?? null
      const hint = allowance === null && matching[0] ? missingReasonHint(rule, matching[0]) : ''
      const isKnown = remark.isPreexisting === true || knownFingerprints.has(fingerprint)
      const standing: FindingStatus =
        allowance !== null ? 'allowed' : isKnown ? 'base' : settings.baseline?.has(fingerprint) ? 'baseline' : 'new'
      findings.push({
        rule: rule.code,
        name: rule.name,
        severity: remark.severity === undefined ? defaultSeverity : lowerSeverity(defaultSeverity, remark.severity),
        message: remark.message + hint,
        path: remark.path,
        line: remark.line ?? null,
        column: remark.column ?? null,
        event: remark.event ?? (remark.path === null ? null : (settings.eventByPath?.get(remark.path) ?? null)),
        expected: remark.expected ?? null,
        actual: remark.actual ?? null,
        fingerprint,
        diff: remark.diff ?? null,
        standing,
        reason: allowance?.reason ?? null,
      })
    }
  }
  return withUnknownAllowanceHints(findings.sort(compareFindings), allowances)
}

function missingReasonHint({ code }: Rule, { line }: Allowance): string {
  return ` The allowance on line ${line} has no reason, so it is ignored. Write "variorum-allow ${code}: the reason".`
}

/** Adds a hint to the first new finding of a page whose allowances name a rule that does not exist. */
function withUnknownAllowanceHints(
  findings: CheckFinding[],
  allowances: ReadonlyMap<PagePath, readonly Allowance[]>,
): CheckFinding[] {
  const hintedPaths = new Set<PagePath>()
  return findings.map((finding) => {
    const { path, standing, message } = finding
    if (path === null || standing !== 'new' || hintedPaths.has(path)) return finding
    hintedPaths.add(path)
    const unknown = allowances.get(path)?.find(({ rule }) => findRule(rule) === undefined)
    if (unknown === undefined) return finding
    return {
      ...finding,
      message: `${message} Line ${unknown.line} allows "${unknown.rule}", but no rule has that name.`,
    }
  })
}

/** Gives a remark on a moved page the page's new path, so that both sides have the same fingerprint. */
function atCurrentPath(remark: Remark, movedPaths: ReadonlyMap<PagePath, PagePath>): Remark {
  const path = remark.path === null ? undefined : movedPaths.get(remark.path)
  return path === undefined ? remark : { ...remark, path }
}

/** Each remark with its fingerprint, which is the same on every run. Equal remarks get different ones. */
function withFingerprints(rule: Rule, remarks: Iterable<Remark>): [Remark, string][] {
  const counts = new Map<string, number>()
  return Array.from(remarks, (remark) => {
    const key = remark.key ?? `${remark.expected ?? ''}\0${remark.actual ?? ''}`
    const identity = `${rule.code}\0${remark.path ?? ''}\0${key}`
    const repeats = counts.get(identity) ?? 0
    counts.set(identity, repeats + 1)
    return [remark, hash('sha256', repeats === 0 ? identity : `${identity}\0${repeats}`).slice(0, 32)]
  })
}

/** An allowance is valid for its whole page; on a portal page, for its own line and the next. */
function allowancesFor(
  rule: Rule,
  { path, line }: Remark,
  allowances: ReadonlyMap<PagePath, readonly Allowance[]>,
  portals: ReadonlySet<PagePath>,
): Allowance[] {
  const pageAllowances = path === null ? [] : (allowances.get(path) ?? [])
  const isInReach = (allowance: Allowance) =>
    path === null || !portals.has(path) || line === allowance.line || line === allowance.line + 1
  return pageAllowances.filter((allowance) => namesRule(rule, allowance) && isInReach(allowance))
}

function namesRule({ code, name }: Rule, allowance: Allowance): boolean {
  const allowedWord = allowance.rule.toLowerCase()
  return allowedWord === code.toLowerCase() || allowedWord === name
}

const severityOrder: readonly FindingSeverity[] = ['info', 'warning', 'error']

function lowerSeverity(a: FindingSeverity, b: FindingSeverity): FindingSeverity {
  return severityOrder[Math.min(severityOrder.indexOf(a), severityOrder.indexOf(b))] ?? a
}

function compareFindings(a: CheckFinding, b: CheckFinding): number {
  return (
    compare(a.path ?? '', b.path ?? '') ||
    compare(a.line ?? 0, b.line ?? 0) ||
    compare(a.column ?? 0, b.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.fingerprint, b.fingerprint)
  )
}
