import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/commands/explain.ts'
import { readingRules } from '../../src/model/finding.ts'
import { readAllowances } from '../../src/page/sections/allowances.ts'
import { rules } from '../../src/rules/index.ts'
import { findRule, ruleLabels } from '../../src/rules/rule-names.ts'

/** As the contract has them. */
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

const codes = rules.map(({ code }) => code)
const folder = fileURLToPath(new URL('../../src/rules/docs', import.meta.url))

describe('the rules', () => {
  it('have the codes, names and severities of the contract', () => {
    expect(rules.map(({ code, name, severity }) => [code, name, severity])).toEqual(contract)
  })

  it('are found by code and by name, whatever the case', () => {
    expect(ruleLabels).toEqual(rules.map(({ code, name }) => `${code} ${name}`))
    for (const { code, name } of rules) {
      for (const said of [code, name, code.toLowerCase(), name.toUpperCase(), ` ${code} `])
        expect(findRule(said)).toEqual({ code, name })
    }
    for (const said of ['', 'VAR', 'VAR1', 'VAR1010', 'title', 'constructor']) expect(findRule(said)).toBeUndefined()
  })

  it('that reading raises have the same codes there', () => {
    for (const [name, { rule }] of Object.entries(readingRules)) expect(findRule(name)).toEqual({ code: rule, name })
  })

  it('say in one sentence what they ask for', () => {
    for (const { summary } of rules) expect(summary).toMatch(/^[A-Z].{10,130}\.$/)
  })

  it('have a page each, and there is no other', () => {
    const pages = readdirSync(folder).filter((file) => file.endsWith('.md'))
    expect(pages.sort()).toEqual(rules.map(({ name }) => `${name}.md`).sort())
  })
})

describe.each(rules)('the page of $code', ({ code, name, severity, summary }) => {
  const read = async () => (await explain(code)).page

  it('begins with its code and name', async () => {
    expect(await explain(code)).toMatchObject({ code, name, severity, summary })
    expect(await read()).toMatch(new RegExp(`^# ${code} ${name}\n\n## What it asks\n`))
  })

  it('has the five headings, and something below each', async () => {
    const parts = outside(await read())
      .split(/^## /m)
      .slice(1)
    expect(parts.map((part) => part.split('\n')[0])).toEqual(['What it asks', 'Why', 'Fails', 'Repair', 'Allow'])
    for (const part of parts) expect(part.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThan(1)
  })

  it('shows what fails and what it should be instead, in fences that are closed', async () => {
    const page = await read()
    const [, fails = '', repair = ''] = /^## Fails\n(.*)^## Repair\n(.*)^## Allow\n/ms.exec(page) ?? []
    for (const part of [fails, repair]) expect(part).toMatch(/^```(?:markdown|yaml|text|sh)\n[^`]+\n```$/m)
    expect(page.split('\n').filter((line) => line.startsWith('```')).length % 2).toBe(0)
  })

  it('is short, and ends in a line feed', async () => {
    const lines = (await read()).split('\n')
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.length).toBeLessThan(47)
    expect(lines.at(-1)).toBe('')
    expect(lines.at(-2)).not.toBe('')
  })

  it('says how grave it is, and how to set that', async () => {
    const page = (await read()).replaceAll('\n', ' ')
    const word = { error: 'an error', warning: 'a warning', info: 'info', off: 'off' }[severity]
    expect(page).toContain(`It is ${word} by default`)
    const [, set] = new RegExp(`"rules": { "${code}": "(error|warning|info|off)" }`).exec(page) ?? []
    expect(set).toBeDefined()
    expect(set).not.toBe(severity)
  })

  it('says how to allow it in place, or why that cannot be', async () => {
    const [, allow = ''] = (await read()).split('\n## Allow\n')
    const [comment = ''] = /(?:<!-- |# )variorum-allow [^`\n]*/.exec(await read()) ?? []
    const refused = /cannot be allowed in place|no page can allow it/.test(allow)
    const allowances = readAllowances(comment).map(({ rule }) => rule)
    expect(allowances).toEqual(refused ? [] : [code])
    if (!refused) expect(allow).toMatch(/in front matter|As above|in it/i)
  })

  it('names no rule that there is not', async () => {
    const named = [...(await read()).matchAll(/VAR\d+/g)].map(([one]) => one)
    expect(named.filter((one) => !codes.includes(one))).toEqual([])
  })
})

/** A page without its examples. */
function outside(page: string): string {
  return page.replace(/^```.*?^```$/gms, 'an example')
}
