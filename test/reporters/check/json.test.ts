import { describe, expect, it } from 'vitest'
import { renderReport } from './report-formats.ts'
import { mixedFindings, report, retitledFinding } from './sample-report.ts'

const keys = 'rule name severity message path line column event expected actual fingerprint diff standing reason'.split(
  ' ',
)

describe('check --format json', () => {
  const fixed = [{ path: 'news/a.md', state: 'left', note: 'by hand' }] as const
  const document = JSON.parse(renderReport('json', report(mixedFindings, { fixed })))

  it('has every field in a fixed order', () => {
    expect(Object.keys(document)).toEqual(['schemaVersion', 'range', 'findings', 'totals', 'fixed', 'notes'])
    expect(Object.keys(document.range)).toEqual(['base', 'head', 'source'])
    for (const one of document.findings) expect(Object.keys(one)).toEqual(keys)
    expect(Object.keys(document.totals)).toEqual(['pages', 'errors', 'warnings', 'infos', 'known', 'allowed'])
    expect(document.totals).toEqual({ pages: 3, errors: 1, warnings: 1, infos: 1, known: 2, allowed: 1 })
    expect(document.fixed).toEqual(fixed)
  })

  it('keeps known and allowed findings, with the reason', () => {
    expect(document.findings.map(({ standing }: { standing: string }) => standing)).toEqual(
      mixedFindings.map(({ standing }) => standing),
    )
    expect(document.findings[4].reason).toBe('the harbour office renamed it')
  })

  it('has null for `fixed` without --fix, and an empty list without fixed pages', () => {
    expect(JSON.parse(renderReport('json', report([]))).fixed).toBeNull()
    expect(JSON.parse(renderReport('json', report([], { fixed: [] }))).fixed).toEqual([])
  })
})

describe('check --format ndjson', () => {
  it('is one finding on each line, and empty without findings', () => {
    const lines = renderReport('ndjson', report(mixedFindings)).split('\n')
    expect(lines).toHaveLength(mixedFindings.length + 1)
    expect(JSON.parse(lines[2] ?? '')).toEqual({ ...retitledFinding, event: 'swing-bridge' })
    expect(renderReport('ndjson', report([]))).toBe('')
  })
})
