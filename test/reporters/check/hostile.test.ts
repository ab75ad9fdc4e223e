import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../../../src/model/check.ts'
import { newOnes, plainLines } from '../../../src/reporters/terminal/findings.ts'
import { visible } from '../../../src/reporters/wording/visible.ts'
import { unsafe } from '../../helpers/unsafe.ts'
import { formats, told } from './formats.ts'
import { hostileReport } from './hostile.ts'
import { renderings } from './rendered.ts'
import { type Command, commandsIn, otherCommands, withoutShapeless } from './runner.ts'
import { problemsOf } from './sarif-schema.ts'
import { casesOf } from './xml.ts'

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
        const log = told(format, report)
        expect(otherCommands.exec(log)).toBeNull()
        if (format === 'github') continue
        expect(commandsIn(log)).toEqual([])
        expect(commandsIn(withoutShapeless(log))).toEqual([])
      }
    })
  }, 300_000)

  it('gives a runner the annotations that it is to have, and nothing more', () => {
    const kinds = { error: 'error', warning: 'warning', info: 'notice' } as const
    holds((report) => {
      const expected = newOnes(report.findings).map((one): Command => {
        const { severity, path, line, column, rule, name } = one
        const place =
          path === null
            ? []
            : [
                ['file', visible(path)],
                ['line', line],
                ['col', column],
              ]
        const properties = [...place, ['title', `${rule} ${name}`]].filter(([, value]) => value !== null)
        return {
          name: kinds[severity],
          properties: Object.fromEntries(properties.map(([key, value]) => [key, String(value)])),
          data: plainLines(one).join('\n'),
        }
      })
      expect(commandsIn(told('github', report))).toEqual(expected)
      expect(commandsIn(withoutShapeless(told('github', report)))).toHaveLength(expected.length)
    })
  }, 300_000)

  it('shows a terminal text and our own colours alone', () => {
    holds((report) => {
      for (const format of Object.keys(formats)) {
        const log = told(format, report)
        expect(
          unsafe.exec((format === 'colored' ? log.replace(ownColors, '') : log).replace(ownIsolates, '$1')),
        ).toBeNull()
      }
    })
  }, 300_000)

  it('is one line a finding in a pipe, and one in all where all is well', () => {
    holds((report) => {
      const fixed = report.fixed?.length ?? 0
      expect(told('pipe', report).split('\n')).toHaveLength(report.findings.length + fixed + 2)
      const message = report.findings[0]?.message ?? ''
      if (message.includes('\n')) expect(told('terminal', report).replace(/\n */g, '')).toContain('\\u{a}')
      expect(told('pipe', { ...report, findings: [], fixed: null }).split('\n')).toHaveLength(2)
    })
  }, 300_000)

  it('gives the next tool nothing to obey once it has read the JSON of a service', () => {
    holds((report) => {
      const texts = [
        ...JSON.parse(told('gitlab', report)).map(({ description }: { description: string }) => description),
        ...JSON.parse(told('rdjson', report)).diagnostics.map(({ message }: { message: string }) => message),
        ...JSON.parse(told('sarif', report)).runs[0].results.flatMap(
          ({ message, suppressions }: { message: { text: string }; suppressions: { justification: string }[] }) => [
            message.text,
            ...suppressions.map(({ justification }) => justification),
          ],
        ),
      ]
      for (const text of texts) {
        expect(unsafe.exec(text)).toBeNull()
        expect(commandsIn(text)).toEqual([])
      }
    })
  }, 300_000)

  it('comes out of JSON as it went in', () => {
    holds((report) => {
      const document = JSON.parse(told('json', report))
      const lines = told('ndjson', report).trimEnd().split('\n')
      expect(lines.map((line) => JSON.parse(line))).toEqual(document.findings)
      expect(document.findings).toEqual(wellFormed(report.findings))
      expect(document.range).toEqual(wellFormed(report.range))
      expect(document.fixed).toEqual(wellFormed(report.fixed))
    })
  }, 300_000)

  it('is SARIF by the schema, its places relative addresses that lead back to the paths', () => {
    holds((report) => {
      const document = JSON.parse(told('sarif', report))
      expect(problemsOf(document)).toEqual([])
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
      const cases = casesOf(told('junit', report))
      const fresh = newOnes(report.findings)
      const names = [...report.pages, ...(fresh.some(({ path }) => path === null) ? [null] : [])]
      expect(cases.map(({ name }) => name)).toEqual(names.map((path) => visible(path ?? 'the archive as a whole')))
      for (const [index, path] of names.entries()) {
        const own = fresh.filter((one) => one.path === path)
        const texts = `${cases[index]?.failure ?? ''}\n${cases[index]?.output ?? ''}`
        for (const line of own.flatMap(plainLines)) expect(texts).toContain(line)
        expect(cases[index]?.failure === null).toBe(!own.some(({ severity }) => severity === 'error'))
      }
    })
  }, 300_000)

  it('is one list of issues for GitLab and of diagnostics for reviewdog, with the new findings alone', () => {
    holds((report) => {
      const fresh = newOnes(report.findings)
      const issues = JSON.parse(told('gitlab', report))
      const { diagnostics } = JSON.parse(told('rdjson', report))
      const paths = fresh.map(({ path }) => (path ?? '.').toWellFormed())
      expect(issues.map(({ location }: { location: { path: string } }) => location.path)).toEqual(paths)
      expect(diagnostics.map(({ location }: { location: { path: string } }) => location.path)).toEqual(paths)
      for (const { message } of diagnostics) {
        const [text, facts = ''] = message.split('\n\n')
        expect(text).not.toMatch(/\]\(|<[a-z/!]|@\w|#\d/i)
        if (facts === '') continue
        for (const { active, referring } of renderings(facts)) expect([active, referring]).toEqual([[], null])
      }
    })
  }, 300_000)

  it('is Markdown that shows every text and does nothing with it, by two parsers', () => {
    holds((report) => {
      for (const { active, shown, referring } of renderings(told('markdown', report))) {
        expect(active).toEqual([])
        expect(referring).toBeNull()
        for (const { message, path, standing, reason } of report.findings) {
          expect(shown).toContain(visible(message).trim())
          if (path !== null) expect(shown).toContain(visible(path))
          if (standing === 'allowed') expect(shown).toContain(visible(reason ?? '').trim())
        }
      }
    })
  }, 300_000)

  it('is the same, byte for byte, each time', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const copy = structuredClone(report)
        for (const format of Object.keys(formats)) expect(told(format, copy)).toBe(told(format, report))
      }),
      { numRuns: 300 },
    )
  }, 300_000)
})

/** JSON has no half characters. */
function wellFormed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'string' ? item.toWellFormed() : item)))
}
