import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../../../src/model/check.ts'
import { plainRendering, type RenderOptions } from '../../../src/reporters/render-options.ts'
import { checkText } from '../../../src/reporters/text/check.ts'
import { displayWidth } from '../../../src/reporters/wording/display-width.ts'
import { colored } from './report-formats.ts'
import { bridge, finding, mixedFindings, report, retitledFinding } from './sample-report.ts'

const terminal: RenderOptions = { ...plainRendering, width: 76 }
const quiet = (text: string) => `\u{1b}[2m${text}\u{1b}[22m`
const known = mixedFindings.filter(({ standing }) => standing !== 'new')
const fixed = [
  { path: bridge, state: 'written', note: null },
  { path: 'news/b.md', state: 'planned', note: null },
  { path: 'news/c.md', state: 'left', note: 'the section cannot be read' },
] as const

describe('a check on a terminal', () => {
  it('prints findings by page, then fixed pages, then the totals', () => {
    expect(checkText(report(mixedFindings, { fixed }), terminal)).toBe(`\
the archive as a whole
  · info  VAR150 bulk-change
    41 pages.

news/2018/01/15/swing-bridge.md
  3:1  ✗ error  VAR101 title-change-unrecorded
    The title changed; list the former one in the Changes section.
    The swing bridge closes after inspectors find [-two-]{+three+} cracked
    bearings
  3  ! warning  VAR120 factual-title-change
    A number in the title is another one.
    expected: two
    found: three

✓ news/2018/01/15/swing-bridge.md: Changes section written
→ news/b.md: Changes section would be written
! news/c.md: Changes section not written: the section cannot be read

✗ 1 error, 1 warning, 1 info; 3 pages checked (HEAD~1..HEAD). 2 known from before, 1 allowed (-v shows them).
Details: variorum explain VAR101
`)
  })

  it('prints known and allowed findings, reasons and fingerprints with -v', () => {
    const text = checkText(report(mixedFindings), { ...terminal, verbose: true })
    expect(text).toContain('✗ error  VAR101 title-change-unrecorded  known from before\n    It was so before.')
    expect(text).toContain('known from the baseline')
    expect(text).toContain(
      'VAR101 title-change-unrecorded  allowed: the harbour\n    office renamed it\n    It is meant so.',
    )
    expect(text).toContain(`fingerprint ${retitledFinding.fingerprint}, event swing-bridge`)
    expect(text).not.toContain('-v shows')
    for (const line of text.split('\n').slice(0, -3)) expect(displayWidth(line)).toBeLessThanOrEqual(76)
  })

  it('prints a mark beside each colour', () => {
    const text = checkText(report(mixedFindings), colored)
    expect(text).toContain('\u{1b}[31;1m✗ error\u{1b}[22;39m')
    expect(text).toContain('\u{1b}[33m! warning\u{1b}[39m')
    expect(text).toContain(
      `${quiet('[-')}\u{1b}[31;9mtwo\u{1b}[29;39m${quiet('-]{+')}\u{1b}[32;4mthree\u{1b}[24;39m${quiet('+}')}`,
    )
    // A known finding is not red.
    expect(text).toContain('\u{1b}[2m✗ error\u{1b}[22m')
  })

  it('is one line without new findings, on the narrowest terminal too', () => {
    const pages = Array.from({ length: 12 }, (_, index) => `news/${index}.md`)
    const well = (part: Partial<CheckReport>, look: RenderOptions) =>
      checkText({ ...report([], { pages }), ...part, totals: { ...report(known).totals, pages: 12 } }, look)
    const calm = { ...report([]), totals: { ...report([]).totals, pages: 12 } }
    expect(checkText(calm, { ...terminal, width: 20 })).toBe('✓ HEAD~1..HEAD: 12 pages checked, no findings.\n')
    expect(well({}, { ...terminal, width: 20 })).toBe(
      '✓ HEAD~1..HEAD: 12 pages checked, no findings. 2 known from before, 1 allowed (-v shows them).\n',
    )
    expect(well({ range: { base: null, head: 'index', source: 'the\nindex' } }, plainRendering)).toMatch(
      /^✓ the\\u\{a\}index/,
    )
  })

  it('prints fixed pages without findings', () => {
    const text = checkText(report([], { fixed: fixed.slice(0, 1) }), terminal)
    expect(text).toBe(`✓ ${bridge}: Changes section written\n\n✓ HEAD~1..HEAD: 1 page checked, no findings.\n`)
  })

  it('marks the last line by the worst severity', () => {
    const last = (severity: 'warning' | 'info') =>
      checkText(report([finding({ severity })]), plainRendering)
        .split('\n')
        .at(-2)
    expect(last('warning')).toBe('! 1 warning; 1 page checked (HEAD~1..HEAD)')
    expect(last('info')).toBe('· 1 info; 1 page checked (HEAD~1..HEAD)')
  })
})

describe('a check in a pipe', () => {
  it('is one line for each finding, with place, rule and diff', () => {
    expect(checkText(report(mixedFindings, { fixed: fixed.slice(2) }), plainRendering)).toBe(`\
-: info VAR150 bulk-change: 41 pages.
news/2018/01/15/swing-bridge.md:3:1: error VAR101 title-change-unrecorded: The title changed; list the former one in the Changes section.  The swing bridge closes after inspectors find [-two-]{+three+} cracked bearings
news/2018/01/15/swing-bridge.md:3: warning VAR120 factual-title-change: A number in the title is another one.  expected: two  found: three
news/c.md: Changes section not written: the section cannot be read
✗ 1 error, 1 warning, 1 info; 3 pages checked (HEAD~1..HEAD). 2 known from before, 1 allowed (-v shows them).
`)
  })

  it('names the reason why a finding is not new', () => {
    const lines = checkText(report(known), { ...plainRendering, verbose: true }).split('\n')
    expect(lines[0]).toContain(': error VAR101 title-change-unrecorded (known from before): It was so before.')
    expect(lines[1]).toContain(': error VAR101 title-change-unrecorded (allowed: the harbour office renamed it): ')
    expect(lines[2]).toBe(
      'news/2018/01/16/market.md: error VAR101 title-change-unrecorded (known from the baseline): Listed.',
    )
  })
})

describe('the expected and the found text', () => {
  const facts = (part: Parameters<typeof finding>[0]) =>
    checkText(report([finding({ message: 'It says "Ferry 12".', ...part })]), plainRendering).split('\n')[0]

  it('is printed if neither the message nor the diff contains it', () => {
    expect(facts({ expected: 'Ferry 14', actual: 'Ferry 12' })).toMatch(/"\. {2}expected: Ferry 14$/)
    expect(facts({ expected: '', actual: null })).toMatch(/"\.$/)
    const diff = [['removed', 'a'] as const, ['added', 'b'] as const]
    expect(facts({ expected: 'a', actual: 'b', diff })).toMatch(/"\. {2}\[-a-\]\{\+b\+\}$/)
  })

  it('is printed if the message contains it only within a word or a number', () => {
    expect(facts({ expected: '2', actual: 'err' })).toMatch(/expected: 2 {2}found: err$/)
  })
})
