import fc from 'fast-check'
import type { CheckFinding, CheckReport } from '../../../src/model/check.ts'
import type { EventId } from '../../../src/model/event.ts'
import { finding, report, rules } from './sample-report.ts'

/** Texts that terminals, runners, parsers or services obey. */
const hostilePieces = [
  '\u{1b}[2J',
  '\u{1b}]8;;https://evil.example\u{1b}\\',
  '\u{9b}31m',
  '\r',
  '\n',
  '\r\n',
  '\n\n',
  '\t',
  '\0',
  '\u{b}',
  '\u{85}',
  '\u{a0}',
  '\u{2028}',
  '\u{202e}',
  '\u{200b}',
  '\u{fe0f}',
  '\u{e0041}',
  '\u{ad}',
  '\ud800',
  '\udc00',
  '\ufffe',
  '\uffff',
  '::error::x',
  '::error file=a,line=1::x',
  '\r::add-mask::x',
  '\n  ::stop-commands::x',
  '##[error]x',
  ' ##[add-matcher]x',
  '##vso[task.complete]',
  '##teamcity[x',
  '%0A::error::x',
  '%25',
  '%3A%2C',
  ',',
  ':',
  '=',
  '<![CDATA[',
  ']]>',
  '-->',
  '<!--',
  '<!-- variorum-check -->',
  '</details>',
  '<summary>',
  '<img src=x onerror=alert(1)>',
  '<script>',
  '<https://evil.example>',
  '<a@b.example>',
  '&lt;',
  '&#64;team',
  '&',
  '"',
  "'",
  '`',
  '``',
  '```\n',
  '~~',
  '~',
  '**',
  '*',
  '_',
  '__',
  '|',
  '\\',
  '[',
  ']',
  '](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '[x][y]',
  '[^1]',
  '[x]: https://evil.example',
  '@team',
  '@org/team ',
  ' #12',
  'org/repo#12',
  'GH-12',
  '!12',
  '$12',
  '$x$',
  ':+1:',
  '0123456789abcdef0123456789abcdef01234567',
  'https://evil.example/a_b?c=d',
  'www.evil.example',
  'a@b.example',
  'javascript:alert(1)',
  '{0}',
  '{{',
  '}',
  '- ',
  '1. ',
  '# ',
  '> ',
  '    ',
  '---\n',
  '国立',
  '👩🏽‍🔬',
  'a plain word ',
  'word',
]

export const hostileText = fc
  .array(
    fc.oneof({ arbitrary: fc.constantFrom(...hostilePieces), weight: 3 }, fc.string({ unit: 'binary', maxLength: 5 })),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((parts) => parts.join(''))

/** A page's path never begins with a slash. */
const hostilePath = hostileText.map((name) => name.replace(/^\/+/, '') || 'x')
const lineNumber = fc.option(fc.integer({ min: 1, max: 9999 }))

const hostileFinding = fc
  .record({
    rule: fc.constantFrom(...rules),
    severity: fc.constantFrom('error', 'warning', 'info'),
    standing: fc.constantFrom('new', 'new', 'new', 'base', 'baseline', 'allowed'),
    message: hostileText,
    path: fc.option(hostilePath),
    line: lineNumber,
    column: lineNumber,
    event: fc.option(hostileText),
    expected: fc.option(hostileText),
    actual: fc.option(hostileText),
    diff: fc.option(fc.tuple(hostileText, hostileText, hostileText, hostileText)),
    reason: fc.option(hostileText),
  })
  .map(({ rule, event, diff, line, column, ...part }): CheckFinding => {
    const [before = '', removed = '', added = '', after = ''] = diff ?? []
    return finding({
      ...part,
      rule: rule.code,
      name: rule.name,
      line,
      column: line === null ? null : column,
      event: event as EventId | null,
      diff:
        diff === null
          ? null
          : [
              ['same', before],
              ['removed', removed],
              ['added', added],
              ['same', after],
            ],
    })
  })

/** A check in which every text from outside is hostile. */
export const hostileReport: fc.Arbitrary<CheckReport> = fc
  .record({
    findings: fc.array(hostileFinding, { minLength: 1, maxLength: 3 }),
    source: hostileText,
    fixed: fc.option(
      fc.array(
        fc.record({
          path: hostilePath,
          state: fc.constantFrom('written', 'planned', 'left'),
          note: fc.option(hostileText),
        }),
        {
          maxLength: 2,
        },
      ),
    ),
  })
  .map(({ findings, source, fixed }) => report(findings, { range: { base: null, head: 'index', source }, fixed }))
