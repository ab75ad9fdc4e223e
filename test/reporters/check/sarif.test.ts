import { describe, expect, it } from 'vitest'
import { renderReport } from './report-formats.ts'
import { bridge, finding, mixedFindings, report, rules } from './sample-report.ts'
import { sarifProblems } from './sarif-schema.ts'

const runOf = (findings: Parameters<typeof report>[0]) => JSON.parse(renderReport('sarif', report(findings))).runs[0]

describe('SARIF', () => {
  const document = JSON.parse(renderReport('sarif', report(mixedFindings)))
  const [run] = document.runs

  it('is valid by the schema, which rejects an invalid document', () => {
    expect(document.version).toBe('2.1.0')
    expect(sarifProblems(document)).toEqual([])
    expect(sarifProblems({ ...document, runs: [{ ...run, columnKind: 'bytes' }] })).not.toEqual([])
    expect(sarifProblems(JSON.parse(renderReport('sarif', report([]))))).toEqual([])
  })

  it('describes every rule, also those that are off', () => {
    const { name, semanticVersion, rules: described } = run.tool.driver
    expect([name, semanticVersion]).toEqual(['variorum', '1.2.3'])
    expect(described.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ code }) => code))
    expect(described[1].defaultConfiguration).toEqual({ enabled: false })
    expect(described[3].defaultConfiguration).toEqual({ level: 'note' })
    expect(described[0].help.text).toContain('variorum explain VAR101')
  })

  it('gives each result its rule, level and place in the order of the findings', () => {
    const [bulk, , retitled, factual] = run.results
    expect(run.columnKind).toBe('utf16CodeUnits')
    expect(retitled).toMatchObject({ ruleId: 'VAR101', ruleIndex: 0, level: 'error' })
    expect(retitled.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: bridge }, region: { startLine: 3, startColumn: 1 } } },
    ])
    expect(factual.locations[0].physicalLocation.region).toEqual({ startLine: 3 })
    expect(bulk).toMatchObject({ ruleIndex: 3, level: 'note' })
    expect(bulk.locations[0].physicalLocation).toEqual({ artifactLocation: { uri: '.' }, region: { startLine: 1 } })
  })

  it('separates new from known findings, and gives the reason of an allowed one', () => {
    const states = run.results.map(({ baselineState }: { baselineState: string }) => baselineState)
    expect(states).toEqual(['new', 'unchanged', 'new', 'new', 'unchanged', 'unchanged'])
    const suppressions = run.results.map(({ suppressions }: { suppressions: object[] }) => suppressions)
    expect(suppressions[4]).toEqual([{ kind: 'inSource', justification: 'the harbour office renamed it' }])
    expect(suppressions.filter((own: object[]) => own.length === 0)).toHaveLength(5)
  })

  it('gives findings of one rule on one line different fingerprints', () => {
    const [first, second, other] = runOf([finding(), finding(), finding({ rule: 'VAR120' })]).results.map(
      ({ partialFingerprints }: { partialFingerprints: object }) => Object.keys(partialFingerprints),
    )
    expect(first).toEqual(['variorum/v1'])
    expect(second).toEqual(['variorum/v1', 'primaryLocationLineHash'])
    expect(other).toEqual(['variorum/v1'])
  })

  it('names an unknown rule without an index', () => {
    const [result] = runOf([finding({ rule: 'VAR999' })]).results
    expect(result).toMatchObject({ ruleId: 'VAR999' })
    expect(result).not.toHaveProperty('ruleIndex')
  })

  it('doubles braces and breaks up links', () => {
    const [result] = runOf([finding({ message: 'It says {0} and [here](1).' })]).results
    expect(result.message.text).toBe('It says {{0}} and [here]\\u{{28}}1).')
  })

  it('has at most 25,000 results, the new and most severe ones, and counts the others', { tags: ['slow'] }, () => {
    const some = (number: number, part: Parameters<typeof finding>[0]) =>
      Array.from({ length: number }, () => finding(part))
    const big = runOf([
      ...some(2, { standing: 'base' }),
      ...some(3, { severity: 'info' }),
      ...some(24_998, {}),
      ...some(1, { severity: 'warning' }),
    ])
    expect(big.results).toHaveLength(25_000)
    expect(big.results[0]).toMatchObject({ level: 'note', baselineState: 'new' })
    expect(big.results.at(-1)).toMatchObject({ level: 'warning' })
    const [{ toolExecutionNotifications: notes }] = big.invocations
    expect(notes).toEqual([
      { level: 'warning', message: { text: '4 of 25,004 findings are left out, the least severe ones.' } },
    ])
    expect(run.invocations[0].toolExecutionNotifications).toEqual([])
  })
})
