import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TitleChange } from '../../../src/model/audit.ts'
import { auditMarkdown } from '../../../src/reporters/markdown/audit.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { itHolds } from '../../helpers/property.ts'
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
/** The longest comment that GitHub accepts. */
const maxCommentLength = 65_536

describe('an audit as Markdown', () => {
  it('has a marker, prints the totals, then lists the changes, most severe first', () => {
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
      '| 2018-01-17 00:22 UTC | 7 h 12 min | 国立博物館で<del>新しい</del> <ins>特別な</ins>展示が始まり',
    )
    expect(markdown).toContain('| wording<br>noted | museum |\n')
  })

  it('sums up bulk changes, and lists them with -v', () => {
    const [bridge] = titleChangesOf(histories) as [TitleChange]
    const inBulk = auditWithBulkChange([bridge], generateTitleChanges(22))
    const markdown = auditMarkdown(inBulk, plainRendering)
    expect(markdown.match(/^\| 20\d\d-/gm)).toHaveLength(1)
    expect(markdown).toContain('#### Bulk changes\n\n- 22 changes on 20 events: the title: a label put in front')
    expect(markdown).not.toMatch(/left out/)
    expect(auditMarkdown(inBulk, { ...plainRendering, verbose: true }).match(/^\| 20\d\d-/gm)).toHaveLength(23)
  })

  it('has tables by two parsers, each row with as many cells as its head', () => {
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

  it('prints groups instead of changes', () => {
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

  it('fits into a comment and counts the changes left out; -v leaves out none', { tags: ['slow'] }, () => {
    const changes = generateTitleChanges(10_000)
    const bySeverity = { cosmetic: 3334, editorial: 3333, factual: 3333 }
    const audit = auditOf(changes, { totals: { ...auditTotals, changes: 10_000, bySeverity } })
    const markdown = auditMarkdown(audit, plainRendering)
    expect(markdown.length).toBeLessThan(maxCommentLength)
    expect(markdown.length).toBeGreaterThan(maxCommentLength / 2)
    const shown = markdown.match(/passengers over the harbour/g)?.length ?? 0
    expect(markdown).toContain(`and ${(3333 - shown).toLocaleString('en-US')} more left out`)
    expect(markdown).toContain(
      '#### ○ cosmetic: 3,334 title changes\n\n3,334 left out: the report is too long; `-v` lists all\n',
    )
    const whole = auditMarkdown(audit, { ...plainRendering, verbose: true })
    expect(whole.match(/passengers over the harbour/g)).toHaveLength(10_000)
    expect(whole).not.toContain('left out')
  })

  it('stays small with huge texts', () => {
    const huge = '国'.repeat(100_000)
    for (const audit of [hostileAudit(huge), hostileGroups(huge)]) {
      expect(auditMarkdown(audit, plainRendering).length).toBeLessThan(maxCommentLength)
    }
  })

  it('counts the changes left out by --limit', () => {
    const audit = auditOf(generateTitleChanges(3), { totals: { ...auditTotals, changes: 5 }, filter: { limit: 3 } })
    expect(auditMarkdown(audit, plainRendering)).toContain('\n3 listed, 2 left out by `--limit`\n')
    const inBulk = auditWithBulkChange(titleChangesOf(histories).slice(0, 1), generateTitleChanges(22))
    const filter = { limit: inBulk.changes.length }
    const markdown = auditMarkdown({ ...inBulk, totals: { ...inBulk.totals, changes: 30 }, filter }, plainRendering)
    expect(markdown).toContain('\n22 bulk changes are summed up above; `-v` lists them too\n')
    expect(markdown).toContain('\n1 listed, 7 left out by `--limit`\n')
  })

  it('has only a headline without changes', () => {
    expect(auditMarkdown(auditOf([], { totals: { ...auditTotals, changes: 0 } }), plainRendering)).toBe(
      '<!-- variorum-audit -->\n### No title changed among 3 events.\n',
    )
  })

  itHolds(
    'only shows the texts of pages, by two parsers',
    () =>
      fc.property(fc.boolean(), fc.oneof(hostileText, fc.constantFrom(...payloads)), (verbose, hostile) => {
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
    { quick: 40, thorough: 1400 },
  )
})

/** Rows with more or fewer cells than the head of their table. Parsers drop surplus cells, so the source is checked. */
function brokenRows(markdown: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'))
  const cells = (line: string) => line.replace(/\\./gs, '').split('|').length
  let head = 0
  return lines.filter((line, at) => {
    if (/^\|[ -]/.test(line) && lines[at + 1]?.startsWith('| ---')) head = cells(line)
    return cells(line) !== head
  })
}

/** The number of tables that a parser finds. */
function tablesIn(html: string): number {
  return html.match(/<table>/g)?.length ?? 0
}
