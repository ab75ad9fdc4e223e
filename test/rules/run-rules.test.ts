import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePageState } from '../../src/commands/check/page-state.ts'
import { Rulings } from '../../src/identity/rulings/rulings.ts'
import type { CheckFinding } from '../../src/model/check.ts'
import { compare } from '../../src/model/compare.ts'
import { createFinding } from '../../src/model/finding.ts'
import { rules } from '../../src/rules/index.ts'
import type { CheckedPage, RuleInput } from '../../src/rules/rule-input.ts'
import { type RuleSettings, runRules } from '../../src/rules/run-rules.ts'

const path = 'news/2018/01/15/a.md'
const day = 'data/2018_January_15.txt'

describe('a fingerprint', () => {
  const faults = [
    '[One](gone.md)',
    '[Two](gone.md) and [three](gone.md)',
    '[Four](/nowhere.md)',
    'Nobody \u{202e}truh\u{202c} is hurt',
    'The crew, \u{2067}صيادون, is safe',
  ]
  const body = fc.array(fc.constantFrom(...faults), { maxLength: 8 })
  const sources = fc.array(fc.constantFrom('https://gazette.example/a', 'https://gazette.example/b?utm_source=x'), {
    maxLength: 4,
  })

  it('does not depend on the line of the remark', () => {
    const gaps = fc.array(fc.nat(3), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(body, sources, gaps, (lines, urls, blanks) => {
        const close = runRules(rangeOf({ [path]: [null, page({ body: lines.join('\n\n'), sources: urls })] }))
        const far = lines.map((line, index) => `${'\n'.repeat(blanks[index] ?? 0)}Text.\n\n${line}`)
        const moved = runRules(rangeOf({ [path]: [null, page({ body: far.join('\n\n'), sources: urls })] }))
        expect(prints(moved)).toEqual(prints(close))
      }),
    )
  })

  it('has 32 hex digits and is unique in a report', () => {
    fc.assert(
      fc.property(body, sources, (lines, urls) => {
        const text = page({ body: lines.join('\n\n'), sources: urls })
        const findings = runRules(rangeOf({ [path]: [null, text], 'news/2018/01/15/b.md': [null, text] }))
        for (const { fingerprint } of findings) expect(fingerprint).toMatch(/^[0-9a-f]{32}$/)
        expect(new Set(prints(findings)).size).toBe(findings.length)
      }),
    )
  })

  it('marks the findings of the base as known, also on other lines', () => {
    fc.assert(
      fc.property(body, body, (old, more) => {
        const before = page({ body: old.join('\n\n') })
        const after = page({ body: ['A new first line.', ...old, ...more].join('\n\n') })
        const findings = runRules(rangeOf({ [path]: [before, after] }))
        const known = runRules(rangeOf({ [path]: [null, before] }))
        expect(prints(findings.filter(({ standing }) => standing === 'base'))).toEqual(prints(known))
      }),
    )
  })

  it('differs for another rule, page or key', () => {
    const links = (target: string) => page({ body: `[One](${target})` })
    const one = runRules(rangeOf({ [path]: [null, links('gone.md')] }))
    const others = [
      ...runRules(rangeOf({ [path]: [null, links('lost.md')] })),
      ...runRules(rangeOf({ 'news/2018/01/15/b.md': [null, links('gone.md')] })),
      ...runRules(rangeOf({ [path]: [null, page({ body: '\u{202e}', sources: [] })] })),
    ]
    expect(one.length).toBe(1)
    expect(others.length).toBe(4)
    expect(prints(others)).not.toContain(one[0]?.fingerprint)
  })
})

describe('the severity of a finding', () => {
  const broken = rangeOf({ [path]: [null, page({ body: '[One](gone.md)', related: '[Two](gone.md)' })] })
  const found = (settings: RuleSettings) => runRules(broken, settings).map(({ severity }) => severity)

  it('is that of the rule, or lower where the remark says so', () => {
    expect(found({})).toEqual(['error', 'warning'])
  })

  it('is that of the config, but not above that of the remark', () => {
    expect(found({ severities: new Map([['VAR133', 'info']]) })).toEqual(['info', 'info'])
    expect(found({ severities: new Map([['VAR133', 'warning']]) })).toEqual(['warning', 'warning'])
    expect(found({ severities: new Map([['VAR133', 'error']]) })).toEqual(['error', 'warning'])
  })

  it('does not exist for a rule that is off, also for findings of reading', () => {
    const severities = new Map(rules.map(({ code }) => [code, 'off'] as const))
    expect(runRules(broken, { severities }, [createFinding('page-unreadable', 'It is a link.', { path })])).toEqual([])
  })
})

