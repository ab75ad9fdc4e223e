import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/commands/explain.ts'
import { readAllowances } from '../../src/page/sections/allowances.ts'
import { rules } from '../../src/rules/index.ts'
import { findRule, ruleLabels } from '../../src/rules/rule-names.ts'

/** The public contract: code, name, default severity. */
const contract = [
  ['VAR101', 'title-change-unrecorded', 'error'],
  ['VAR102', 'changes-missing-version', 'error'],
  ['VAR103', 'changes-altered', 'error'],
  ['VAR104', 'changes-malformed', 'error'],
  ['VAR105', 'changes-dead-link', 'error'],
  ['VAR106', 'changes-current-mismatch', 'error'],
  ['VAR110', 'path-changed-without-link', 'error'],
  ['VAR111', 'duplicate-event', 'warning'],
  ['VAR112', 'slug-title-mismatch', 'off'],
  ['VAR113', 'day-mismatch', 'error'],
  ['VAR120', 'factual-title-change', 'warning'],
  ['VAR121', 'silent-title-change', 'warning'],
  ['VAR130', 'source-missing', 'warning'],
  ['VAR131', 'source-duplicate', 'warning'],
  ['VAR132', 'source-removed', 'warning'],
  ['VAR133', 'link-broken', 'error'],
  ['VAR140', 'front-matter-unreadable', 'error'],
  ['VAR141', 'encoding-invalid', 'error'],
  ['VAR142', 'bidi-control', 'error'],
  ['VAR143', 'page-unreadable', 'error'],
  ['VAR144', 'section-duplicated', 'error'],
  ['VAR150', 'bulk-change', 'info'],
  ['VAR160', 'history-cut', 'warning'],
]

const headings = ['What it finds', 'Why it matters', 'Example', 'How to fix it', 'How to allow it']
const codes = rules.map(({ code }) => code)
const folder = fileURLToPath(new URL('../../docs/reference/rules', import.meta.url))

describe('the rules', () => {
  it('have the codes, names and severities of the contract', () => {
    expect(rules.map(({ code, name, severity }) => [code, name, severity])).toEqual(contract)
  })

  it('are found by code and by name in upper and lower case', () => {
    expect(ruleLabels).toEqual(rules.map(({ code, name }) => `${code} ${name}`))
    for (const { code, name } of rules) {
      for (const text of [code, name, code.toLowerCase(), name.toUpperCase(), ` ${code} `])
        expect(findRule(text)).toMatchObject({ code, name })
    }
    for (const text of ['', 'VAR', 'VAR1', 'VAR1010', 'title', 'constructor']) expect(findRule(text)).toBeUndefined()
  })

  it('have a summary of one sentence', () => {
    for (const { summary } of rules) expect(summary).toMatch(/^[A-Z].{10,130}\.$/)
  })

  it('have one page each, and no page has no rule', () => {
    const pages = readdirSync(folder).filter((file) => file.endsWith('.md'))
    expect(pages.sort()).toEqual(rules.map(({ name }) => `${name}.md`).sort())
  })
})

describe.each(rules)('the page of $code', ({ code, name, severity, summary }) => {
  const read = async () => (await explain(code)).page

  it('begins with the code and the name of the rule', async () => {
    expect(await explain(code)).toMatchObject({ code, name, severity, summary })
    expect(await read()).toMatch(new RegExp(`^# ${code} ${name}\n\n## ${headings[0]}\n`))
  })

  it('has the five headings, with text below each', async () => {
    const parts = outside(await read())
      .split(/^## /m)
      .slice(1)
    expect(parts.map((part) => part.split('\n')[0])).toEqual(headings)
    for (const part of parts) expect(part.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThan(1)
  })

  it('shows a failing and a fixed example in closed code fences', async () => {
    const page = await read()
    const [, , , fails = '', fixed = ''] = page.split(/^## /m)
    for (const part of [fails, fixed]) expect(part).toMatch(/^```(?:markdown|yaml|text|sh)\n[^`]+\n```$/m)
    expect(page.split('\n').filter((line) => line.startsWith('```')).length % 2).toBe(0)
  })

  it('has 21 to 54 lines and ends in a line feed', async () => {
    const lines = (await read()).split('\n')
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.length).toBeLessThan(55)
    expect(lines.at(-1)).toBe('')
    expect(lines.at(-2)).not.toBe('')
  })

  it('gives the default severity and a setting that changes it', async () => {
    const page = (await read()).replaceAll('\n', ' ')
    expect(page).toContain(`The default severity is \`${severity}\``)
    const [, set] = new RegExp(`"rules": { "${code}": "(error|warning|info|off)" }`).exec(page) ?? []
    expect(set).toBeDefined()
    expect(set).not.toBe(severity)
  })

  it('shows an allowance, or says why a page cannot allow the rule', async () => {
    const [, allow = ''] = (await read()).split(`\n## ${headings.at(-1)}\n`)
    const [comment = ''] = /(?:<!-- |# )variorum-allow [^`\n]*/.exec(await read()) ?? []
    const isRefused = allow.includes('A page cannot allow this rule')
    expect(readAllowances(comment).map(({ rule }) => rule)).toEqual(isRefused ? [] : [code])
    if (!isRefused) expect(allow).toMatch(/in front matter/i)
  })

  it('names only rules that exist', async () => {
    const named = [...(await read()).matchAll(/VAR\d+/g)].map(([one]) => one)
    expect(named.filter((one) => !codes.includes(one))).toEqual([])
  })
})

/** A page without its examples. */
function outside(page: string): string {
  return page.replace(/^```.*?^```$/gms, 'an example')
}
