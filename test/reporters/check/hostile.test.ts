import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { CheckReport } from '../../../src/model/check.ts'
import { findingLines, newFindings } from '../../../src/reporters/terminal/findings.ts'
import { printable } from '../../../src/reporters/wording/printable.ts'
import { itHolds } from '../../helpers/property.ts'
import { unsafeCharacter } from '../../helpers/unsafe-character.ts'
import { hostileReport } from './hostile-report.ts'
import { parseJUnitCases } from './junit-cases.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { formats, renderReport } from './report-formats.ts'
import { otherServiceCommand, parseRunnerCommands, type RunnerCommand, removeInvisible } from './runner-commands.ts'
import { sarifProblems } from './sarif-schema.ts'

const ownColors = /\u{1b}\[[0-9;]*m/gu
/** Our own isolates of right-to-left text. Isolates in a page are printed as escapes. */
const ownIsolates = /\u{2068}([^\u{2068}\u{2069}\n]*)\u{2069}/gu

function itHoldsForReports(title: string, claim: (report: CheckReport) => void): void {
  itHolds(title, () => fc.property(hostileReport, claim), { quick: 30, thorough: 2000 })
}

describe('a check of hostile pages', () => {
  itHoldsForReports('gives a runner no command, except in the format for it', (report) => {
    for (const format of Object.keys(formats)) {
      const log = renderReport(format, report)
      expect(otherServiceCommand.exec(log)).toBeNull()
      if (format === 'github') continue
      expect(parseRunnerCommands(log)).toEqual([])
      expect(parseRunnerCommands(removeInvisible(log))).toEqual([])
    }
  })

  const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const

  itHoldsForReports('gives a runner exactly the expected annotations', (report) => {
    const expected = newFindings(report.findings).map((one): RunnerCommand => {
      const { severity, path, line, column, rule, name } = one
      const place =
        path === null
          ? []
          : [
              ['file', printable(path)],
              ['line', line],
              ['col', column],
            ]
      const properties = [...place, ['title', `${rule} ${name}`]].filter(([, value]) => value !== null)
      return {
        name: kinds[severity],
        properties: Object.fromEntries(properties.map(([key, value]) => [key, String(value)])),
        data: findingLines(one).join('\n'),
      }
    })
    expect(parseRunnerCommands(renderReport('github', report))).toEqual(expected)
    expect(parseRunnerCommands(removeInvisible(renderReport('github', report)))).toHaveLength(expected.length)
  })

  itHoldsForReports('gives a terminal only text and our own colours', (report) => {
    for (const format of Object.keys(formats)) {
      const log = renderReport(format, report)
      expect(
        unsafeCharacter.exec((format === 'colored' ? log.replace(ownColors, '') : log).replace(ownIsolates, '$1')),
      ).toBeNull()
    }
  })

  itHoldsForReports('is one line for each finding in a pipe, and one line without findings', (report) => {
    const fixed = report.fixed?.length ?? 0
    expect(renderReport('pipe', report).split('\n')).toHaveLength(report.findings.length + fixed + 2)
    const message = report.findings[0]?.message ?? ''
    if (message.includes('\n')) expect(renderReport('terminal', report).replace(/\n */g, '')).toContain('\\u{a}')
    expect(renderReport('pipe', { ...report, findings: [], fixed: null }).split('\n')).toHaveLength(2)
  })

  itHoldsForReports('has no commands in the strings of a JSON report', (report) => {
    const texts = [
      ...JSON.parse(renderReport('gitlab', report)).map(({ description }: { description: string }) => description),
      ...JSON.parse(renderReport('rdjson', report)).diagnostics.map(({ message }: { message: string }) => message),
      ...JSON.parse(renderReport('sarif', report)).runs[0].results.flatMap(
        ({ message, suppressions }: { message: { text: string }; suppressions: { justification: string }[] }) => [
          message.text,
          ...suppressions.map(({ justification }) => justification),
        ],
      ),
    ]
    for (const text of texts) {
      expect(unsafeCharacter.exec(text)).toBeNull()
      expect(parseRunnerCommands(text)).toEqual([])
    }
  })

  itHoldsForReports('is unchanged in JSON', (report) => {
    const document = JSON.parse(renderReport('json', report))
    const lines = renderReport('ndjson', report).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(document.findings)
    expect(document.findings).toEqual(wellFormed(report.findings))
    expect(document.range).toEqual(wellFormed(report.range))
    expect(document.fixed).toEqual(wellFormed(report.fixed))
  })

  itHoldsForReports('is valid SARIF, with relative addresses of the paths', (report) => {
    const document = JSON.parse(renderReport('sarif', report))
    expect(sarifProblems(document)).toEqual([])
    const [run] = document.runs
    expect(run.results).toHaveLength(report.findings.length)
    for (const [index, result] of run.results.entries()) {
      const { uri } = result.locations[0].physicalLocation.artifactLocation
      expect(decodeURIComponent(uri)).toBe((report.findings[index]?.path ?? '.').toWellFormed())
      expect(uri).toMatch(/^[\w!'()*.~%-][\w!'()*.~%/-]*$/)
      expect(result.message.text).not.toMatch(/\]\(|(?<!\{)(?:\{\{)*\{(?!\{)/)
    }
  })

  itHoldsForReports('is valid XML with every message', (report) => {
    const cases = parseJUnitCases(renderReport('junit', report))
    const fresh = newFindings(report.findings)
    const names = [...report.pages, ...(fresh.some(({ path }) => path === null) ? [null] : [])]
    expect(cases.map(({ name }) => name)).toEqual(names.map((path) => printable(path ?? 'the archive as a whole')))
    for (const [index, path] of names.entries()) {
      const own = fresh.filter((one) => one.path === path)
      const texts = `${cases[index]?.failure ?? ''}\n${cases[index]?.output ?? ''}`
      for (const line of own.flatMap(findingLines)) expect(texts).toContain(line)
      expect(cases[index]?.failure === null).toBe(!own.some(({ severity }) => severity === 'error'))
    }
  })

  itHoldsForReports('is a list of the new findings for GitLab and for reviewdog', (report) => {
    const fresh = newFindings(report.findings)
    const issues = JSON.parse(renderReport('gitlab', report))
    const { diagnostics } = JSON.parse(renderReport('rdjson', report))
    const paths = fresh.map(({ path }) => (path ?? '.').toWellFormed())
    expect(issues.map(({ location }: { location: { path: string } }) => location.path)).toEqual(paths)
    expect(diagnostics.map(({ location }: { location: { path: string } }) => location.path)).toEqual(paths)
    for (const { message } of diagnostics) {
      const [text, facts = ''] = message.split('\n\n')
      expect(text).not.toMatch(/\]\(|<[a-z/!]|@\w|#\d/i)
      if (facts === '') continue
      for (const { active, reference } of parseMarkdown(facts)) expect([active, reference]).toEqual([[], null])
    }
  })

  itHoldsForReports('is Markdown that only shows texts, by two parsers', (report) => {
    for (const { active, visibleText, reference } of parseMarkdown(renderReport('markdown', report))) {
      expect(active).toEqual([])
      expect(reference).toBeNull()
      for (const { message, path, standing, reason } of report.findings) {
        expect(visibleText).toContain(printable(message).trim())
        if (path !== null) expect(visibleText).toContain(printable(path))
        if (standing === 'allowed') expect(visibleText).toContain(printable(reason ?? '').trim())
      }
    }
  })

  itHoldsForReports('is the same to the byte each time', (report) => {
    const copy = structuredClone(report)
    for (const format of Object.keys(formats)) expect(renderReport(format, copy)).toBe(renderReport(format, report))
  })
})

/** JSON has no lone surrogates. */
function wellFormed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'string' ? item.toWellFormed() : item)))
}