describe('the status of a finding', () => {
  const faulty = page({ body: '[One](gone.md)' })
  const standings = (findings: readonly CheckFinding[]) => findings.map(({ standing }) => standing)

  it('is "new" if the range causes it, and "base" if the base has it', () => {
    expect(standings(runRules(rangeOf({ [path]: [null, faulty] })))).toEqual(['new'])
    expect(standings(runRules(rangeOf({ [path]: [faulty, page({ body: 'Text.\n\n[One](gone.md)' })] })))).toEqual([
      'base',
    ])
  })

  it('is "new" for the second of two equal findings if the base has one', () => {
    const twice = page({ body: '[One](gone.md) and [two](gone.md)' })
    expect(standings(runRules(rangeOf({ [path]: [faulty, twice] })))).toEqual(['base', 'new'])
  })

  it('is "baseline" if the baseline lists its fingerprint', () => {
    const range = rangeOf({ [path]: [null, faulty] })
    const baseline = new Set(prints(runRules(range)))
    expect(standings(runRules(range, { baseline }))).toEqual(['baseline'])
    expect(prints(runRules(range, { baseline }))).toEqual([...baseline])
  })

  it('is "allowed" if its page allows the rule by code or name, with a reason', () => {
    const allowing = (comment: string) =>
      runRules(rangeOf({ [path]: [null, page({ body: `${comment}\n\n[One](gone.md)` })] })).map((one) => [
        one.standing,
        one.reason,
      ])
    expect(allowing('<!-- variorum-allow VAR133: it comes tomorrow -->')).toEqual([['allowed', 'it comes tomorrow']])
    expect(allowing('<!-- variorum-allow var133: it comes -->')).toEqual([['allowed', 'it comes']])
    expect(allowing('<!-- variorum-allow link-broken: it comes -->')).toEqual([['allowed', 'it comes']])
    expect(allowing('<!-- variorum-allow VAR101, VAR133: both -->')).toEqual([['allowed', 'both']])
    expect(allowing('<!-- variorum-allow VAR133 -->')).toEqual([['new', null]])
    expect(allowing('<!-- variorum-allow VAR133: … -->')).toEqual([['new', null]])
    expect(allowing('<!-- variorum-allow VAR131: it comes -->')).toEqual([['new', null]])
    expect(allowing('<!-- variorum-allow VAR13: it comes -->')).toEqual([['new', null]])
  })

  it('is "new" if only another page allows the rule', () => {
    const allowing = page({ body: '<!-- variorum-allow VAR133: so -->' })
    const range = rangeOf({ [path]: [null, allowing], 'news/2018/01/15/b.md': [null, faulty] })
    expect(standings(runRules(range))).toEqual(['new'])
  })

  it('is "new" if only the page at the base allows the rule', () => {
    const before = page({ body: '<!-- variorum-allow VAR133: so -->\n\n[One](gone.md)' })
    expect(standings(runRules(rangeOf({ [path]: [before, page({ body: '[One](other.md)' })] })))).toEqual(['new'])
  })

  it('is "allowed" on a portal page on the line of the comment and the next', () => {
    const allow = '<!-- variorum-allow VAR130: our reporter -->'
    const items = (...lines: string[]) => `{{Current events header|2018|01|15}}\n${lines.join('\n')}\n`
    const statuses = (...lines: string[]) => standings(runRules(rangeOf({ [day]: [null, items(...lines)] })))
    expect(statuses(`*An item without. ${allow}`, '*A second one.', '*A third one.')).toEqual([
      'allowed',
      'allowed',
      'new',
    ])
    expect(statuses('*An item without.', allow, '*A second one.', '*A third one.')).toEqual(['new', 'allowed', 'new'])
    expect(statuses('*An item without.', `*A second one. ${allow}`)).toEqual(['new', 'allowed'])
  })

  it('is "new" if a deleted page allowed the rule', () => {
    const before = page({ body: '<!-- variorum-allow VAR110: so -->' })
    expect(runRules(rangeOf({ [path]: [before, null] })).map(({ rule, standing }) => [rule, standing])).toEqual([
      ['VAR110', 'new'],
    ])
  })
})

describe('a finding of reading', () => {
  it('gets severity and status like a remark of its rule', () => {
    const extra = [createFinding('page-unreadable', 'It is a symbolic link.', { path })]
    const [found, ...others] = runRules(rangeOf({}), { severities: new Map([['VAR143', 'warning']]) }, extra)
    expect(found).toMatchObject({ rule: 'VAR143', name: 'page-unreadable', severity: 'warning', standing: 'new', path })
    expect(others).toEqual([])
  })
})

describe('findings', () => {
  it('are sorted by path, line, column and rule', () => {
    const text = page({ body: '[One](gone.md) [two](lost.md) \u{202e}', sources: [] })
    const findings = runRules(rangeOf({ 'news/2018/01/15/b.md': [null, text], [path]: [null, text] }))
    const places = findings.map((one) => [one.path, one.line ?? 0, one.column ?? 0, one.rule] as const)
    expect(places).toEqual(
      places.toSorted((a, b) => compare(a[0] ?? '', b[0] ?? '') || a[1] - b[1] || a[2] - b[2] || compare(a[3], b[3])),
    )
    expect(new Set(places.map(([one]) => one)).size).toBe(2)
    expect(findings.length).toBe(8)
  })
})

/** A range that changes pages; null: the page does not exist. */
function rangeOf(pages: Readonly<Record<string, readonly [before: string | null, after: string | null]>>): RuleInput {
  const state = (one: string, text: string | null) =>
    text === null ? null : parsePageState(one, Buffer.from(text), {})
  const checkedPages = Object.entries(pages).map(([one, [before, after]]): CheckedPage => {
    return { path: one, before: state(one, before), after: state(one, after), movedFrom: null, movedTo: null }
  })
  return {
    pages: checkedPages,
    regenerated: [],
    events: [],
    exists: (one, side) => checkedPages.some((other) => other.path === one && other[side] !== null),
    redirects: () => false,
    at: Date.UTC(2018, 0, 15, 12),
    unrelated: false,
    rulings: Rulings.none,
  }
}

function page({ body = '', sources = ['https://gazette.example/ferry'], related = '' }): string {
  const links = sources.map((url, index) => `${index + 1}. [Gazette](${url})\n`).join('')
  const list = related === '' ? '' : `\n### Related:\n\n1. ${related}\n`
  return `### [2018-01-15](/news/2018/01/15/index.md)\n\n# A ferry runs aground\n\n${body}\n\n### Sources:\n\n${links}${list}`
}

function prints(findings: readonly CheckFinding[]): string[] {
  return findings.map(({ fingerprint }) => fingerprint).sort()
}
