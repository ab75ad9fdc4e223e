import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TitleChange } from '../../../src/model/audit.ts'
import { auditMarkdown } from '../../../src/reporters/markdown/audit.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import {
  auditGroups,
  auditOf,
  auditTotals,
  auditWithBulkChange,
  generateTitleChanges,
  titleChangesOf,
} from '../../helpers/sample-audits.ts'
import { histories } from '../../helpers/sample-histories.ts'
import { hostileText } from '../check/hostile-report.ts'
import { parseMarkdown } from '../check/parse-markdown.ts'
import { payloads } from '../diff/hostile-diff.ts'
import { hostileAudit, hostileGroups } from './hostile-audit.ts'

const ours = /^\s*(?:<!-- variorum-audit -->|<\/?(?:del|ins)>|<br>)\s*$/
/** What a service takes for a comment. */
const mostCharacters = 65_536

describe('an audit as Markdown', () => {
  it('can be found again, sums up first, and then lists the changes, gravest first', () => {
    const markdown = auditMarkdown(auditOf(titleChangesOf(histories)), plainRendering)
    expect(
      markdown.startsWith('<!-- variorum-audit -->\n### 2 title changes on 2 of 3 events (67 %)\n\n● 1 factual'),
    ).toBe(true)
    const [figures, factual, editorial] = ['| figure | value |', '#### ● factual: 1', '#### ◐ editorial: 1'].map(
      (part) => markdown.indexOf(part),
    ) as [number, number, number]
    expect(figures).toBeGreaterThan(0)
    expect(factual).toBeGreaterThan(figures)
    expect(editorial).toBeGreaterThan(factual)
    expect(markdown).toContain(
      '| 2018-01-17 00:22 UTC | 7 h 12 min | 国立博物館で<del>新しい</del><ins>特別な</ins>展示が始まり',
    )
    expect(markdown).toContain('| wording<br>noted | museum |\n')
  })

  it('tells what was made at once as one, and lists it where all is asked for', () => {
    const [bridge] = titleChangesOf(histories) as [TitleChange]
    const inBulk = auditWithBulkChange([bridge], generateTitleChanges(22))
    const markdown = auditMarkdown(inBulk, plainRendering)
    expect(markdown.match(/^\| 20\d\d-/gm)).toHaveLength(1)
    expect(markdown).toContain('#### Made at once\n\n- 22 changes on 20 events: the title: a label put in front')
    expect(markdown).not.toMatch(/left out|too many/)
    expect(auditMarkdown(inBulk, { ...plainRendering, verbose: true }).match(/^\| 20\d\d-/gm)).toHaveLength(23)
  })

  it('is tables to two parsers, each row with as many cells as its head', () => {
    for (const audit of [
      auditOf(titleChangesOf(histories)),
      auditOf([], { groups: auditGroups, filter: { groupBy: 'topic' } }),
    ]) {
      const markdown = auditMarkdown(audit, plainRendering)
      expect(brokenRows(markdown)).toEqual([])
      const tables = audit.groups === null ? 3 : 2
      for (const { html } of parseMarkdown(markdown, ours)) expect(tablesIn(html)).toBe(tables)
    }
  })

  it('tells groups in the place of changes', () => {
    const markdown = auditMarkdown(auditOf([], { groups: auditGroups, filter: { groupBy: 'topic' } }), plainRendering)
    expect(markdown).toContain(
      '| Harbour works | 1,204 | 310 of 1,240 (25 %) | 1,200 | 1,000 | 200 | 4 | 7 h 11 min |\n',
    )
    expect(markdown).toContain('| – | 1 | 1 of 1 (100 %) | 0 | 0 | 0 | 1 | – |\n')
    expect(markdown).not.toContain('title changes\n')
    const limited = auditMarkdown(
      auditOf([], { groups: auditGroups, filter: { groupBy: 'topic', limit: 1 } }),
      plainRendering,
    )
    expect(limited).not.toContain('| – | 1 |')
    expect(limited).toContain('\n1 listed, 1 left out by `--limit`\n')
  })

  it('is small enough for a comment, and says what is left out; with -v nothing is', () => {
    const changes = generateTitleChanges(10_000)
    const bySeverity = { cosmetic: 3334, editorial: 3333, factual: 3333 }
    const audit = auditOf(changes, { totals: { ...auditTotals, changes: 10_000, bySeverity } })
    const markdown = auditMarkdown(audit, plainRendering)
    expect(markdown.length).toBeLessThan(mostCharacters)
    expect(markdown.length).toBeGreaterThan(mostCharacters / 2)
    const shown = markdown.match(/passengers over the harbour/g)?.length ?? 0
    expect(markdown).toContain(`and ${(3333 - shown).toLocaleString('en-US')} more, too many for this place`)
    expect(markdown).toContain(
      '#### ○ cosmetic: 3,334 title changes\n\n3,334, too many for this place; `-v` lists all\n',
    )
    const whole = auditMarkdown(audit, { ...plainRendering, verbose: true })
    expect(whole.match(/passengers over the harbour/g)).toHaveLength(10_000)
    expect(whole).not.toContain('too many')
  })

  it('is small though the texts are not', () => {
    const huge = '国'.repeat(100_000)
    for (const audit of [hostileAudit(huge), hostileGroups(huge)]) {
      expect(auditMarkdown(audit, plainRendering).length).toBeLessThan(mostCharacters)
    }
  })

  it('says what --limit left out', () => {
    const audit = auditOf(generateTitleChanges(3), { totals: { ...auditTotals, changes: 5 }, filter: { limit: 3 } })
    expect(auditMarkdown(audit, plainRendering)).toContain('\n3 listed, 2 left out by `--limit`\n')
    const inBulk = auditWithBulkChange(titleChangesOf(histories).slice(0, 1), generateTitleChanges(22))
    const filter = { limit: inBulk.changes.length }
    const told = auditMarkdown({ ...inBulk, totals: { ...inBulk.totals, changes: 30 }, filter }, plainRendering)
    expect(told).toContain('\n22 changes made at once are told above; `-v` lists them too\n')
    expect(told).toContain('\n1 listed, 7 left out by `--limit`\n')
  })

  it('says so where there is nothing', () => {
    expect(auditMarkdown(auditOf([], { totals: { ...auditTotals, changes: 0 } }), plainRendering)).toBe(
      '<!-- variorum-audit -->\n### No title changed among 3 events.\n',
    )
  })

  it.each([true, false])('does nothing but show what pages hold, verbose: %s', (verbose) => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.constantFrom(...payloads)), (hostile) => {
        for (const audit of [hostileAudit(hostile), hostileGroups(hostile)]) {
          for (const { active, reference, html } of parseMarkdown(
            auditMarkdown(audit, { ...plainRendering, verbose }),
            ours,
          )) {
            expect(active).toEqual([])
            expect(reference).toBeNull()
            expect(tablesIn(html)).toBe(2)
          }
        }
      }),
      { numRuns: 700 },
    )
  })
})

/** Rows with more or less cells than the head of their table: parsers drop what is too much, so it is looked for in the source. */
function brokenRows(markdown: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'))
  const cells = (line: string) => line.replace(/\\./gs, '').split('|').length
  let head = 0
  return lines.filter((line, at) => {
    if (/^\|[ -]/.test(line) && lines[at + 1]?.startsWith('| ---')) head = cells(line)
    return cells(line) !== head
  })
}

/** How many tables a parser finds. */
function tablesIn(html: string): number {
  return html.match(/<table>/g)?.length ?? 0
}
