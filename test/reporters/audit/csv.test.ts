import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Audit } from '../../../src/model/audit.ts'
import { wholeAuditCsv } from '../../../src/reporters/csv/audit.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { itHolds } from '../../helpers/property.ts'
import { auditGroups, auditOf, generateTitleChanges, titleChangesOf } from '../../helpers/sample-audits.ts'
import { histories } from '../../helpers/sample-histories.ts'
import { hostileText } from '../check/hostile-report.ts'
import { hostileAudit, hostileGroups } from './hostile-audit.ts'

const commands = ['1+1', "cmd|' /C calc'!A0", 'HYPERLINK("https://evil.example","x")', 'SUM(1,2)\r\n=1', '"', '']
const openings = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '＝',
  '＋',
  '－',
  '＠',
  ' =',
  '\u{a0}=',
  '\t=',
  '\u{200b}=',
  '"=',
  ',=',
]
const formulas = openings.flatMap((opening) => commands.map((command) => opening + command))
/** A text that a spreadsheet runs as a formula, also after blanks. */
const runs = /^[\s\u{feff}]*[=+\-@\t\r＝＋－＠]/u
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}]|(?!\u{200d})\p{Cf}/u

/** Rows as a strict reader of RFC 4180 reads them, by the names in the first row. */
function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, {
    bom: true,
    columns: true,
    record_delimiter: '\r\n',
    relax_quotes: false,
    relax_column_count: false,
  })
}

function csvOf(audit: Audit): string {
  return wholeAuditCsv(audit, plainRendering)
}

describe('an audit as CSV', () => {
  it('has a row for each change, with times that spreadsheets read', () => {
    const rows = rowsOf(csvOf(auditOf(titleChangesOf(histories))))
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      at_utc: '2018-01-15 22:14:00',
      severity: 'factual',
      classes: 'number; hedge',
      silent: 'true',
      minutes_stood: '432',
      title_before: expect.stringMatching(/find two cracked bearings; .* expects to end by Friday\.$/),
      path_after: 'news/2018/01/15/swing-bridge-closes-three-bearings.md',
      version_before: '2',
      version_after: '3',
      undone_at_utc: '',
      author: 'Mori Aiko',
      link_score: '0.97',
      sources: 'https://harbour.example/notices/41; https://daily.example/2018/01/15/bridge',
    })
    expect(rows[1]?.title_after).toContain('国立博物館で特別な展示')
  })

  it('begins with a byte order mark, and ends lines with CRLF', () => {
    const csv = csvOf(auditOf(titleChangesOf(histories)))
    expect(csv.startsWith('\u{feff}at_utc,')).toBe(true)
    expect(csv.match(/\n/g)).toHaveLength(3)
    expect(csv.match(/\r\n/g)).toHaveLength(3)
    expect(csv.endsWith('\r\n')).toBe(true)
  })

  it('has a row for each group, under the name of the grouping', () => {
    const rows = rowsOf(csvOf(auditOf([], { groups: auditGroups, filter: { groupBy: 'topic' } })))
    expect(rows).toEqual([
      {
        topic: 'Harbour works',
        changes: '1204',
        events: '310',
        of_events: '1240',
        silent: '1200',
        factual: '1000',
        editorial: '200',
        cosmetic: '4',
        median_minutes_stood: '431',
      },
      expect.objectContaining({ topic: '', changes: '1', median_minutes_stood: '' }),
    ])
    expect(rowsOf(csvOf(auditOf([], { groups: auditGroups, filter: { groupBy: 'topic', limit: 1 } })))).toEqual([
      rows[0],
    ])
  })

  it.each(formulas)('keeps %j from running as a formula in any field', (formula) => {
    for (const audit of [hostileAudit(formula), hostileGroups(formula)]) {
      const cells = rowsOf(csvOf(audit)).flatMap((row) => Object.values(row))
      expect(cells.length).toBeGreaterThan(7)
      expect(cells.filter((cell) => runs.test(cell))).toEqual([])
    }
  })

  it('puts an apostrophe before a formula only', () => {
    const [row] = rowsOf(csvOf(hostileAudit('=a "b", c')))
    expect(row).toMatchObject({ title_before: `'=a "b", c`, topic: `'=a "b", c`, author: `'=a "b", c` })
    const [other] = rowsOf(csvOf(hostileAudit('a = "b", it’s 👩🏽‍🔬 — می‌خواهم')))
    expect(other).toMatchObject({ title_before: 'a = "b", it’s 👩🏽‍🔬 — می‌خواهم' })
  })

  itHolds(
    'has one line for each row, one cell for each column, and no hidden characters, with any texts',
    () =>
      fc.property(hostileText, (hostile) => {
        for (const audit of [hostileAudit(hostile), hostileGroups(hostile)]) {
          const csv = csvOf(audit)
          const rows = rowsOf(csv)
          expect(csv.split('\n')).toHaveLength(rows.length + 2)
          for (const cell of rows.flatMap((row) => Object.values(row))) {
            expect(runs.exec(cell)).toBeNull()
            expect(unsafe.exec(cell)).toBeNull()
          }
        }
      }),
    { quick: 100, thorough: 1500 },
  )

  it('prints an empty audit, one change and ten thousand changes', { tags: ['slow'] }, () => {
    expect(rowsOf(csvOf(auditOf([])))).toEqual([])
    expect(csvOf(auditOf([])).split('\r\n')).toHaveLength(2)
    expect(rowsOf(csvOf(auditOf(generateTitleChanges(1))))).toHaveLength(1)
    const rows = rowsOf(csvOf(auditOf(generateTitleChanges(10_000))))
    expect(rows).toHaveLength(10_000)
    expect(rows[9_999]).toMatchObject({ event: 'ferry-4999', reasons: 'number: 9999 → 10000' })
  })
})
