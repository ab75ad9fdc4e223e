import { hash } from 'node:crypto'
import type { CheckFinding, Standing } from '../model/check.ts'
import type { EventId } from '../model/event.ts'
import type { Finding, FindingSeverity } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import { type Allowance, readAllowances } from '../page/sections/allowances.ts'
import { rules } from './index.ts'
import { asBefore, type JudgedRange } from './judged-range.ts'
import { ruleOf } from './names.ts'
import type { Remark, Rule } from './rule.ts'

export interface JudgeSettings {
  /** How grave a rule is, by its code, where it is not as usual. */
  readonly severities?: ReadonlyMap<string, FindingSeverity | 'off'>
  /** Fingerprints of findings that are known. */
  readonly baseline?: ReadonlySet<string>
  /** The event that a page tells, for remarks that do not say. */
  readonly byPath?: ReadonlyMap<PagePath, EventId>
}

/**
 * Asks every rule about a range.
 * @param met what was met on the way there, beside the rules: it counts like a rule's remark
 * @returns findings by path, line, column, rule
 */
export function judge(range: JudgedRange, settings: JudgeSettings = {}, met: readonly Finding[] = []): CheckFinding[] {
  const { severities = new Map() } = settings
  const before = asBefore(range)
  const places = new Map(range.pages.flatMap(({ path, formerly }) => (formerly === null ? [] : [[formerly, path]])))
  const allowances = new Map(range.pages.map(({ path, after }) => [path, after ? readAllowances(after.text) : []]))
  const portals = new Set(range.pages.flatMap(({ path, after }) => (after?.page.dialect === 'portal' ? [path] : [])))
  const findings: CheckFinding[] = []
  for (const rule of rules) {
    const usual = severities.get(rule.code) ?? rule.severity
    if (usual === 'off') continue
    const stood = rule.about === 'state' ? Array.from(rule.judge(before), (remark) => atItsPlace(remark, places)) : []
    const known = new Set(fingerprints(rule, stood).map(([, print]) => print))
    const remarks = [...rule.judge(range), ...met.filter(({ name }) => name === rule.name)]
    for (const [remark, fingerprint] of fingerprints(rule, remarks)) {
      const named = allowancesFor(rule, remark, allowances, portals)
      const allowance = named.find(({ reason }) => reason !== null) ?? null
      const hint = allowance === null && named[0] ? unreasoned(rule, named[0]) : ''
      const old = remark.old === true || known.has(fingerprint)
      const standing: Standing =
        allowance !== null ? 'allowed' : old ? 'base' : settings.baseline?.has(fingerprint) ? 'baseline' : 'new'
      findings.push({
        rule: rule.code,
        name: rule.name,
        severity: remark.severity === undefined ? usual : lesser(usual, remark.severity),
        message: remark.message + hint,
        path: remark.path,
        line: remark.line ?? null,
        column: remark.column ?? null,
        event: remark.event ?? (remark.path === null ? null : (settings.byPath?.get(remark.path) ?? null)),
        expected: remark.expected ?? null,
        actual: remark.actual ?? null,
        fingerprint,
        diff: remark.diff ?? null,
        standing,
        reason: allowance?.reason ?? null,
      })
    }
  }
  return hintingAtUnknown(findings.sort(inOrder), allowances)
}

function unreasoned({ code }: Rule, { line }: Allowance): string {
  return ` Line ${line} allows it without a reason, which does not count: write "variorum-allow ${code}: the reason".`
}

/** The first finding that counts on a page says what the page allows and is no rule. */
function hintingAtUnknown(
  findings: CheckFinding[],
  allowances: ReadonlyMap<PagePath, readonly Allowance[]>,
): CheckFinding[] {
  const told = new Set<PagePath>()
  return findings.map((finding) => {
    const { path, standing, message } = finding
    if (path === null || standing !== 'new' || told.has(path)) return finding
    told.add(path)
    const unknown = allowances.get(path)?.find(({ rule }) => ruleOf(rule) === undefined)
    if (unknown === undefined) return finding
    return { ...finding, message: `${message} Line ${unknown.line} allows "${unknown.rule}", which is no rule.` }
  })
}

/** A remark on a page that was moved is known again at the page's new place. */
function atItsPlace(remark: Remark, places: ReadonlyMap<PagePath, PagePath>): Remark {
  const path = remark.path === null ? undefined : places.get(remark.path)
  return path === undefined ? remark : { ...remark, path }
}

/** Each remark with what it is known by on the next run; of several that are alike each has its own. */
function fingerprints(rule: Rule, remarks: Iterable<Remark>): [Remark, string][] {
  const seen = new Map<string, number>()
  return Array.from(remarks, (remark) => {
    const key = remark.key ?? `${remark.expected ?? ''}\0${remark.actual ?? ''}`
    const said = `${rule.code}\0${remark.path ?? ''}\0${key}`
    const times = seen.get(said) ?? 0
    seen.set(said, times + 1)
    return [remark, hash('sha256', times === 0 ? said : `${said}\0${times}`).slice(0, 32)]
  })
}

/** An allowance holds for its page; where a page tells many events, for its own line and the next. */
function allowancesFor(
  rule: Rule,
  { path, line }: Remark,
  allowances: ReadonlyMap<PagePath, readonly Allowance[]>,
  portals: ReadonlySet<PagePath>,
): Allowance[] {
  const own = path === null ? [] : (allowances.get(path) ?? [])
  const near = (allowance: Allowance) =>
    path === null || !portals.has(path) || line === allowance.line || line === allowance.line + 1
  return own.filter((allowance) => isNamed(rule, allowance) && near(allowance))
}

function isNamed({ code, name }: Rule, allowance: Allowance): boolean {
  const named = allowance.rule.toLowerCase()
  return named === code.toLowerCase() || named === name
}

const grades: readonly FindingSeverity[] = ['info', 'warning', 'error']

function lesser(a: FindingSeverity, b: FindingSeverity): FindingSeverity {
  return grades[Math.min(grades.indexOf(a), grades.indexOf(b))] ?? a
}

function inOrder(a: CheckFinding, b: CheckFinding): number {
  return (
    compare(a.path ?? '', b.path ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.fingerprint, b.fingerprint)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
