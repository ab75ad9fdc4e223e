import { describe, expect, it } from 'vitest'
import { parseJUnitCases } from './junit-cases.ts'
import { renderReport } from './report-formats.ts'
import { bridge, finding, mixedFindings, report, retitledFinding } from './sample-report.ts'

describe('code quality for GitLab', () => {
  const issues = JSON.parse(renderReport('gitlab', report(mixedFindings)))

  it('is a list of the new findings', () => {
    expect(issues).toHaveLength(3)
    expect(issues[1]).toEqual({
      description:
        'VAR101 title-change-unrecorded: The title changed; list the former one in the Changes section.\n' +
        'The swing bridge closes after inspectors find [-two-]{+three+} cracked bearings',
      check_name: 'VAR101',
      fingerprint: retitledFinding.fingerprint,
      severity: 'major',
      location: { path: bridge, lines: { begin: 3 } },
    })
    expect(issues.map(({ severity }: { severity: string }) => severity)).toEqual(['info', 'major', 'minor'])
    expect(issues[0].location).toEqual({ path: '.', lines: { begin: 1 } })
    expect(renderReport('gitlab', report([]))).toBe('[]\n')
  })

  it('gives each issue its own fingerprint', () => {
    const same = [finding({ fingerprint: 'a' }), finding({ fingerprint: 'a' }), finding({ fingerprint: 'a' })]
    const prints = JSON.parse(renderReport('gitlab', report(same))).map(
      ({ fingerprint }: { fingerprint: string }) => fingerprint,
    )
    expect(prints).toEqual(['a', 'a-2', 'a-3'])
  })
})

describe('diagnostics for reviewdog', () => {
  it('are the new findings, with their columns', () => {
    const findings = [...mixedFindings, finding({ column: 7 }), finding({ line: null, column: null })]
    const document = JSON.parse(renderReport('rdjson', report(findings)))
    expect(document.source).toEqual({ name: 'variorum' })
    const [bulk, first, second, third, page] = document.diagnostics
    expect(document.diagnostics).toHaveLength(5)
    expect(first).toEqual({
      message:
        'title-change-unrecorded: The title changed; list the former one in the Changes section.\n' +
        'The swing bridge closes after inspectors find [-two-]{+three+} cracked bearings',
      location: { path: bridge, range: { start: { line: 3, column: 1 } } },
      severity: 'ERROR',
      code: { value: 'VAR101' },
    })
    expect([bulk.severity, second.severity]).toEqual(['INFO', 'WARNING'])
    expect(second.location.range).toEqual({ start: { line: 3 } })
    expect(third.location.range).toEqual({ start: { line: 3, column: 7 } })
    expect(page.location).toEqual({ path: bridge })
    expect(bulk.location).toEqual({ path: '.' })
  })

  it('break up links, mentions, references and tags', () => {
    const message = '[a](b) [a][b] <img> </b> @team #12 a < b, 1 @ 2, C#'
    const [{ message: shown }] = JSON.parse(renderReport('rdjson', report([finding({ message })]))).diagnostics
    expect(shown).toBe(
      'title-change-unrecorded: [a]\\u{28}b) [a]\\u{5b}b] \\u{3c}img> \\u{3c}/b> \\u{40}team \\u{23}12 a < b, 1 @ 2, C#',
    )
  })
})

describe('an expected text of several lines', () => {
  const expected = '[Friday](/a.md) _(First version)_\n[Mon\u{202e}day](/a.md) _(Update)_'
  const one = report([finding({ message: 'Two titles are missing.', expected })])
  const [first, second] = ['[Friday](/a.md) _(First version)_', '[Mon\\u{202e}day](/a.md) _(Update)_']

  it('is printed line by line in every format', () => {
    expect(renderReport('terminal', one)).toContain(`    expected:\n      ${first}\n      ${second}\n`)
    expect(renderReport('pipe', one)).toContain(`  expected: ${first}  expected: ${second}\n`)
    expect(renderReport('github', one)).toContain(`%0Aexpected:%0A  ${first}%0A  ${second}\n`)
    const [issue] = JSON.parse(renderReport('gitlab', one))
    expect(issue.description).toContain(`\nexpected:\n  ${first}\n  ${second}`)
    const { diagnostics } = JSON.parse(renderReport('rdjson', one))
    expect(diagnostics[0].message).toContain(`\n\nexpected:\n  \`${first}\`\n  \`${second}\``)
    expect(parseJUnitCases(renderReport('junit', one))[0]?.failure).toContain(
      `\n  expected:\n    ${first}\n    ${second}`,
    )
    expect(renderReport('markdown', one).match(/^ {2}- expected: /gm)).toHaveLength(2)
  })

  it('is one string in JSON', () => {
    expect(JSON.parse(renderReport('json', one)).findings[0].expected).toBe(expected)
  })
})

describe('JUnit', () => {
  it('has a case for each checked page, and one for the archive if it has a finding', () => {
    const xml = renderReport('junit', report(mixedFindings))
    const cases = parseJUnitCases(xml)
    expect(xml).toContain('tests="4" failures="1" errors="0" skipped="0"')
    expect(cases.map(({ name, file }) => [name, file])).toEqual([
      [bridge, bridge],
      ['news/2018/01/14/ferry.md', 'news/2018/01/14/ferry.md'],
      ['news/2018/01/16/market.md', 'news/2018/01/16/market.md'],
      ['the archive as a whole', undefined],
    ])
  })

  it('fails a page only for its new errors, in one failure', () => {
    const cases = parseJUnitCases(renderReport('junit', report([...mixedFindings, finding({ line: 9 })])))
    const [page, ferry, market, whole] = cases
    expect(page?.attributes).toEqual({
      type: 'VAR101',
      message: `${bridge}:3:1: error VAR101 title-change-unrecorded: The title changed; list the former one in the Changes section.`,
    })
    expect(page?.failure?.split('\n')).toHaveLength(3)
    expect(page?.failure).toContain(`\n${bridge}:9:1: error`)
    expect(page?.output).toContain('warning VAR120 factual-title-change: A number in the title is another one.')
    expect([ferry?.failure, market?.failure, whole?.failure]).toEqual([null, null, null])
    expect([ferry?.output, market?.output]).toEqual([null, null])
    expect(whole?.output).toBe('-: info VAR150 bulk-change: 41 pages.')
  })

  it('writes characters that XML cannot hold as escapes', () => {
    const xml = renderReport('junit', report([finding({ message: '\0 \u{b} \ud800 \ufffe ]]> <a b="c">&amp;' })]))
    expect(parseJUnitCases(xml)[0]?.failure).toContain('\\u{0} \\u{b} \\u{d800} \\u{fffe} ]]> <a b="c">&amp;')
  })
})
