import { describe, expect, it } from 'vitest'
import type { CheckFinding } from '../../../src/model/check.ts'
import { renderReport } from './report-formats.ts'
import { parseRunnerCommands } from './runner-commands.ts'
import { bridge, finding, mixedFindings, report } from './sample-report.ts'

const many = (number: number, part: Partial<CheckFinding> = {}) => Array.from({ length: number }, () => finding(part))

describe('annotations for GitHub', () => {
  it('are one for each new finding, at its place', () => {
    expect(renderReport('github', report(mixedFindings))).toBe(`\
::notice title=VAR150 bulk-change::41 pages.
::error file=${bridge},line=3,col=1,title=VAR101 title-change-unrecorded::The title changed; list the former one in the Changes section.%0AThe swing bridge closes after inspectors find [-two-]{+three+} cracked bearings
::warning file=${bridge},line=3,title=VAR120 factual-title-change::A number in the title is another one.%0Aexpected: two%0Afound: three
`)
  })

  it('are empty without new findings', () => {
    expect(renderReport('github', report(mixedFindings.filter(({ standing }) => standing !== 'new')))).toBe('')
  })

  it('keep percent signs, colons and commas through the runner', () => {
    const path = 'news/a,b:c%2C%0A::d.md'
    const [command] = parseRunnerCommands(
      renderReport('github', report([finding({ path, message: '50 %, or 50%25' })])),
    )
    expect(command?.properties).toMatchObject({ file: 'news/a,b:c%2C%0A:\\u{3a}d.md', line: '3' })
    expect(command?.data).toBe('50 %, or 50%25')
  })

  it('are at most ten of each severity, the tenth counts the rest', () => {
    const findings = [...many(50), ...many(11, { severity: 'warning' }), ...many(10, { severity: 'info' })]
    const commands = parseRunnerCommands(renderReport('github', report(findings)))
    const of = (kind: string) => commands.filter(({ name }) => name === kind)
    expect([of('error'), of('warning'), of('notice')].map(({ length }) => length)).toEqual([10, 10, 10])
    expect(of('error').at(-1)?.data).toBe('and 41 more errors: see the job summary')
    expect(of('warning').at(-1)?.data).toBe('and 2 more warnings: see the job summary')
    expect(of('notice').at(-1)?.properties).toMatchObject({ file: bridge })
  })

  it('keep the order of the findings', () => {
    const findings = [...many(1, { severity: 'info' }), ...many(1), ...many(1, { severity: 'warning' }), ...many(1)]
    expect(parseRunnerCommands(renderReport('github', report(findings))).map(({ name }) => name)).toEqual([
      'notice',
      'error',
      'warning',
      'error',
    ])
  })
})
