import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../../../src/model/check.ts'
import { findingLines, newFindings } from '../../../src/reporters/terminal/findings.ts'
import { printable } from '../../../src/reporters/wording/printable.ts'
import { unsafeCharacter } from '../../helpers/unsafe-character.ts'
import { hostileReport } from './hostile-report.ts'
import { parseJUnitCases } from './junit-cases.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { formats, renderReport } from './report-formats.ts'
import { otherServiceCommand, parseRunnerCommands, type RunnerCommand, removeInvisible } from './runner-commands.ts'
import { sarifProblems } from './sarif-schema.ts'

const numRuns = 2000

const ownColors = /\u{1b}\[[0-9;]*m/gu
/** Text from right to left, isolated within a line; what is from outside is written out, and never one of these. */
const ownIsolates = /\u{2068}([^\u{2068}\u{2069}\n]*)\u{2069}/gu

function holds(claim: (report: CheckReport) => void): void {
  fc.assert(fc.property(hostileReport, claim), { numRuns })
}

describe('a check of hostile pages', () => {
  it('gives a runner no command in any format but the one for it', () => {
    holds((report) => {
      for (const format of Object.keys(formats)) {
        const log = renderReport(format, report)
        expect(otherServiceCommand.exec(log)).toBeNull()
        if (format === 'github') continue
        expect(parseRunnerCommands(log)).toEqual([])
        expect(parseRunnerCommands(removeInvisible(log))).toEqual([])
      }
    })
  }, 300_000)

  it('gives a runner the annotations that it is to have, and nothing more', () => {
    const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const
    holds((report) => {
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
  }, 300_000)

  it('shows a terminal text and our own colours alone', () => {
    holds((report) => {
      for (const format of Object.keys(formats)) {
        const log = renderReport(format, report)
        expect(
          unsafeCharacter.exec((format === 'colored' ? log.replace(ownColors, '') : log).replace(ownIsolates, '$1')),
        ).toBeNull()
      }
    })
  }, 300_000)

  it('is one line a finding in a pipe, and one in all where all is well', () => {
    holds((report) => {
      const fixed = report.fixed?.length ?? 0
      expect(renderReport('pipe', report).split('\n')).toHaveLength(report.findings.length + fixed + 2)
      const message = report.findings[0]?.message ?? ''
      if (message.includes('\n')) expect(renderReport('terminal', report).replace(/\n */g, '')).toContain('\\u{a}')
      expect(renderReport('pipe', { ...report, findings: [], fixed: null }).split('\n')).toHaveLength(2)
    })
  }, 300_000)

  it('gives the next tool nothing to obey once it has read the JSON of a service', () => {
    holds((report) => {
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
  }, 300_000)

  it('comes out of JSON as it went in', () => {
    holds((report) => {
      const document = JSON.parse(renderReport('json', report))
      const lines = renderReport('ndjson', report).trimEnd().split('\n')
      expect(lines.map((line) => JSON.parse(line))).toEqual(document.findings)
      expect(document.findings).toEqual(wellFormed(report.findings))
      expect(document.range).toEqual(wellFormed(report.range))
      expect(document.fixed).toEqual(wellFormed(report.fixed))
    })
  }, 300_000)

  it('is SARIF by the schema, its places relative addresses that lead back to the paths', () => {
    holds((report) => {
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
  }, 300_000)

  it('is XML by a strict parser, and says what it is to say', () => {
    holds((report) => {
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
  }, 300_000)

  it('is one list of issues for GitLab and of diagnostics for reviewdog, with the new findings alone', () => {
    holds((report) => {
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
  }, 300_000)

  it('is Markdown that shows every text and does nothing with it, by two parsers', () => {
    holds((report) => {
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
  }, 300_000)

  it('is the same, byte for byte, each time', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const copy = structuredClone(report)
        for (const format of Object.keys(formats)) expect(renderReport(format, copy)).toBe(renderReport(format, report))
      }),
      { numRuns: 300 },
    )
  }, 300_000)
})

/** JSON has no half characters. */
function wellFormed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'string' ? item.toWellFormed() : item)))
}
